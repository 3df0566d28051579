import Crypto

/// What tells one log's content from another's: whole lines, unpacked, counted and hashed.
public struct LogContent: Sendable, Equatable {
    /// Bytes up to the end of the last whole line; of a packed log all that it unpacks to.
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

    /// Reads a log.
    ///
    /// - Parameters:
    ///   - isPacked: Whether the bytes are unpacked ones.
    ///   - lengths: How long the beginnings are that will be asked for.
    ///   - read: Fills a buffer with the next bytes and says how many there were; 0 at the end.
    /// - Throws: What reading throws.
    public init<Failure: Error>(
        isPacked: Bool, lengths: [Int],
        read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
    ) throws(Failure) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        var reading = DigestReading(stops: Set(lengths).sorted())
        while true {
            let got = try read(buffer)
            if got == 0 { break }
            reading.take(UnsafeRawBufferPointer(rebasing: buffer[..<got]))
        }
        content = isPacked ? reading.all : reading.wholeLines
        unfinishedBytes = reading.read - content.bytes
        (self.isPacked, prefixes) = (isPacked, reading.prefixes)
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
    private(set) var read = 0
    private var hasher = SHA256()
    private var lines = 0
    private var atLineEnd = (bytes: 0, hasher: SHA256())

    init(stops: [Int]) { self.stops = stops.filter { $0 > 0 }.reversed() }

    mutating func take(_ bytes: UnsafeRawBufferPointer) {
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

    /// Everything, of a log whose last line is whole though it may have no end.
    var all: LogContent {
        LogContent(bytes: read, sha256: Self.hexadecimal(hasher), lines: nil)
    }

    var wholeLines: LogContent {
        LogContent(
            bytes: atLineEnd.bytes, sha256: Self.hexadecimal(atLineEnd.hasher), lines: lines)
    }

    private static func hexadecimal(_ hasher: SHA256) -> String {
        hasher.finalize().hexadecimal
    }
}
