/// The decimal digits that eight bytes begin with, found and added up without a loop.
///
/// Eight digits become four pairs, two fours, one number by a multiplication each, since all pairs
/// (fours) in a word are combined at once. The unused end of the word is filled with zeros: before
/// the digits for a whole number, behind them for decimals.
struct DigitRun {
    /// How many digits there are; if 8, more may follow.
    let count: Int
    /// The digits as numbers, the first one lowest, and anything behind them.
    private let bytes: UInt64

    /// The digits from `start` on; 8 bytes must be readable there.
    @inline(__always)
    init(_ start: UnsafePointer<UInt8>) {
        let word = UnsafeRawPointer(start).loadUnaligned(as: UInt64.self)
        bytes = UInt64(littleEndian: word) ^ 0x3030_3030_3030_3030
        // Sets the top bit of the first byte above 9; a carry spoils only bytes behind it.
        let others = (bytes &+ 0x7676_7676_7676_7676 | bytes) & 0x8080_8080_8080_8080
        count = others.trailingZeroBitCount >> 3
    }

    /// Whether JSON knows such a number: it has a digit, and a zero stands alone.
    @inline(__always)
    var isWhole: Bool { count > 0 && (count == 1 || bytes & 0xFF != 0) }

    /// The number that the digits spell out.
    ///
    /// - Precondition: `count` is not 0.
    @inline(__always)
    var value: UInt64 { Self.number(bytes &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count)) }

    /// The digits as decimals behind a point, in units of 10⁻⁸.
    ///
    /// - Precondition: `count` is not 0.
    @inline(__always)
    var decimals: UInt64 {
        Self.number(bytes & .max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* count))
    }

    @inline(__always)
    private static func number(_ digits: UInt64) -> UInt64 {
        let pairs = (digits &* (1 + 10 << 8)) >> 8 & 0x00FF_00FF_00FF_00FF
        let fours = (pairs &* (1 + 100 << 16)) >> 16 & 0x0000_FFFF_0000_FFFF
        return (fours &* (1 + 10_000 << 32)) >> 32
    }
}
