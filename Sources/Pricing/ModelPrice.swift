/// What a model's tokens cost.
public enum ModelRates: Hashable, Sendable {
    /// One rate for every token, of whatever kind and in whatever tier.
    case allTokens(Rate)
    /// A rate for each kind of token, by service tier.
    case split([ServiceTier: [Meter: Rate]])
}

/// A model's entry in a price table.
public struct ModelPrice: Hashable, Sendable {
    /// The name by which the model is called and reported.
    public let id: String
    /// The family, a label for reports.
    public let family: String?
    /// Other names of the same model.
    public let aliases: [String]
    /// Where the price was read.
    public let source: String?
    /// The date on which the price was read.
    public let asOf: String?
    /// The price itself.
    public let rates: ModelRates

    /// The tiers that have prices of their own, in the order in which they are listed.
    public var tiers: [ServiceTier] {
        switch rates {
        case .allTokens: [.standard]
        case .split(let tiers): tiers.keys.sorted()
        }
    }

    /// The rate that the table states for a meter in a tier, without any substitute.
    public func rate(of meter: Meter, in tier: ServiceTier) -> Rate? {
        switch rates {
        case .allTokens(let rate): rate
        case .split(let tiers): tiers[tier]?[meter]
        }
    }
}
