import Pricing

/// Tokens of a block's calls: the meters that most calls have side by side, so that one vector
/// addition counts a call; the others apart, where a block has any.
struct ResidentUsage {
    /// Input and output, then cache reads and reasoning.
    enum Frequent {
        /// Without cache reads and reasoning, of which the block has none.
        case pairs(UnsafePointer<SIMD2<UInt16>>)
        case uint16(UnsafePointer<SIMD4<UInt16>>)
        case uint32(UnsafePointer<SIMD4<UInt32>>)
        case uint64(UnsafePointer<SIMD4<UInt64>>)
    }

    /// The largest count that is held in 32 bits: sums of it leave room for the number of calls.
    static let mostInNarrow: UInt32 = 1 << 24 - 1

    let frequent: Frequent
    /// Cache writes for five minutes and for an hour; nil where the block has none.
    let cacheWrites: UnsafePointer<SIMD2<UInt64>>?
}

extension ResidentUsage {
    /// Keeps the tokens of a block.
    init(rows: Int, _ usage: UnsafePointer<TokenUsage>, in memory: ColumnMemory) {
        var largest: UInt64 = 0
        var (hasDetails, hasWrites) = (false, false)
        for row in 0..<rows {
            let usage = usage[row]
            largest = max(largest, usage.input, usage.cacheRead, usage.output)
            hasDetails = hasDetails || usage.cacheRead > 0 || usage.reasoning > 0
            hasWrites = hasWrites || usage.cacheWrite5m > 0 || usage.cacheWrite1h > 0
        }
        let fours = { (row: Int) in
            let usage = usage[row]
            return SIMD4(usage.input, usage.output, usage.cacheRead, usage.reasoning)
        }
        frequent =
            switch largest {
            case ...UInt64(UInt16.max) where !hasDetails:
                .pairs(
                    memory.column(rows: rows) { SIMD2(truncatingIfNeeded: fours($0).lowHalf) })
            case ...UInt64(UInt16.max):
                .uint16(memory.column(rows: rows) { SIMD4(truncatingIfNeeded: fours($0)) })
            case ...UInt64(Self.mostInNarrow):
                .uint32(memory.column(rows: rows) { SIMD4(truncatingIfNeeded: fours($0)) })
            default:
                .uint64(memory.column(rows: rows, fours))
            }
        cacheWrites =
            hasWrites
            ? memory.column(rows: rows) { SIMD2(usage[$0].cacheWrite5m, usage[$0].cacheWrite1h) }
            : nil
    }
}
