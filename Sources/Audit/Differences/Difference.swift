public import Finance
public import Pricing
public import Replay

/// Two bills compared, and why they differ.
public struct Difference: Sendable {
    /// What a side says of some calls: all, those to one model, or those of one group.
    public struct Part: Hashable, Sendable {
        /// Calls, with and without a price.
        public var requests: UInt64 = 0
        /// Their tokens.
        public var tokens: UInt64 = 0
        /// What those with a price cost.
        public var cost = Money.zero
        /// Calls without a price.
        public var unpriced: UInt64 = 0
        /// Calls that do not tell their usage.
        public var unknownUsage: UInt64 = 0

        /// The cost; nil where there are calls and none has a price.
        public var knownCost: Money? { requests > 0 && unpriced == requests ? nil : cost }
    }

    /// One model on both sides.
    public struct Model: Sendable {
        /// The model.
        public let name: String
        /// Before and after.
        public let before, after: Part
        /// Why its cost differs; nil where it is not compared, since calls lack a price on a side.
        public let effects: Bridge.Effects?
    }

    /// Whether a model has calls on both sides.
    public enum Presence: String, Sendable {
        case both
        case new
        case dropped
    }

    /// One group on both sides.
    public struct Group: Sendable {
        /// The dimensions with the group's values; nil where the records lack one.
        public let by: [(dimension: String, value: String?)]
        /// Before and after.
        public let before, after: Part
    }

    /// The currency of every amount.
    public let currency: Currency
    /// What the sides are called.
    public let labels: (before: String, after: String)
    /// All calls, before and after.
    public let before, after: Part
    /// What the calls that are compared cost, before and after: those that both sides price, or
    /// all calls of known usage to models that have a price on both sides.
    public let compared: (before: Money, after: Money)
    /// Why these costs differ; the effects add up to the difference exactly.
    public let effects: Bridge.Effects
    /// By model, the largest change first.
    public let models: [Model]
    /// By group, in the order of the groupings and then the largest change first.
    public internal(set) var groups: [Group]
    /// What both sides rest on, in sentences.
    public let assumptions: [String]

    /// The comparison with the groups of these groupings only.
    public func keeping(_ groupings: [Grouping]) -> Difference {
        let kept = groupings.map { $0.dimensions.map(\.name) }
        var difference = self
        difference.groups = groups.filter { group in kept.contains(group.by.map(\.dimension)) }
        return difference
    }

    /// Models with calls on a side that are left out, since they lack a price there.
    public var leftOut: [String] { models.filter { $0.effects == nil }.map(\.name) }

    /// How much more the compared calls cost on the second side.
    public var change: Money { compared.after - compared.before }

    /// The effect of mix on models of one presence, and how many these are: it tells the part of
    /// new and of dropped models from that of shares that moved.
    public func mix(_ presence: Presence) -> (amount: Money, models: UInt64) {
        models.reduce(into: (Money.zero, 0)) { sum, model in
            guard model.presence == presence, let effects = model.effects else { return }
            sum.0 += effects.mix
            sum.1 += 1
        }
    }
}

extension Difference.Model {
    /// Whether the model has calls on both sides.
    public var presence: Difference.Presence {
        if before.requests == 0 { return .new }
        return after.requests == 0 ? .dropped : .both
    }
}
