public import Pricing

/// The tokens of one request, as far as limits look at them.
public struct RequestTokens: Hashable, Sendable {
    /// What the request ends up with.
    public var usage: TokenUsage
    /// The most output that the request asked for; nil where it did not say.
    public var maximumOutput: Int64?

    /// Tokens of a request.
    ///
    /// - Parameters:
    ///   - usage: What the request ends up with.
    ///   - maximumOutput: The most output that the request asked for, if it did.
    public init(_ usage: TokenUsage = .zero, maximumOutput: Int64? = nil) {
        (self.usage, self.maximumOutput) = (usage, maximumOutput)
    }

    /// The same request where nothing was written in the end.
    var unanswered: RequestTokens {
        var unanswered = self
        (unanswered.usage.output, unanswered.usage.reasoning) = (0, 0)
        return unanswered
    }

    /// All input.
    public var input: Int64 { Int64(clamping: usage.totalInput) }
    /// The part of the input that was read from a cache.
    public var cachedInput: Int64 { Int64(clamping: usage.cacheRead) }
    /// The output.
    public var output: Int64 { Int64(clamping: usage.output) }
}

/// Which tokens of a request a limit counts, and when it knows them.
public struct TokenAccounting: Hashable, Sendable {
    /// What counts of the input.
    public enum Input: Hashable, Sendable {
        /// Nothing: the limit is one on output.
        case none
        /// What was not read from a cache, as in Anthropic's limits
        /// (https://docs.claude.com/en/api/rate-limits).
        case uncached
        /// All of it.
        case all
    }

    /// What counts of the output.
    public enum Output: Hashable, Sendable {
        /// Nothing: the limit is one on input.
        case none
        /// What is written, as if it were known in advance.
        case actual
        /// What the request may write at most, for good, as in OpenAI's limits
        /// (https://platform.openai.com/docs/guides/rate-limits); where it does not say, this much.
        case reserved(otherwise: Int64)
        /// What the request may write at most, corrected at its end to what it wrote, as in Amazon
        /// Bedrock (https://docs.aws.amazon.com/bedrock/latest/userguide/quotas-token-burndown.html);
        /// where it does not say, this much.
        case settled(otherwise: Int64)
    }

    /// What counts of the input.
    public let input: Input
    /// What counts of the output.
    public let output: Output
    /// As how many tokens one of output counts.
    public let outputWeight: Int64

    /// A rule.
    ///
    /// - Parameters:
    ///   - input: What counts of the input.
    ///   - output: What counts of the output.
    ///   - outputWeight: As how many tokens one of output counts, at least one.
    public init(input: Input = .all, output: Output = .actual, outputWeight: Int64 = 1) {
        precondition(outputWeight >= 1)
        (self.input, self.output, self.outputWeight) = (input, output, outputWeight)
    }

    /// What a request counts when it is let in.
    public func atFirst(_ tokens: RequestTokens) -> Int64 {
        switch output {
        case .none: countedInput(tokens)
        case .actual: inTheEnd(tokens)
        case .reserved(let otherwise), .settled(let otherwise):
            counted(tokens, output: tokens.maximumOutput ?? otherwise)
        }
    }

    /// What a request counts once it has ended.
    public func inTheEnd(_ tokens: RequestTokens) -> Int64 {
        switch output {
        case .none: countedInput(tokens)
        case .reserved: atFirst(tokens)
        case .actual, .settled: counted(tokens, output: tokens.output)
        }
    }

    /// Input and weighed output, cut to what can be counted: a log may state any numbers.
    private func counted(_ tokens: RequestTokens, output: Int64) -> Int64 {
        Int64(
            clamping: Int128(countedInput(tokens)) + Int128(outputWeight) * Int128(max(0, output)))
    }

    private func countedInput(_ tokens: RequestTokens) -> Int64 {
        switch input {
        case .none: 0
        case .uncached: tokens.input - tokens.cachedInput
        case .all: tokens.input
        }
    }
}
