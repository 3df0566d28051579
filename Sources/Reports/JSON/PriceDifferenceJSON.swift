public import Audit
public import Pricing

/// Two price tables compared by the schema `tollgate.prices-diff/1`.
public struct PriceDifferenceJSON: Sendable {
    private let prices: PriceDifference
    private let traffic: ComparedTraffic?

    /// The comparison as JSON.
    public init(_ prices: PriceDifference, traffic: Difference? = nil) {
        (self.prices, self.traffic) = (prices, traffic.map { ComparedTraffic($0) })
    }

    /// The document, the same bytes for the same result.
    public func text() throws -> String {
        try JSONValue.object([
            "schema": .string("tollgate.prices-diff/1"),
            "currency": .string(prices.currency.code),
            "before": .string(prices.names.before),
            "after": .string(prices.names.after),
            "changed": .array(prices.changed.map { .object(members($0)) }),
            "added": .array(prices.added.map { .string($0) }),
            "removed": .array(prices.removed.map { .string($0) }),
            "traffic": traffic.map { .object(members($0)) } ?? .null,
        ]).text()
    }

    private func members(_ change: PriceDifference.RateChange) -> [String: JSONValue] {
        [
            "model": .string(change.model), "for": .string(change.scope),
            "rate": .string(change.rate),
            "before": JSONValue(change.before?.perMillionTokens),
            "after": JSONValue(change.after?.perMillionTokens),
            "percent": JSONValue(change.percent?.description),
            "suspected_factor": change.suspectedFactor.map { .count(UInt64($0)) } ?? .null,
        ]
    }

    private func members(_ traffic: ComparedTraffic) -> [String: JSONValue] {
        [
            "before": .money(traffic.before), "after": .money(traffic.after),
            "difference": .money(traffic.change),
            "models": .array(
                traffic.models.map { model in
                    .object([
                        "model": .string(model.name),
                        "requests": .count(model.before.requests),
                        "before": .money(model.before.cost), "after": .money(model.after.cost),
                        "difference": .money(model.increase),
                    ])
                }),
            "not_priced_by_both": .array(
                traffic.others.map { model in
                    .object([
                        "model": .string(model.name),
                        "requests": .count(model.before.requests),
                        "unpriced_before": .count(model.before.unpriced),
                        "unpriced_after": .count(model.after.unpriced),
                    ])
                }),
            "assumptions": .array(traffic.assumptions.map { .string($0) }),
        ]
    }
}
