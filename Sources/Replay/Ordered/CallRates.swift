import Pricing

/// What the tokens of calls of one kind cost each at one model, so that call after call is priced
/// by six multiplications.
struct CallRates {
    private let input, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning: Int128

    /// The rates by what one token of each meter costs; nil where any has no price.
    init?(_ cost: (TokenUsage) -> Money?) {
        let ones = [
            TokenUsage(input: 1), TokenUsage(cacheRead: 1), TokenUsage(cacheWrite5m: 1),
            TokenUsage(cacheWrite1h: 1), TokenUsage(output: 1), TokenUsage(output: 1, reasoning: 1),
        ]
        let costs = ones.compactMap { cost($0)?.attos }
        guard costs.count == ones.count else { return nil }
        (input, cacheRead, cacheWrite5m) = (costs[0], costs[1], costs[2])
        (cacheWrite1h, output, reasoning) = (costs[3], costs[4], costs[5])
    }

    func cost(_ usage: TokenUsage) -> Money {
        let write = Int128(usage.cacheWrite5m) * cacheWrite5m
        let hour = Int128(usage.cacheWrite1h) * cacheWrite1h
        let read = Int128(usage.cacheRead) * cacheRead
        let seen = Int128(usage[.output]) * output + Int128(usage[.reasoning]) * reasoning
        return Money(attos: Int128(usage.input) * input + read + write + hour + seen)
    }
}
