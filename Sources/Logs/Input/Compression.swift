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
}
