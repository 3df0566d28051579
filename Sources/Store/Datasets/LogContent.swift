import Crypto
import Foundation

/// What tells one log's content from another's: whole lines, counted and hashed.
public struct LogContent: Sendable, Equatable {
    /// Bytes up to the end of the last whole line; of a packed log all.
    public let bytes: Int
    /// SHA-256 of these bytes in lower-case hexadecimal digits.
    public let sha256: String
    /// How many lines they are; nil for a packed log.
    public let lines: Int?
}

/// A log file that was read once to see what is in it.
public struct LogDigest: Sendable {
    /// What can be taken.
    public let content: LogContent
    /// Bytes after the last newline: a line that is still being written.
    public let unfinishedBytes: Int
    /// Whether it is packed by gzip or zstd.
    public let isPacked: Bool
    private let prefixes: [Int: String]

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - lengths: How long the beginnings are that will be asked for.
    /// - Throws: `StoreError` where the file can't be read.
    public init(ofFile path: String, lengths: [Int]) throws(StoreError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw StoreError("\(path): can't be opened: \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        var reading = DigestReading(stops: Set(lengths).sorted())
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let got = systemRead(descriptor, &buffer, buffer.count)
            if got == 0 { break }
            if got < 0 {
                if errno == EINTR { continue }
                throw StoreError("\(path): can't be read: \(String(cString: strerror(errno)))")
            }
            buffer.withUnsafeBytes { reading.take(UnsafeRawBufferPointer(rebasing: $0[..<got])) }
        }
        (content, unfinishedBytes) = reading.content()
        (isPacked, prefixes) = (reading.isPacked, reading.prefixes)
    }

    /// Whether the file begins with this content.
    public func begins(with content: LogContent) -> Bool {
        content.bytes > 0 && prefixes[content.bytes] == content.sha256
    }
}

/// Hashes bytes as they come, and keeps the hash at line ends and at given lengths.
private struct DigestReading {
    /// Lengths at which the hash is wanted, the next one first.
    var stops: [Int]
    private(set) var prefixes: [Int: String] = [:]
    private(set) var isPacked = false
    private var hasher = SHA256()
    private var read = 0
    private var lines = 0
    private var atLineEnd = (bytes: 0, hasher: SHA256())

    init(stops: [Int]) { self.stops = stops.filter { $0 > 0 }.reversed() }

    mutating func take(_ bytes: UnsafeRawBufferPointer) {
        if read == 0 {
            isPacked =
                bytes.starts(with: [0x1F, 0x8B]) || bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD])
        }
        let newline = UInt8(ascii: "\n")
        if let last = bytes.lastIndex(of: newline) {
            hash(UnsafeRawBufferPointer(rebasing: bytes[...last]))
            atLineEnd = (read, hasher)
            for byte in bytes { lines &+= byte == newline ? 1 : 0 }
            hash(UnsafeRawBufferPointer(rebasing: bytes[(last + 1)...]))
        } else {
            hash(bytes)
        }
    }

    private mutating func hash(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes
        while let stop = stops.last, stop <= read + rest.count {
            let part = stop - read
            update(UnsafeRawBufferPointer(rebasing: rest[..<part]))
            rest = UnsafeRawBufferPointer(rebasing: rest[part...])
            prefixes[stop] = Self.hexadecimal(hasher)
            stops.removeLast()
        }
        update(rest)
    }

    private mutating func update(_ bytes: UnsafeRawBufferPointer) {
        hasher.update(bufferPointer: bytes)
        read += bytes.count
    }

    func content() -> (LogContent, unfinished: Int) {
        let end = isPacked ? (bytes: read, hasher: hasher) : atLineEnd
        let content = LogContent(
            bytes: end.bytes, sha256: Self.hexadecimal(end.hasher), lines: isPacked ? nil : lines)
        return (content, read - end.bytes)
    }

    private static func hexadecimal(_ hasher: SHA256) -> String {
        hasher.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

/// The system's `read`, which properties of that name hide.
private func systemRead(
    _ descriptor: Int32, _ target: UnsafeMutableRawPointer, _ count: Int
) -> Int {
    read(descriptor, target, count)
}
