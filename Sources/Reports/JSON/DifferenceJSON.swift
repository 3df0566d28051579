public import Audit
import Finance
import Pricing

/// A comparison by the schema `tollgate.diff/1`.
public struct DifferenceJSON: Sendable {
    private let difference: Difference
    private let gates: [GateOutcome]

    /// The comparison as JSON.
    public init(_ difference: Difference, gates: [GateOutcome] = []) {
        (self.difference, self.gates) = (difference, gates)
    }

    /// The document, the same bytes for the same result.
    public func text() throws -> String {
        try JSONValue.object([
            "schema": .string("tollgate.diff/1"),
            "currency": .string(difference.currency.code),
            "before": .object(side(difference.labels.before, difference.before)),
            "after": .object(side(difference.labels.after, difference.after)),
            "difference": .money(difference.change),
            "percent": JSONValue(
                Percentage(difference.change, of: difference.compared.before)?.description),
            "compared": .object([
                "before": .money(difference.compared.before),
                "after": .money(difference.compared.after),
            ]),
            "effects": .object(difference.effects.members),
            "models": .array(difference.models.map { .object(members($0)) }),
            "groups": .array(difference.groups.map { .object(members($0)) }),
            "gates": .array(gates.map { .object($0.members) }),
            "assumptions": .array(difference.assumptions.map { .string($0) }),
        ]).text()
    }

    private func side(_ label: String, _ part: Difference.Part) -> [String: JSONValue] {
        var members = part.members
        members["name"] = .string(label)
        return members
    }

    private func members(_ model: Difference.Model) -> [String: JSONValue] {
        [
            "model": .string(model.name), "before": .object(model.before.members),
            "after": .object(model.after.members),
            "difference": model.change.map { .money($0) } ?? .null,
            "effects": model.effects.map { .object($0.members) } ?? .null,
            "presence": .string(model.presence.rawValue),
        ]
    }

    private func members(_ group: Difference.Group) -> [String: JSONValue] {
        [
            "by": .object(
                Dictionary(
                    uniqueKeysWithValues: group.by.map { ($0.dimension, JSONValue($0.value)) })
            ),
            "before": .object(group.before.members), "after": .object(group.after.members),
            "difference": group.change.map { .money($0) } ?? .null,
            "percent": JSONValue(
                group.change.flatMap { Percentage($0, of: group.before.cost) }?.description),
        ]
    }
}

extension Difference.Part {
    fileprivate var members: [String: JSONValue] {
        [
            "requests": .count(requests), "tokens": .count(tokens),
            "cost": knownCost.map { .money($0) } ?? .null,
            "unpriced_requests": .count(unpriced),
        ]
    }
}

extension Bridge.Effects {
    fileprivate var members: [String: JSONValue] {
        ["price": .money(price), "volume": .money(volume), "mix": .money(mix)]
    }
}
