import Pricing

/// Token counts of calls that are held, in 32 bits each where a block's counts allow it.
enum HeldUsage: Sendable {
    case narrow([Counts])
    case wide([TokenUsage])

    /// The counts of one call.
    struct Counts: Sendable, BitwiseCopyable {
        let input, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning: UInt32

        fileprivate init(_ usage: TokenUsage) {
            input = UInt32(truncatingIfNeeded: usage.input)
            cacheRead = UInt32(truncatingIfNeeded: usage.cacheRead)
            cacheWrite5m = UInt32(truncatingIfNeeded: usage.cacheWrite5m)
            cacheWrite1h = UInt32(truncatingIfNeeded: usage.cacheWrite1h)
            output = UInt32(truncatingIfNeeded: usage.output)
            reasoning = UInt32(truncatingIfNeeded: usage.reasoning)
        }

        fileprivate var usage: TokenUsage {
            TokenUsage(
                input: UInt64(input), cacheRead: UInt64(cacheRead),
                cacheWrite5m: UInt64(cacheWrite5m), cacheWrite1h: UInt64(cacheWrite1h),
                output: UInt64(output), reasoning: UInt64(reasoning))
        }
    }

    init(_ usages: [TokenUsage]) {
        let largest = usages.reduce(0) { max($0, $1.totalInput, $1.output, $1.reasoning) }
        self =
            largest <= UInt64(UInt32.max)
            ? .narrow(usages.map { Counts($0) }) : .wide(usages)
    }

    subscript(row: Int) -> TokenUsage {
        switch self {
        case .narrow(let counts): counts[row].usage
        case .wide(let usages): usages[row]
        }
    }
}
