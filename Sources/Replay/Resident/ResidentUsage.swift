import Pricing

/// Tokens of a block's calls: the four meters that most calls have side by side, so that one vector
/// addition counts a call; the others apart, where a block has any.
struct ResidentUsage: Sendable {
    /// Input, cache reads, output and reasoning.
    enum Frequent: Sendable {
        case uint16(ResidentColumn<SIMD4<UInt16>>)
        case uint32(ResidentColumn<SIMD4<UInt32>>)
        case uint64(ResidentColumn<SIMD4<UInt64>>)
    }

    let frequent: Frequent
    /// Cache writes for five minutes and for an hour; nil where the block has none.
    let cacheWrites: ResidentColumn<SIMD2<UInt64>>?

    init(rows: Int, _ usage: (Int) -> TokenUsage) {
        var largest: UInt64 = 0
        var hasWrites = false
        for row in 0..<rows {
            let usage = usage(row)
            largest = max(largest, usage.input, usage.cacheRead, usage.output)
            hasWrites = hasWrites || usage.cacheWrite5m > 0 || usage.cacheWrite1h > 0
        }
        switch largest {
        case ...UInt64(UInt16.max):
            frequent = .uint16(
                ResidentColumn(rows: rows) {
                    SIMD4<UInt16>(truncatingIfNeeded: Self.frequent(usage($0)))
                })
        case ...UInt64(UInt32.max >> ResidentBlock.rowBits):
            frequent = .uint32(
                ResidentColumn(rows: rows) {
                    SIMD4<UInt32>(truncatingIfNeeded: Self.frequent(usage($0)))
                })
        default:
            frequent = .uint64(ResidentColumn(rows: rows) { Self.frequent(usage($0)) })
        }
        cacheWrites =
            hasWrites
            ? ResidentColumn(rows: rows) {
                SIMD2(usage($0).cacheWrite5m, usage($0).cacheWrite1h)
            } : nil
    }

    private static func frequent(_ usage: TokenUsage) -> SIMD4<UInt64> {
        SIMD4(usage.input, usage.cacheRead, usage.output, usage.reasoning)
    }
}
