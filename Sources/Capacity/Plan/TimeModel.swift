public import Limits
public import Statistics

/// How long something takes: the work on a request, or a caller's patience.
public enum TimeModel: Hashable, Sendable {
    /// What the arrival says.
    case recorded
    /// A constant and so much a token.
    case tokens(TokenTimes)
    /// Drawn from a distribution of seconds, once an attempt.
    case drawn(PositiveDistribution)
    /// Drawn from what a run measured, once an attempt.
    case measured(MeasuredTimes)

    /// Always the same.
    public static func fixed(_ span: TimeSpan) -> TimeModel { .tokens(TokenTimes(base: span)) }

    /// What an arrival takes; nil where only a record could tell and there is none.
    func span(for arrival: Arrival, using generator: inout SplitMix64) -> TimeSpan? {
        switch self {
        case .recorded: arrival.service
        case .tokens(let times): times.span(arrival.tokens)
        case .drawn(let distribution): TimeSpan(rounding: distribution.draw(using: &generator))
        case .measured(let times): times.span(arrival.tokens, using: &generator)
        }
    }
}

/// A constant and so much a token.
public struct TokenTimes: Hashable, Sendable {
    /// Whatever the tokens are.
    public let base: TimeSpan
    /// For each token of input that was not read from a cache.
    public let perInput: TimeSpan
    /// For each token of input that was.
    public let perCachedInput: TimeSpan
    /// For each token of output.
    public let perOutput: TimeSpan

    /// Times.
    ///
    /// - Parameters:
    ///   - base: Whatever the tokens are.
    ///   - perInput: For each token of input.
    ///   - perCachedInput: For each token of input that was read from a cache; as for others unless
    ///     given.
    ///   - perOutput: For each token of output.
    public init(
        base: TimeSpan, perInput: TimeSpan = .zero, perCachedInput: TimeSpan? = nil,
        perOutput: TimeSpan = .zero
    ) {
        (self.base, self.perInput, self.perOutput) = (base, perInput, perOutput)
        self.perCachedInput = perCachedInput ?? perInput
    }

    /// What a request takes, ten years at most.
    func span(_ tokens: RequestTokens) -> TimeSpan {
        let sum =
            Int128(base.nanoseconds)
            + Int128(tokens.input - tokens.cachedInput) * Int128(perInput.nanoseconds)
            + Int128(tokens.cachedInput) * Int128(perCachedInput.nanoseconds)
            + Int128(tokens.output) * Int128(perOutput.nanoseconds)
        return TimeSpan(nanoseconds: Int64(min(sum, Int128(TimeSpan.longest.nanoseconds))))
    }
}
