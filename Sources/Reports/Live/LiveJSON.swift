import Limits
public import Live
import Pricing
import Statistics
import Upstream

/// What a live run measured by the schema `tollgate.live/1`.
///
/// Times are seconds as decimal strings, to the nanosecond; amounts are exact.
public struct LiveJSON: Sendable {
    private let result: LiveResult
    private let run: LiveRunDescription

    /// The run as JSON.
    public init(_ result: LiveResult, _ run: LiveRunDescription) {
        (self.result, self.run) = (result, run)
    }

    /// The document, the same bytes for the same run.
    public func text() throws -> String {
        try JSONValue.object([
            "schema": .string("tollgate.live/1"), "run": .string(result.name),
            "currency": .string(result.currency.code), "host": .string(run.host),
            "policy": JSONValue(run.policy),
            "prices": .object([
                "name": .string(result.plan.bounds.prices.name),
                "sha256": .string(result.plan.bounds.prices.sha256),
            ]),
            "ending": ending, "duration_s": .span(result.duration.nanoseconds),
            "held_by_limit_s": .span(result.heldByCap.nanoseconds),
            "spend": .object([
                "limit": JSONValue(result.cap.limit?.description),
                "counted": .string(result.cap.spent.description),
                "is_exceeded": .boolean(result.cap.limit.map { result.cap.spent > $0 } ?? false),
            ]),
            "sample": run.members, "plan": .object(result.plan.members),
            "cost_of_log": result.costOfLog.map { .object($0.members) } ?? .null,
            "all": .object(result.all.members),
            "models": .array(result.models.map { .object($0.members) }),
            "assumptions": run.assumptions(result.plan),
        ]).text()
    }

    private var ending: JSONValue {
        switch result.ending {
        case .complete: .object(["kind": .string("complete"), "unsent": .count(0)])
        case .spendCap(let unsent):
            .object(["kind": .string("spend_limit"), "unsent": .count(UInt64(unsent))])
        case .interrupted(let unsent):
            .object(["kind": .string("interrupted"), "unsent": .count(UInt64(unsent))])
        }
    }
}

/// What a live run would send by the schema `tollgate.live-plan/1`.
public struct LivePlanJSON: Sendable {
    private let plan: LivePlan
    private let run: LiveRunDescription

    /// The plan as JSON.
    public init(_ plan: LivePlan, _ run: LiveRunDescription) { (self.plan, self.run) = (plan, run) }

    /// The document, the same bytes for the same plan.
    public func text() throws -> String {
        try JSONValue.object([
            "schema": .string("tollgate.live-plan/1"),
            "currency": .string(plan.bounds.prices.currency.code), "host": .string(run.host),
            "policy": JSONValue(run.policy), "sample": run.members, "plan": .object(plan.members),
            "assumptions": run.assumptions(plan),
        ]).text()
    }
}

extension Estimate {
    fileprivate var members: [String: JSONValue] {
        [
            "value": .estimate(value, decimals: 6), "method": .string(method),
            "lower": .estimate(interval?.lower, decimals: 6),
            "upper": .estimate(interval?.upper, decimals: 6),
            "confidence": .estimate(interval?.confidence, decimals: 2),
        ]
    }
}

extension LiveRunDescription {
    fileprivate var members: JSONValue {
        .object([
            "population": .count(sample.population), "drawn": .count(UInt64(sample.requests.count)),
            "left_out": .count(sample.leftOut),
            "strata": .array(
                sample.parts.map { part in
                    .object([
                        "model": .string(part.stratum.model),
                        "input_tokens": .string(part.stratum.size.description),
                        "population": .count(part.population), "drawn": .count(UInt64(part.drawn)),
                    ])
                }),
        ])
    }

    fileprivate func assumptions(_ plan: LivePlan) -> JSONValue {
        .array(LiveNotes(plan, self).sentences.map { .string($0.filter { $0 != "`" }) })
    }
}

extension LivePlan {
    fileprivate var members: [String: JSONValue] {
        [
            "requests": .count(UInt64(requests.count)),
            "predicted": .string(predicted.description), "at_most": .string(most.description),
            "texts": .object(
                Dictionary(
                    uniqueKeysWithValues: TextOrigin.allCases.map {
                        ($0.rawValue, .count(UInt64(texts[$0] ?? 0)))
                    })),
            "models": .array(
                models.map { model in
                    .object([
                        "model": .string(model.model), "requests": .count(UInt64(model.requests)),
                        "input_tokens": .count(model.input), "output_tokens": .count(model.output),
                        "predicted": JSONValue(model.predicted?.description),
                        "at_most": JSONValue(model.most?.description),
                    ])
                }),
            "unpriced": .array(
                unpriced.map {
                    .object(["model": .string($0.model), "reason": .string("\($0.reason)")])
                }),
        ]
    }
}

extension ModelOutcome {
    fileprivate var members: [String: JSONValue] {
        [
            "model": JSONValue(model), "requests": .count(UInt64(requests)),
            "answered": .count(UInt64(answered)), "attempts": .count(UInt64(attempts)),
            "retries": .count(UInt64(retries)), "fallbacks": .count(UInt64(fallbacks)),
            "unknown_usage": .count(UInt64(unknownUsage)), "unpriced": .count(UInt64(unpriced)),
            "predicted": .string(predicted.description), "cost": .string(cost.description),
            "errors": .array(
                UpstreamFailure.Kind.allCases.compactMap { kind in
                    errors.attempts[kind].map { attempts in
                        .object([
                            "kind": .string(kind.rawValue), "attempts": .count(UInt64(attempts)),
                            "requests": .count(UInt64(errors.requests[kind] ?? 0)),
                            "first_message": JSONValue(errors.examples[kind]),
                        ])
                    }
                }),
            "statuses": .object(
                Dictionary(
                    uniqueKeysWithValues: errors.statuses.map { ("\($0)", .count(UInt64($1))) })),
            "latency": .object(
                Dictionary(
                    uniqueKeysWithValues: LiveMeasure.allCases.map {
                        ($0.rawValue, .object($0.summary(of: self).members))
                    })),
        ]
    }
}

extension LatencySummary {
    fileprivate var members: [String: JSONValue] {
        [
            "answers": .count(UInt64(count)),
            "quantiles": .array(
                quantiles.map { quantile in
                    .object([
                        "share": JSONValue.estimate(quantile.share, decimals: 2),
                        "value_s": .span(quantile.value.nanoseconds),
                        "lower_s": quantile.interval.map { .span($0.lower.nanoseconds) } ?? .null,
                        "upper_s": quantile.interval.map { .span($0.upper.nanoseconds) } ?? .null,
                        "coverage": .estimate(quantile.interval?.coverage, decimals: 6),
                        "needed": .count(UInt64(quantile.needed)),
                    ])
                }),
            "histogram": .array(
                histogram.levels.map { level in
                    .object([
                        "value_s": .span(level.value.nanoseconds),
                        "percentile": .estimate(level.percentile, decimals: 4),
                        "count": .count(level.count),
                    ])
                }),
        ]
    }
}
