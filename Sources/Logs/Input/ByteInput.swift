import Foundation

/// Bytes that come one after the other: a file, standard input, memory, what gzip unpacks.
protocol ByteInput: AnyObject {
    /// Reads up to `count` bytes; 0 at the end.
    func read(into target: UnsafeMutableRawPointer, count: Int) throws(LogError) -> Int
}

/// A file or standard input.
final class FileInput: ByteInput {
    private let name: String
    private let descriptor: Int32
    private let progress: ReadingProgress?

    init(_ path: String, name: String, progress: ReadingProgress?) throws(LogError) {
        self.name = name
        self.progress = progress
        if path == "-" {
            descriptor = STDIN_FILENO
        } else {
            descriptor = open(path, O_RDONLY | O_CLOEXEC)
            if descriptor < 0 { throw .cannotOpen(path, code: errno) }
        }
    }

    /// Goes to an offset; only a regular file has any.
    func move(to offset: Int) throws(LogError) {
        guard lseek(descriptor, off_t(offset), SEEK_SET) == off_t(offset) else {
            throw .cannotRead(name, code: errno)
        }
    }

    deinit {
        if descriptor != STDIN_FILENO { close(descriptor) }
    }

    func read(into target: UnsafeMutableRawPointer, count: Int) throws(LogError) -> Int {
        while true {
            let got = systemRead(descriptor, target, count)
            if got >= 0 {
                progress?.add(got)
                return got
            }
            if errno != EINTR { throw .cannotRead(name, code: errno) }
        }
    }
}

/// A part of a file.
final class PartInput: ByteInput {
    private let file: FileInput
    private var left: Int

    init(
        _ path: String, bytes: Range<Int>, progress: ReadingProgress?
    ) throws(LogError) {
        file = try FileInput(path, name: path, progress: progress)
        try file.move(to: bytes.lowerBound)
        left = bytes.count
    }

    func read(into target: UnsafeMutableRawPointer, count: Int) throws(LogError) -> Int {
        let got = try file.read(into: target, count: min(count, left))
        left -= got
        return got
    }
}

/// Bytes in memory that outlive the reading.
final class MemoryInput: ByteInput {
    private var rest: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) { rest = bytes }

    func read(into target: UnsafeMutableRawPointer, count: Int) -> Int {
        let taken = min(count, rest.count)
        guard taken > 0, let base = rest.baseAddress else { return 0 }
        target.copyMemory(from: base, byteCount: taken)
        rest = UnsafeRawBufferPointer(rebasing: rest[taken...])
        return taken
    }
}

func systemMessage(_ code: Int32) -> String { String(cString: strerror(code)) }

/// The system's `read`, which the methods of that name hide.
private func systemRead(
    _ descriptor: Int32, _ target: UnsafeMutableRawPointer, _ count: Int
) -> Int {
    read(descriptor, target, count)
}
