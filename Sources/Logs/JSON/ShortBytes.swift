/// Up to 24 bytes as three words, compared without a loop.
///
/// Bytes beyond the end read as zero, so the bytes must not hold zeros: JSON has none in strings.
struct ShortBytes: Equatable {
    static let limit = 24

    /// Which bytes of the three words count.
    struct Mask {
        fileprivate let words: (UInt64, UInt64, UInt64)

        /// The first `count` bytes.
        @inline(__always)
        init(count: Int) {
            words = (Self.word(count), Self.word(count - 8), Self.word(count - 16))
        }

        /// Ones over the first bytes of a word: none for a negative number, all from eight on.
        @inline(__always)
        private static func word(_ bytes: Int) -> UInt64 {
            bytes >= 8 ? .max : bytes <= 0 ? 0 : (1 << UInt64(truncatingIfNeeded: bytes &* 8)) &- 1
        }
    }

    private let words: (UInt64, UInt64, UInt64)

    /// The bytes from `start` on; 24 bytes must be readable there, whatever the mask.
    @inline(__always)
    init(_ start: UnsafePointer<UInt8>, _ mask: Mask) {
        let raw = UnsafeRawPointer(start)
        words = (
            Self.word(raw, 0) & mask.words.0, Self.word(raw, 8) & mask.words.1,
            Self.word(raw, 16) & mask.words.2
        )
    }

    @inline(__always)
    private static func word(_ raw: UnsafeRawPointer, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// A number that mixes all bytes, for small tables.
    @inline(__always)
    var mixed: UInt64 {
        (words.0 ^ words.1 &* 3 ^ words.2 &* 5) &* 0x9E37_79B9_7F4A_7C15
    }

    @inline(__always)
    static func == (left: ShortBytes, right: ShortBytes) -> Bool {
        (left.words.0 ^ right.words.0) | (left.words.1 ^ right.words.1)
            | (left.words.2 ^ right.words.2) == 0
    }
}
