/// What a model's tokens cost.
public enum ModelRates: Hashable, Sendable {
    /// One rate for every token, of whatever kind, in whatever tier and context.
    case allTokens(Rate)
    /// A rate for each kind of token, by service tier and context band.
    case split(RateCard)
}

/// A model's entry in a price table.
public struct ModelPrice: Hashable, Sendable {
    /// The name by which the model is called and reported.
    public let id: String
    /// The family, a label for reports.
    public let family: String?
    /// Who sells it.
    public let provider: String?
    /// Other names of the same model.
    public let aliases: [String]
    /// Where the price was read.
    public let source: String?
    /// The date on which the price was read.
    public let asOf: String?
    /// The price itself, after discount and in the table's currency.
    public internal(set) var rates: ModelRates
    /// The price as it is listed, before any discount and in the file's currency.
    public let listed: ModelRates
    /// The part of the listed price that is taken off, as the file states it, such as `12.5%`.
    public internal(set) var discount: String?
    /// What is left of the listed price after the discount.
    var discountFactor = PriceFactor.one
    /// What the listed rates were multiplied by.
    var factor = PriceFactor.one
    /// What the entry says besides.
    public let remainder: PriceRemainder

    /// The rates by kind of token; nil where one rate is for all.
    public var card: RateCard? {
        if case .split(let card) = rates { card } else { nil }
    }

    /// The scopes that have prices of their own, in the order in which they are listed.
    public var scopes: [RateCard.Scope] { card?.scopes ?? [RateCard.Scope(.standard)] }

    /// The rate that the table states for a meter in a tier and band, without any look-up.
    public func rate(
        of meter: Meter, in tier: ServiceTier, _ band: ContextBand = .base
    ) -> Rate? {
        switch rates {
        case .allTokens(let rate): rate
        case .split(let card): card[meter, RateCard.Scope(tier, band)]
        }
    }
}

/// What an entry of a price list says besides the rates that calls are priced by.
public struct PriceRemainder: Hashable, Sendable {
    /// Prices of what logs do not count: images, seconds, searches, regions.
    public var unmetered: [String] = []
    /// Names that look like prices per token and can't be parsed; nothing is priced by them.
    public var unknownFields: [String] = []
    /// Prices per token whose values can't be used, each with what it holds; the model stays
    /// unpriced.
    public var unusableRates: [String] = []
    /// Prices with more digits than are held, which were rounded.
    public var roundedFields: [String] = []

    /// Nothing besides.
    public init() {}
}
