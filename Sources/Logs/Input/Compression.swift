/// How logs may be packed: an input tells it by its first bytes, a file of a folder by its name.
enum Compression: CaseIterable {
    case gzip, zstd

    /// The bytes that packed data begins with.
    var magic: [UInt8] {
        switch self {
        case .gzip: [0x1F, 0x8B]
        case .zstd: [0x28, 0xB5, 0x2F, 0xFD]
        }
    }

    /// How packed files are named.
    var ending: String {
        switch self {
        case .gzip: ".gz"
        case .zstd: ".zst"
        }
    }

    /// Unpacks an input, which errors call by its name.
    func unpacked(_ packed: any ByteInput, name: String) throws(LogError) -> any ByteInput {
        switch self {
        case .gzip: try GzipInput(packed, path: name)
        case .zstd: try ZstdInput(packed, path: name)
        }
    }

    /// Bytes that are enough to tell each by.
    static let longestMagic = allCases.map(\.magic.count).max() ?? 0

    /// Tells packed inputs by their first bytes and puts the right reader in front.
    ///
    /// - Returns: The input from its beginning, and how it was packed if it was.
    static func unpacked(
        _ raw: any ByteInput, name: String
    ) throws(LogError) -> (input: any ByteInput, compression: Compression?) {
        let head = try firstBytes(longestMagic, of: raw)
        let whole = PrefixedInput(prefix: head, then: raw)
        guard let packing = allCases.first(where: { head.starts(with: $0.magic) }) else {
            return (whole, nil)
        }
        return (try packing.unpacked(whole, name: name), packing)
    }
}

/// Some bytes of an input; fewer where it ends before.
func firstBytes(_ wanted: Int, of raw: any ByteInput) throws(LogError) -> [UInt8] {
    let buffer = ChunkBuffer(capacity: wanted)
    while buffer.count < wanted {
        let got = try raw.read(into: buffer.bytes + buffer.count, count: wanted - buffer.count)
        if got == 0 { break }
        buffer.count += got
    }
    return Array(UnsafeBufferPointer(start: buffer.bytes, count: buffer.count))
}
