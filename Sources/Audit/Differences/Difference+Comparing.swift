import Finance
import Pricing
import Replay

extension Difference {
    /// Compares two sides.
    ///
    /// - Precondition: Both are in one currency and have the same groupings.
    public init(from before: DifferenceSide, to after: DifferenceSide) {
        precondition(
            before.result.prices.currency == after.result.prices.currency,
            "amounts in two currencies can't be compared")
        currency = before.result.prices.currency
        labels = (before.label, after.label)
        (self.before, self.after) = (before.total, after.total)
        let incomplete = Self.incomplete(before, after)
        models = Self.models(before, after, Self.effects(before, after, without: incomplete))
        effects = models.compactMap(\.effects).reduce(into: Bridge.Effects()) { $0 += $1 }
        compared = models.filter { $0.effects != nil }.reduce((before: .zero, after: .zero)) {
            ($0.before + $1.before.cost, $0.after + $1.after.cost)
        }
        groups = Self.groups(before, after)
        let (left, right) = (before.result.assumptions, after.result.assumptions)
        assumptions =
            left.map { right.contains($0) ? $0 : "\(before.label): \($0)" }
            + right.filter { !left.contains($0) }.map { "\(after.label): \($0)" }
    }

    /// By model, from the effects of each kind of token in each tier: so a shift from input to
    /// output is mix, and only another rate is price.
    private static func effects(
        _ before: DifferenceSide, _ after: DifferenceSide, without incomplete: Set<ExactText>
    ) -> [ExactText: Bridge.Effects] {
        var items: [ItemCost.Key: (before: ItemCost?, after: ItemCost?)] = [:]
        for item in before.column.items where !incomplete.contains(item.key.model) {
            items[item.key] = (item, nil)
        }
        for item in after.column.items where !incomplete.contains(item.key.model) {
            items[item.key, default: (nil, nil)].after = item
        }
        let bridge = items.map { key, sides in
            Bridge.Item(
                key: key, quantity: (sides.before?.tokens ?? 0, sides.after?.tokens ?? 0),
                cost: (sides.before?.cost ?? .zero, sides.after?.cost ?? .zero))
        }
        let names = Set((before.column.models + after.column.models).map(\.model.exact))
        let none = names.subtracting(incomplete).map { ($0, Bridge.Effects()) }
        return zip(bridge, Bridge.effects(of: bridge)).reduce(
            into: Dictionary(uniqueKeysWithValues: none)
        ) { effects, entry in effects[entry.0.key.model]? += entry.1 }
    }

    /// Models that lack a price on a side for some calls; none where both count the same calls.
    ///
    /// Calls of unknown usage have no cost at any price, so each side is compared
    /// without them.
    private static func incomplete(
        _ before: DifferenceSide, _ after: DifferenceSide
    ) -> Set<ExactText> {
        if before.countsComparedCalls && after.countsComparedCalls { return [] }
        return Set(
            (before.column.unpriced + after.column.unpriced).filter { calls in
                calls.reason != .unknownUsage
            }.map(\.model.exact))
    }

    private static func models(
        _ before: DifferenceSide, _ after: DifferenceSide, _ effects: [ExactText: Bridge.Effects]
    ) -> [Model] {
        let (left, right) = (before.models, after.models)
        return Set(left.keys).union(right.keys).map { name in
            let (before, after) = (left[name] ?? Part(), right[name] ?? Part())
            return Model(
                name: name.text, before: before, after: after, effects: effects[name])
        }.sorted { one, other in
            (other.change, one.name.exact) < (one.change, other.name.exact)
        }
    }

    private static func groups(_ before: DifferenceSide, _ after: DifferenceSide) -> [Group] {
        var keys: [GroupKey] = []
        var sides: [GroupKey: (before: Part, after: Part)] = [:]
        for (side, isAfter) in [(before, false), (after, true)] {
            for group in side.result.groups {
                let key = GroupKey(group.by)
                if sides[key] == nil { keys.append(key) }
                var parts = sides[key] ?? (Part(), Part())
                if isAfter {
                    parts.after = side.part(group)
                } else {
                    parts.before = side.part(group)
                }
                sides[key] = parts
            }
        }
        let groupings = keys.map(\.dimensions).reduce(into: [[String]]()) { known, dimensions in
            if !known.contains(dimensions) { known.append(dimensions) }
        }
        return groupings.flatMap { dimensions in
            keys.filter { $0.dimensions == dimensions }.map { key in
                Group(
                    by: zip(key.dimensions, key.values).map { ($0, $1?.text) },
                    before: sides[key]?.before ?? Part(), after: sides[key]?.after ?? Part())
            }.sorted { one, other in
                let places = (one.by.map(\.value.exact), other.by.map(\.value.exact))
                if one.change != other.change { return other.change < one.change }
                return places.0.lexicographicallyPrecedes(places.1)
            }
        }
    }

    /// The values of a group by their bytes.
    private struct GroupKey: Hashable {
        let dimensions: [String]
        let values: [ExactText?]

        init(_ by: [(dimension: String, value: String?)]) {
            dimensions = by.map(\.dimension)
            values = by.map { $0.value.map(ExactText.init) }
        }
    }
}

extension Difference.Model {
    /// The size of the change.
    fileprivate var change: Money { abs(after.cost - before.cost) }
}

extension Difference.Group {
    /// The size of the change.
    fileprivate var change: Money { abs(after.cost - before.cost) }
}

private func abs(_ amount: Money) -> Money { amount < .zero ? -amount : amount }
