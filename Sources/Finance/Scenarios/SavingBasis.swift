public import Pricing

/// What a scenario says that is saved in a month.
public enum SavingBasis: Sendable {
    /// An amount.
    case amount(ScenarioValue)
    /// A share, in percent, of what is paid now.
    case share(cost: ScenarioValue, percent: ScenarioValue)
    /// Tokens that move from a model to another one, at a price table's prices.
    case move(TokenMove)
    /// What logs show; the amounts are scaled to a month.
    case measured(MonthlySaving)
}

/// Tokens a month that move from one model to another.
public struct TokenMove: Hashable, Sendable {
    /// How many tokens of all kinds.
    public var volume: UInt64
    /// The model that they are paid at now.
    public var from: String
    /// The model that they move to.
    public var to: String
    /// Which share of them is input, in hundredths of a percent; nil where every token costs the
    /// same.
    public var inputShare: UInt64?
    /// Where the volume comes from.
    public var origin: Origin

    /// Tokens that move.
    ///
    /// - Parameters:
    ///   - volume: How many tokens a month.
    ///   - from: The model that they are paid at now.
    ///   - to: The model that they move to.
    ///   - inputShare: Which share of them is input, in hundredths of a percent.
    ///   - origin: Where the volume comes from.
    public init(
        volume: UInt64, from: String, to: String, inputShare: UInt64? = nil, origin: Origin
    ) {
        (self.volume, self.from, self.to) = (volume, from, to)
        (self.inputShare, self.origin) = (inputShare, origin)
    }

    /// What a volume costs before and after the move, by the exact prices of a table in its standard
    /// tier and lowest context band.
    ///
    /// - Throws: ``FinanceError`` where a model has no such price.
    public func cost(
        of volume: UInt64, at prices: PriceTable
    ) throws(FinanceError) -> (before: Money, after: Money) {
        (
            try prices.cost(of: volume, at: from, inputShare: inputShare),
            try prices.cost(of: volume, at: to, inputShare: inputShare)
        )
    }
}

extension PriceTable {
    /// What tokens cost at a model.
    func cost(
        of volume: UInt64, at name: String, inputShare: UInt64?
    ) throws(FinanceError) -> Money {
        guard let model = model(name) else {
            let near = nearNames(to: name).first.map { "; did you mean \($0)?" } ?? ""
            throw FinanceError("\(name) is not in price table \(self.name)\(near)")
        }
        if model.card != nil && inputShare == nil {
            throw FinanceError(
                "price table \(self.name) prices input and output of \(name) apart; give the share "
                    + "of the tokens that is input, as input_share or --input-share")
        }
        let whole = UInt64(10_000)
        let share = inputShare ?? whole
        let input =
            volume / whole * share + (volume % whole * share) / whole
        let usage = TokenUsage(input: input, output: volume - input)
        let quote = quote(
            model: name, usage: usage,
            in: priceClass(serviceTier: .standard, totalInput: 0, at: nil))
        switch quote {
        case .priced(let items): return items.reduce(.zero) { $0 + $1.amount }
        case .unpriced(let reason): throw FinanceError("\(name) has no price: \(reason)")
        }
    }
}
