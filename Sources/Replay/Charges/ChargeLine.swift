public import Pricing

/// Tokens of one kind at one rate, of calls of one period, model, tier and tags.
public struct ChargeLine: Hashable, Sendable {
    /// A property of the calls.
    public struct Tag: Hashable, Sendable {
        /// The property, such as `team` or the key of a tag.
        public let key: ExactText
        /// What it is.
        public let value: ExactText
    }

    /// When the calls were made, the end excluded.
    public let period: Range<Timestamp>
    /// What is known of the calls, by the order of the split.
    public let tags: [Tag]
    /// The model's name as the log or the policy writes it.
    public let model: ExactText
    /// The tier that was asked for.
    public let tier: ServiceTier
    /// The kind of token and the rate it is billed at.
    public let price: ChargePrice
    /// How many tokens.
    public internal(set) var tokens: UInt64
}

/// A rate and where it stands in a price table.
public struct ChargePrice: Hashable, Sendable {
    /// The position in `ReplayResult.prices.tables`.
    public let table: Int
    /// The kind of token that is billed.
    public let meter: Meter
    /// The kind whose rate it is.
    public let ratedAs: Meter
    /// The tier whose rate it is.
    public let ratedTier: ServiceTier
    /// The context band whose rate it is.
    public let ratedBand: ContextBand
    /// Whether it is a rate at certain hours.
    public let isOffPeak: Bool
    /// The rate at each stage, from the list to what is charged.
    public let rates: [PriceStage: Rate]
}

/// What the calls are charged in one column of a replay.
public struct ChargeColumn: Sendable {
    /// Which models and tiers are charged.
    public enum Kind: Hashable, Sendable {
        /// Each call at the model that answered, or where the log doesn't tell at the one that was
        /// asked for: what a provider bills.
        case billed
        /// All calls at one model.
        case baseline(String)
        /// Each call at the model that a policy chose.
        case policy(String)
    }

    /// Which models are charged.
    public let kind: Kind
    /// The column's total, which is the sum of the lines, and what has no price.
    public let cost: CostColumn
    /// By period, tags, model, tier and kind of token.
    public let lines: [ChargeLine]
}
