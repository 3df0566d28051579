public import Pricing

/// Which shares of the models give a bill.
public struct MixQuestion: Sendable {
    /// A model and the price of a token of it.
    struct Choice: Sendable {
        let model: String
        let pricePerToken: Fraction
    }

    /// The tokens that the bill is for.
    public let tokens: UInt64
    /// The bill.
    public let bill: Money
    /// How far a mix's bill may lie from it.
    public let tolerance: Money
    /// Shares are multiples of one over this.
    public let parts: Int
    let choices: [Choice]

    /// The finest grain that is listed.
    public static let finestGrain = 10_000

    /// A question about models of a price table.
    ///
    /// - Parameters:
    ///   - tokens: All tokens, input and output; at least one.
    ///   - bill: What they cost together.
    ///   - tolerance: How far the bill of a mix may lie from `bill`.
    ///   - parts: Shares are multiples of one over this; from 1 to ``finestGrain``.
    ///   - models: The models that the mix is of, at least one, each once.
    ///   - prices: Their prices.
    ///   - inputShare: Which share of the tokens is input; nil where every token costs the same.
    /// - Throws: ``AuditError`` where a model has no such price.
    public init(
        tokens: UInt64, bill: Money, tolerance: Money = .zero, parts: Int, models: [String],
        prices: PriceTable, inputShare: Fraction?
    ) throws(AuditError) {
        guard tokens > 0, tokens < Bounds.tokensPerRun else {
            throw AuditError("\(tokens) tokens; expected at least one and fewer than 2^62")
        }
        guard 1...Self.finestGrain ~= parts else {
            throw AuditError("a grain of 1/\(parts); expected one from 1 to 1/\(Self.finestGrain)")
        }
        guard !models.isEmpty, Set(models.map(\.exact)).count == models.count else {
            throw AuditError("the models of a mix: expected at least one, each once")
        }
        var values: [String: Fraction] = [:]
        values[Formula.inputShare] = inputShare
        let evaluation = Evaluation(prices: prices, values: values)
        var choices: [Choice] = []
        for model in models {
            let price = try evaluation.pricePerToken(.all, model: model)
            choices.append(Choice(model: model, pricePerToken: price))
        }
        (self.tokens, self.bill, self.tolerance, self.parts) = (tokens, bill, tolerance, parts)
        self.choices = choices
    }
}

/// The mixes that give a bill.
public struct MixAnswer: Sendable {
    /// A model's share in all mixes, whatever their grain.
    public struct ShareRange: Hashable, Sendable {
        /// The model.
        public let model: String
        /// What all the tokens would cost at it.
        public let whole: Fraction
        /// The smallest and the largest share that a mix gives it.
        public let share: ClosedRange<Fraction>
    }

    /// A mix of the question's grain.
    public struct Mix: Hashable, Sendable {
        /// The share of each model in parts of the whole, in the question's order.
        public let parts: [Int]
        /// What it costs.
        public let bill: Fraction
    }

    /// By model; empty where no mix gives the bill.
    public let ranges: [ShareRange]
    /// All mixes of the grain, in the order of their parts.
    public let mixes: [Mix]
    /// The lowest and the highest bill that a mix can give.
    public let possible: ClosedRange<Fraction>
}
