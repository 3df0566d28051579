import Calls
public import Capacity
import Limits
import Pricing
import Replay
import Statistics

/// The answers about traffic and a plan by the schema `tollgate.capacity/1`.
///
/// Times are seconds and shares percentages, both as decimal strings.
public struct CapacityJSON: Sendable {
    private let outcome: CapacityOutcome

    /// The answers as JSON.
    public init(_ outcome: CapacityOutcome) { self.outcome = outcome }

    /// The document, the same bytes for the same answers.
    public func text() throws -> String {
        let study = outcome.study
        return try JSONValue.object([
            "schema": .string("tollgate.capacity/1"),
            "currency": .string(study.prices.currency.code),
            "plan": .object([
                "name": .string(study.file.name), "sha256": .string(study.file.sha256),
            ]),
            "prices": .object(study.prices.members),
            "source": .object([
                "files": .array(outcome.traffic.source.files.map { .string($0) }),
                "records": .count(outcome.traffic.records.all),
                "requests": .count(UInt64(outcome.workload.count)),
            ]),
            "seed": .string("\(study.seed)"),
            "slo": JSONValue(study.goals?.text),
            "as_logged": .object(members(outcome.base)),
            "first_trouble": JSONValue(
                outcome.base.result.firstTrouble(goal: study.goals?.latencyGoal)?.start.rfc3339),
            "scenarios": .array(outcome.changed.map { .object(members($0)) }),
            "spread": .array(outcome.spreads.map { .object($0.members) }),
            "found": outcome.search.map { .object(members($0)) } ?? .null,
            "headroom": outcome.headroom.map { .object($0.members) } ?? .null,
            "deployments": .array(
                outcome.base.result.stations.enumerated().map { .object(members($1, $0)) }),
            "quotas": .array(outcome.quotas.map { .object($0.members) }),
            "closed_forms": .array(outcome.closedForms.map { .object($0.members) }),
            "timeline": .object([
                "interval_s": .span(outcome.base.result.interval.nanoseconds),
                "slices": .array(outcome.base.result.timeline.map { .object($0.members) }),
            ]),
            "assumptions": .array(
                CapacityNotes(outcome).sentences.map {
                    .string($0.filter { $0 != "`" })
                }),
        ]).text()
    }

    private func members(_ part: ScenarioOutcome) -> [String: JSONValue] {
        let result = part.result
        let findings = outcome.study.goals?.findings(result)
        return [
            "scenario": .string(part.scenario.name),
            "holds": findings.map { .boolean($0.allSatisfy(\.holds)) } ?? .null,
            "requests": .count(result.requests.arrived),
            "served": .count(result.requests.served),
            "rejected": .count(result.requests.rejected),
            "failed": .count(result.requests.failed),
            "abandoned": .count(result.requests.abandoned),
            "retried": .count(result.retriedRequests),
            "attempts": .count(result.attempts),
            "rejected_percent": .share(result.requests.rejected, of: result.requests.arrived),
            "retried_percent": .share(result.retriedRequests, of: result.requests.arrived),
            "latency_s": .quantiles(result.latency), "wait_s": .quantiles(result.wait),
            "cost": .money(part.cost.served), "at_most_for_cut": .money(part.cost.atMostForCut),
            "unpriced": .array(
                part.cost.unpriced.map {
                    .object([
                        "model": JSONValue($0.model), "reason": .string($0.reason.description),
                        "attempts": .count($0.attempts),
                    ])
                }),
        ]
    }

    private func members(_ search: CapacityOutcome.Search) -> [String: JSONValue] {
        [
            "limits": .array(search.limits.map { .object($0.members) }),
            "with_limits": search.outcome.map { .object(members($0)) } ?? .null,
        ]
    }

    private func members(
        _ station: CapacityResult.Station, _ place: Int
    ) -> [String: JSONValue] {
        let counts = station.attempts
        let quotas = zip(outcome.study.file.quotas(at: place), counts.overQuota)
        return [
            "deployment": .string(station.deployment.name),
            "requests": .object(members(station)), "attempts": .count(counts.ended),
            "served": .count(counts.served),
            "over_quota": .object(
                Dictionary(uniqueKeysWithValues: quotas.map { ($0.rawValue, .count($1)) })),
            "too_large": .count(counts.tooLarge), "no_place": .count(counts.noPlace),
            "waited_too_long": .count(counts.waitedTooLong),
            "timed_out": .count(counts.timedOut), "failed": .count(counts.failed),
            "abandoned": .count(counts.abandoned), "retried": .count(counts.retried),
            "sent_on": .count(counts.sentOn),
            "utilisation_percent": .estimate(station.utilisation.map { $0 * 100 }, decimals: 2),
            "most_at_once": .count(UInt64(station.mostBusy)),
            "longest_queue": .count(UInt64(station.mostWaiting)),
            "cost": .money(outcome.base.cost.byDeployment[place]),
        ]
    }

