/// What a call or a sum of calls costs: a list of line items, or the reason why it has none.
public enum Quote: Hashable, Sendable {
    /// The tokens by meter and rate; empty where there were none.
    case priced([LineItem])
    /// No amount can be stated.
    case unpriced(UnpricedReason)

    /// The sum of the line items, or nil where the quote is unpriced.
    public var total: Money? {
        guard case .priced(let items) = self else { return nil }
        return items.reduce(.zero) { $0 + $1.amount }
    }
}

/// A quantity of one kind of token at one rate.
public struct LineItem: Hashable, Sendable {
    /// The kind of token.
    public let meter: Meter
    /// How many there were.
    public let quantity: UInt64
    /// The highest context band of the model that the call reaches.
    public let band: ContextBand
    /// The rate that was used.
    public internal(set) var rate: Rate
    /// The meter whose rate it is: another one where the table lacks a rate for this kind.
    public let ratedAs: Meter
    /// The tier whose rate it is: `standard` where the model has no rates for the call's tier.
    public let ratedTier: ServiceTier
    /// The context band whose rate it is: a lower one where the model has no rate in the call's.
    public let ratedBand: ContextBand
    /// Whether it is the model's rate at certain hours.
    public let isOffPeak: Bool

    /// The quantity times the rate.
    public var amount: Money { rate.amount(of: quantity) }
}

/// Why a quote states no amount.
public enum UnpricedReason: Hashable, Sendable, CustomStringConvertible {
    /// The call names no model.
    case noModel
    /// The table does not know the model.
    case unknownModel(priceTable: String)
    /// The model lacks a rate for which there is no substitute.
    case missingRate(Meter)
    /// The model's entry states no price per token, but perhaps another one, by its field's name.
    case notPricedByToken(String?)
    /// The table states a rate that can't be used; the field with its value.
    case unusableRate(String)
    /// The call was made before the table's first day.
    case notYetInForce(Timestamp)
    /// The log does not say how many tokens there were.
    case unknownUsage
    /// What it is compared with has no price, so that both sides leave it out.
    case notCompared

    /// The reason as it stands in reports.
    public var description: String {
        switch self {
        case .noModel: "no model named"
        case .unknownModel(let table): "not in price table \(table)"
        case .missingRate(let meter): "no \(meter.rawValue) rate"
        case .notPricedByToken(let field?): "no price per token, only \(field)"
        case .notPricedByToken(nil): "no price per token"
        case .unusableRate(let field): "\(field) can't be used as a rate"
        case .notYetInForce(let start): "no rate before \(start.brief); use --price-at"
        case .unknownUsage: "usage unknown"
        case .notCompared: "no price on the other side"
        }
    }
}
