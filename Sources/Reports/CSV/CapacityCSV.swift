public import Capacity
import Limits
import Pricing
import Statistics

/// The answers about traffic and a plan as CSV.
public struct CapacityCSV: Sendable {
    /// What the rows are.
    public enum Section: String, CaseIterable, Sendable {
        case scenarios
        case deployments
        case timeline
        case limits
    }

    private let outcome: CapacityOutcome
    private let section: Section

    /// The rows of a section.
    public init(_ outcome: CapacityOutcome, section: Section) {
        (self.outcome, self.section) = (outcome, section)
    }

    /// Lines by RFC 4180, but for another delimiter where one is given.
    public func text(_ delimiter: CSVDelimiter = .comma) -> String {
        switch section {
        case .scenarios: scenarios.text(delimiter)
        case .deployments: deployments.text(delimiter)
        case .timeline: timeline.text(delimiter)
        case .limits: limits.text(delimiter)
        }
    }

    private var scenarios: CSVWriter {
        var writer = CSVWriter(header: [
            "scenario", "holds", "requests", "served", "rejected", "failed", "abandoned", "retried",
            "latency_p50_s", "latency_p95_s", "latency_p99_s", "wait_p50_s", "wait_p95_s",
            "wait_p99_s", "cost", "at_most_for_cut", "unpriced_attempts", "currency",
        ])
        for row in CapacityTables.rows(outcome) {
            let (result, cost) = (row.outcome.result, row.outcome.cost)
            let counts = result.requests
            let times = [result.latency, result.wait].flatMap { sketch in
                sketch.quantiles([0.5, 0.95, 0.99])?.map {
                    CSVWriter.Field.number(SpanText.exact(nanoseconds: $0))
                } ?? [.empty, .empty, .empty]
            }
            writer.append(
                [
                    .text(row.name.unmarked),
                    .optional(outcome.study.goals.map { $0.holds(result) ? "yes" : "no" }),
                    .count(counts.arrived), .count(counts.served), .count(counts.rejected),
                    .count(counts.failed), .count(counts.abandoned),
                    .count(result.retriedRequests),
                ] + times + [
                    .number(cost.served.description), .number(cost.atMostForCut.description),
                    .count(cost.unpriced.reduce(0) { $0 + $1.attempts }),
                    .text(outcome.study.prices.currency.code),
                ])
        }
        return writer
    }

    private var deployments: CSVWriter {
        var writer = CSVWriter(header: [
            "deployment", "came_in", "requests_rejected", "requests_failed",
            "requests_abandoned", "attempts", "served", "over_quota", "too_large", "no_place",
            "waited_too_long", "timed_out", "failed", "abandoned", "retried", "sent_on",
            "utilisation", "most_at_once", "longest_queue", "cost", "unpriced_attempts", "currency",
        ])
        for (place, station) in outcome.base.result.stations.enumerated() {
            let counts = station.attempts
            writer.append([
                .text(station.deployment.name), .count(station.requests.arrived),
                .count(station.requests.rejected), .count(station.requests.failed),
                .count(station.requests.abandoned), .count(counts.ended), .count(counts.served),
                .count(counts.overQuota.reduce(0, +)), .count(counts.tooLarge),
                .count(counts.noPlace), .count(counts.waitedTooLong), .count(counts.timedOut),
                .count(counts.failed),
                .count(counts.abandoned), .count(counts.retried), .count(counts.sentOn),
                .estimate(station.utilisation, decimals: 6),
                .count(UInt64(station.mostBusy)), .count(UInt64(station.mostWaiting)),
                .number(outcome.base.cost.byDeployment[place].description),
                .count(outcome.base.cost.unpricedByDeployment[place]),
                .text(outcome.study.prices.currency.code),
            ])
        }
        return writer
    }

    private var timeline: CSVWriter {
        var writer = CSVWriter(header: [
            "start", "arrived", "served", "rejected", "failed", "abandoned", "retries", "late",
            "longest_wait_s", "most_waiting", "busy_seconds",
        ])
        for slice in outcome.base.result.timeline {
            let counts = slice.requests
            writer.append([
                .text(slice.start.rfc3339), .count(counts.arrived), .count(counts.served),
                .count(counts.rejected), .count(counts.failed), .count(counts.abandoned),
                .count(slice.retries), .count(slice.late),
                .number(SpanText.exact(nanoseconds: slice.longestWait.nanoseconds)),
                .count(UInt64(slice.mostWaiting)),
                .estimate(slice.busySeconds, decimals: 3),
            ])
        }
        return writer
    }

    private var limits: CSVWriter {
        var writer = CSVWriter(header: [
            "deployment", "limit", "today", "smallest_that_holds", "resolution", "monotone",
        ])
        for limit in outcome.search?.limits ?? [] {
            writer.append([
                .text(limit.deployment), .text(limit.knob.rawValue),
                limit.stated.map { .number("\($0)") } ?? .empty,
                limit.smallest.map { .number("\($0)") } ?? .empty, .number("\(limit.resolution)"),
                .text(limit.exception == nil ? "yes" : "no"),
            ])
        }
        return writer
    }
}
