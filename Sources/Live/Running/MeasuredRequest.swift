public import Limits
public import Pricing
public import Upstream

/// A request that was sent, and all that became of it.
public struct MeasuredRequest: Hashable, Sendable {
    /// What was sent.
    public let planned: PlannedRequest
    /// When it was meant to be sent.
    public let intended: Instant
    /// Its attempts.
    public let exchange: Exchange
    /// What each attempt did cost, in their order.
    public let costs: [AttemptCost]

    /// From when it was meant to be sent to its end: what a user would have waited, however late
    /// it was sent.
    public var latency: TimeSpan { exchange.end - intended }
    /// From when it was sent to its end.
    public var latencyFromSending: TimeSpan { exchange.end - exchange.start }

    /// When the first visible output came; nil where none did, or all of it came at once.
    public var firstOutput: Instant? {
        guard planned.chat.isStreamed, exchange.completion != nil else { return nil }
        return exchange.attempts.last?.pieces.first
    }
    /// From when it was meant to be sent to the first visible output of its answer.
    public var timeToFirstToken: TimeSpan? { firstOutput.map { $0 - intended } }
    /// From when it was sent to the first visible output of its answer.
    public var timeToFirstTokenFromSending: TimeSpan? { firstOutput.map { $0 - exchange.start } }

    /// The time that a token of the answer took after the first one, on average.
    ///
    /// Reasoning, which is not shown, comes before the first one and doesn't count. Nil where the
    /// answer came in one piece or doesn't tell its tokens.
    public var interTokenLatency: TimeSpan? {
        guard let completion = exchange.completion, case .known(let usage) = completion.usage,
            case let shown = usage.output - usage.reasoning, shown > 1,
            let pieces = exchange.attempts.last?.pieces, pieces.count > 1,
            let first = pieces.first, let last = pieces.last
        else { return nil }
        return TimeSpan(nanoseconds: (last - first).nanoseconds / Int64(shown - 1))
    }

    /// What it did cost; nil where that of an attempt is unknown or has no price.
    public var cost: Money? {
        var sum = Money.zero
        for cost in costs {
            guard case .known(let amount) = cost else { return nil }
            sum += amount
        }
        return sum
    }
    /// What is known of its cost.
    public var knownCost: Money { costs.reduce(.zero) { $0 + ($1.amount ?? .zero) } }
}

/// What an attempt did cost.
public enum AttemptCost: Hashable, Sendable {
    /// This much by the price table.
    case known(Money)
    /// The answer doesn't tell its tokens.
    case unknownUsage
    /// The table has no price.
    case unpriced(UnpricedReason)

    /// The amount, where it is known.
    public var amount: Money? {
        if case .known(let amount) = self { amount } else { nil }
    }
}
