public import Pricing

/// An answer that is whole.
public struct Completion: Sendable, Hashable {
    /// Tokens as an answer tells them, or doesn't.
    public enum Usage: Sendable, Hashable {
        /// The counts, disjoint by kind.
        case known(TokenUsage)
        /// Not told: neither zero nor a guess.
        case unknown
    }

    /// The model that answered; nil where the answer names none.
    public let servedModel: String?
    /// The tokens used.
    public let usage: Usage
    /// Why the output ended: `stop`, `length`, …; nil where the answer doesn't say.
    public let finishReason: String?
    /// What was written.
    public let content: String

    /// An answer.
    public init(
        servedModel: String? = nil, usage: Usage = .unknown, finishReason: String? = nil,
        content: String = ""
    ) {
        self.servedModel = servedModel
        self.usage = usage.canHold(content) ? usage : .unknown
        (self.finishReason, self.content) = (finishReason, content)
    }
}

extension Completion.Usage {
    /// Whether an answer can have used this: its input has tokens, and so has what it wrote.
    ///
    /// Services that can't count write zeros, which would look as if the answer were free.
    fileprivate func canHold(_ content: String) -> Bool {
        guard case .known(let usage) = self else { return true }
        return usage.totalInput > 0 && (usage.output > 0 || content.isEmpty)
    }
}
