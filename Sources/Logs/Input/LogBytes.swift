/// The bytes of a log from its beginning, as a reader sees them: unpacked.
public final class LogBytes {
    /// Whether the file is packed by gzip or zstd.
    public let isPacked: Bool
    private let source: any ByteInput

    /// Opens a file.
    ///
    /// - Throws: `LogError` where it can't be opened, or is packed and damaged.
    public init(ofFile path: String) throws(LogError) {
        let (input, compression) = try Compression.unpacked(
            FileInput(path, name: path, progress: nil), name: path)
        (source, isPacked) = (input, compression != nil)
    }

    /// Reads the next bytes into a buffer.
    ///
    /// - Returns: How many there were; 0 at the end.
    /// - Throws: `LogError` where they can't be read or unpacked.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(LogError) -> Int {
        guard let base = buffer.baseAddress else { return 0 }
        return try source.read(into: base, count: buffer.count)
    }
}
