/// Up to 32 bytes as two vectors, compared without a loop.
///
/// Bytes beyond the end read as zero, so the bytes must not hold zeros: JSON has none in strings.
struct ShortBytes: Equatable {
    typealias Half = SIMD2<UInt64>

    static let limit = 32

    /// Which of the bytes count.
    struct Mask {
        fileprivate let first, second: Half

        /// The first `count` bytes.
        @inline(__always)
        init(count: Int) {
            first = Half(Self.word(count), Self.word(count - 8))
            second = Half(Self.word(count - 16), Self.word(count - 24))
        }

        /// Ones over the first bytes of a word: none for a negative number, all from eight on.
        @inline(__always)
        private static func word(_ bytes: Int) -> UInt64 {
            bytes >= 8 ? .max : bytes <= 0 ? 0 : (1 << UInt64(truncatingIfNeeded: bytes &* 8)) &- 1
        }
    }

    private let first, second: Half

    /// The bytes from `start` on; `limit` bytes must be readable there, whatever the mask.
    @inline(__always)
    init(_ start: UnsafePointer<UInt8>, _ mask: Mask) {
        let raw = UnsafeRawPointer(start)
        first = raw.loadUnaligned(as: Half.self) & mask.first
        second = raw.loadUnaligned(fromByteOffset: 16, as: Half.self) & mask.second
    }

    private init(first: Half, second: Half) {
        self.first = first
        self.second = second
    }

    /// Equal to no bytes under a mask of none.
    static let unmatched = ShortBytes(first: Half(1, 0), second: Half(0, 0))

    @inline(__always)
    static func == (left: ShortBytes, right: ShortBytes) -> Bool {
        let differing = (left.first ^ right.first) | (left.second ^ right.second)
        return differing[0] | differing[1] == 0
    }
}
