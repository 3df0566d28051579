public import Pricing

/// Why one bill differs from another: effects of price, volume and mix that add up to the
/// difference exactly.
///
/// For an item i with quantity V and cost C before (0) and after (1), and P = C / V:
///
/// - price: V1 (P1 - P0), at the quantity after; of a new or a dropped item nothing, since it has
///   no second price.
/// - volume: P0 (ΣV1 - ΣV0) V0 / ΣV0: all quantities had changed alike.
/// - mix: the rest: shares have moved between items of different price.
///
/// This is the three-way variance of managerial accounting (Horngren, "Cost Accounting", sales-mix
/// and sales-quantity variances) with cost in place of revenue. Each effect of an item is rounded
/// once to 10^-18, the mix takes the rest, so an item's effects and all sums are exact.
public struct Bridge: Sendable {
    /// Something that has a quantity and a cost before and after.
    public struct Item<Key: Hashable & Sendable>: Sendable {
        /// What it is.
        public let key: Key
        /// The quantity before and after.
        public let quantity: (before: UInt64, after: UInt64)
        /// The cost before and after.
        public let cost: (before: Money, after: Money)

        /// An item.
        public init(
            key: Key, quantity: (before: UInt64, after: UInt64), cost: (before: Money, after: Money)
        ) {
            (self.key, self.quantity, self.cost) = (key, quantity, cost)
        }
    }

    /// What has changed a bill, or one item's part of it.
    public struct Effects: Hashable, Sendable {
        /// Other prices.
        public var price = Money.zero
        /// More or less of everything.
        public var volume = Money.zero
        /// Other shares.
        public var mix = Money.zero

        /// No change.
        public init() {}

        /// What the effects come to together.
        public var difference: Money { price + volume + mix }

        /// Adds the effects of another item.
        public static func += (left: inout Effects, right: Effects) {
            left.price += right.price
            left.volume += right.volume
            left.mix += right.mix
        }
    }

    /// The effects of each item, in the order in which items were given.
    public static func effects<Key>(of items: [Item<Key>]) -> [Effects] {
        let before = items.reduce(UInt64(0)) { $0 + $1.quantity.before }
        let after = items.reduce(UInt64(0)) { $0 + $1.quantity.after }
        return items.map { item in
            var effects = Effects()
            let difference = item.cost.after - item.cost.before
            if item.quantity.before > 0 && item.quantity.after > 0 {
                effects.price =
                    item.cost.after
                    - item.cost.before.times(item.quantity.after, over: item.quantity.before)
            }
            // Where there was nothing before, all that there is after is more of everything.
            effects.volume =
                before == 0
                ? difference - effects.price
                : item.cost.before.times(after, over: before) - item.cost.before
            effects.mix = difference - effects.price - effects.volume
            return effects
        }
    }
}