    /// What came in is the sum of the others.
    private func members(_ station: CapacityResult.Station) -> [String: JSONValue] {
        let requests = station.requests
        return [
            "came_in": .count(requests.arrived), "served": .count(requests.served),
            "rejected": .count(requests.rejected), "failed": .count(requests.failed),
            "abandoned": .count(requests.abandoned),
            "sent_on": .count(station.attempts.sentOn),
            "still_here": .count(UInt64(station.present.total)),
        ]
    }
}

extension JSONValue {
    static func span(_ nanoseconds: Int64) -> JSONValue {
        .string(SpanText.exact(nanoseconds: nanoseconds))
    }

    fileprivate static func share(_ part: UInt64, of whole: UInt64) -> JSONValue {
        JSONValue(Percentage(part, of: whole)?.description)
    }

    fileprivate static func quantiles(_ sketch: QuantileSketch) -> JSONValue {
        guard let values = sketch.quantiles([0.5, 0.95, 0.99]) else { return .null }
        return .object([
            "p50": .span(values[0]), "p95": .span(values[1]), "p99": .span(values[2]),
        ])
    }
}

extension FoundLimit {
    fileprivate var members: [String: JSONValue] {
        [
            "deployment": .string(deployment), "limit": .string(knob.rawValue),
            "today": stated.map { .count(UInt64($0)) } ?? .null,
            "smallest": smallest.map { .count(UInt64($0)) } ?? .null,
            "resolution": .count(UInt64(resolution)), "monotone": .boolean(exception == nil),
            "tried": .count(UInt64(tried)),
        ]
    }
}

extension SeedSpread {
    fileprivate var members: [String: JSONValue] {
        [
            "scenario": .string(scenario.name), "seeds": .count(UInt64(runs)),
            "holding": holding.map { .count(UInt64($0)) } ?? .null,
            "latency_p95_s": latencyP95.map {
                .object(["least": .span($0.lowerBound), "most": .span($0.upperBound)])
            } ?? .null,
            "rejected_percent": .object([
                "least": .estimate(rejected.lowerBound * 100, decimals: 4),
                "most": .estimate(rejected.upperBound * 100, decimals: 4),
            ]),
        ]
    }
}

extension Headroom {
    fileprivate var members: [String: JSONValue] {
        [
            "holds_up_to": JSONValue(most.map(CapacityAnswer.factor)),
            "resolution": .string(CapacityAnswer.factor(resolution)),
            "monotone": .boolean(!hasException),
        ]
    }
}

extension QuotaUse {
    fileprivate var members: [String: JSONValue] {
        [
            "deployment": .string(deployment), "quota": .string(knob.rawValue),
            "limit": .count(UInt64(limit)), "busiest_minute": .count(UInt64(peak)),
            "at": .string(minute.rfc3339),
        ]
    }
}

extension ClosedFormCheck {
    fileprivate var members: [String: JSONValue] {
        [
            "deployment": .string(deployment), "formula": .string(formula),
            "servers": .count(UInt64(servers)),
            "offered_load": .estimate(offeredLoad, decimals: 6),
            "arrival_variation": .estimate(arrivalVariation, decimals: 4),
            "arrival_dispersion": .estimate(dispersion, decimals: 4),
            "bursty": isBursty.map { .boolean($0) } ?? .null,
            "regular": isRegular.map { .boolean($0) } ?? .null,
            "service_variation": .estimate(serviceVariation, decimals: 4),
            "supposed_service_variation": .estimate(supposedVariation, decimals: 0),
            "service_fits": fitsService.map { .boolean($0) } ?? .null,
            "measures": .array(
                measures.map { measure in
                    .object([
                        "measure": .string(measure.name),
                        "unit": .string(measure.isShare ? "share" : "s"),
                        "formula": .estimate(measure.closed, decimals: 6),
                        "simulation": .estimate(measure.simulated, decimals: 6),
                    ])
                }),
        ]
    }
}

extension Timeline.Slice {
    fileprivate var members: [String: JSONValue] {
        [
            "start": .string(start.rfc3339), "arrived": .count(requests.arrived),
            "served": .count(requests.served), "rejected": .count(requests.rejected),
            "failed": .count(requests.failed), "abandoned": .count(requests.abandoned),
            "retries": .count(retries), "late": .count(late),
            "longest_wait_s": .span(longestWait.nanoseconds),
            "most_waiting": .count(UInt64(mostWaiting)),
            "busy_seconds": .estimate(busySeconds, decimals: 3),
        ]
    }
}
