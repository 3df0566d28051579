import Foundation
import Logs
import Synchronization

/// A file that is written beside its place and moved there when it is whole.
final class OutputFile: Sendable {
    private let path: String
    private let temporary: String
    private let descriptor: Int32
    private let isOpen = Mutex(true)

    /// Creates the file beside its place; fails at once where that is not possible.
    init(_ path: String) throws {
        self.path = path
        var status = stat()
        if stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR {
            throw FileError(path, "can't be written", code: EISDIR)
        }
        temporary = "\(path).\(getpid()).part"
        Interruption.willWrite(temporary)
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        if descriptor < 0 {
            let code = errno
            Interruption.didFinish(temporary)
            throw FileError(path, "can't be written", code: code)
        }
    }

    deinit { discard() }

    func write(_ text: String) throws {
        if let code = Descriptor.write(text, to: descriptor) {
            throw FileError(path, "can't be written", code: code)
        }
    }

    /// Moves the file to its place.
    func commit() throws {
        let wasOpen = isOpen.withLock { isOpen in
            defer { isOpen = false }
            return isOpen
        }
        guard wasOpen else { return }
        guard close(descriptor) == 0, rename(temporary, path) == 0 else {
            let code = errno
            unlink(temporary)
            Interruption.didFinish(temporary)
            throw FileError(path, "can't be written", code: code)
        }
        Interruption.didFinish(temporary)
    }

    private func discard() {
        isOpen.withLock { isOpen in
            guard isOpen else { return }
            isOpen = false
            close(descriptor)
            unlink(temporary)
            Interruption.didFinish(temporary)
        }
    }
}

extension OutputFile: RejectSink {
    func take(_ line: [UInt8]) throws {
        if let code = line.withUnsafeBytes({ Descriptor.write($0, to: descriptor) }) {
            throw FileError(path, "can't be written", code: code)
        }
    }
}
