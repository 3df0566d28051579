import Pricing

/// Why a replay can't be planned or finished; `description` is one line.
public struct ReplayError: Error, Equatable, CustomStringConvertible {
    /// The whole line.
    public let description: String

    init(_ description: String) { self.description = description }

    static let tooManyTokens = ReplayError(
        "more than 2^62 tokens in all; expected the counts of real calls")

    /// Refuses a run whose workers counted so many tokens.
    static func refuseTooManyTokens(_ counts: [UInt64]) throws(ReplayError) {
        let tokens = counts.reduce(0) { min($0 + $1, Bounds.tokensPerRun) }
        guard tokens < Bounds.tokensPerRun else { throw tooManyTokens }
    }
}
