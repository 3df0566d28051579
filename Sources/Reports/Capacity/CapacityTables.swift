import Capacity
import Limits
import Pricing
import Statistics

/// Scenarios, limits, deployments and quotas as tables.
struct CapacityTables {
    typealias Section = ReportDocument.Section

    let outcome: CapacityOutcome

    init(_ outcome: CapacityOutcome) { self.outcome = outcome }

    private var currency: Currency { outcome.study.prices.currency }

    /// What each row of the table of scenarios shows.
    struct Row {
        let name: Phrase
        let outcome: ScenarioOutcome
    }

    /// The traffic as logged, with the limits found, and changed.
    static func rows(_ outcome: CapacityOutcome) -> [Row] {
        let found = outcome.search?.outcome.map { Row(name: "with the limits found", outcome: $0) }
        return [Row(name: "as logged", outcome: outcome.base)] + [found].compactMap { $0 }
            + outcome.changed.map { Row(name: .name($0.scenario.name), outcome: $0) }
    }

    var scenarios: Section {
        let goals = outcome.study.goals
        let holds = goals.map { goals in
            [TableField<Row>.text("holds") { goals.holds($0.outcome.result) ? "yes" : "no" }]
        }
        let rows = Self.rows(outcome)
        let table = Table(
            of: rows,
            [.text("scenario") { $0.name }] + (holds ?? []) + [
                .count("requests") { $0.outcome.result.requests.arrived },
                share("rejected") { $0.rejected },
            ]
                + optional("failed", rows) { $0.failed }
                + optional("abandoned", rows) { $0.abandoned } + [
                    .percent("retried") {
                        Percentage(
                            $0.outcome.result.retriedRequests,
                            of: $0.outcome.result.requests.arrived)
                    },
                    time("P50", \.latency, 0.5), time("P95", \.latency, 0.95),
                    time("P99", \.latency, 0.99), time("wait P50", \.wait, 0.5),
                    time("wait P95", \.wait, 0.95), time("wait P99", \.wait, 0.99),
                    .cost("cost", currency) { $0.outcome.cost.served },
                ])
        return Section(
            title: "Scenarios",
            blocks: [
                .table(table),
                .paragraph(
                    "Latency and wait count from arrival over all attempts, of those served."),
            ] + cutWork + unpriced)
    }

    private func share(
        _ title: Phrase, _ count: @escaping (OutcomeCounts) -> UInt64
    ) -> TableField<Row> {
        .percent(title) {
            Percentage(count($0.outcome.result.requests), of: $0.outcome.result.requests.arrived)
        }
    }

    private func optional(
        _ title: Phrase, _ rows: [Row], _ count: @escaping (OutcomeCounts) -> UInt64
    ) -> [TableField<Row>] {
        rows.contains { count($0.outcome.result.requests) > 0 } ? [share(title, count)] : []
    }

    private func time(
        _ title: Phrase, _ sketch: KeyPath<CapacityResult, QuantileSketch>, _ share: Double
    ) -> TableField<Row> {
        TableField(title, .count) { row in
            row.outcome.result[keyPath: sketch].quantile(share).map {
                .text(Phrase(SpanText.brief(TimeSpan(nanoseconds: $0))))
            } ?? .none
        }
    }

    private var cutWork: [ReportDocument.Block] {
        let cost = outcome.base.cost
        guard cost.cutAttempts > 0 else { return [] }
        return [
            .paragraph(
                """
                Not in the cost: \(Numbers.counted(cost.cutAttempts, "attempt")) that timed \
                out; how much was written by then is unknown, all of it would cost \
                \(CapacityReport.money(cost.atMostForCut, outcome)) more.
                """)
        ]
    }

    private var unpriced: [ReportDocument.Block] {
        outcome.base.cost.unpriced.map { part in
            let model: Phrase = part.model.map { "for \(name: $0)" } ?? "without a model"
            return .paragraph(
                """
                Not in the cost: \(Numbers.counted(part.attempts, "attempt")) \(model): \
                \(part.reason.description).
                """)
        }
    }

    var found: Section {
        let limits = outcome.search?.limits ?? []
        let number = { (title: Phrase, value: @escaping (FoundLimit) -> Int64?) in
            TableField<FoundLimit>(title, .count) { limit in
                value(limit).map { .count(UInt64($0)) } ?? .none
            }
        }
        let table = Table(
            of: limits,
            [
                .name("deployment") { $0.deployment }, .text("limit") { "\($0.knob.rawValue)" },
                number("today", \.stated), number("smallest that holds", \.smallest),
                number("looked to", \.resolution), .count("values tried") { UInt64($0.tried) },
            ])
        let exceptions = limits.compactMap { limit in
            limit.exception.map { exception -> Phrase in
                """
                \(limit.knob.rawValue) of \(name: limit.deployment) is not monotone: \
                \(Numbers.grouped(UInt64(exception.holds))) holds and \
                \(Numbers.grouped(UInt64(exception.fails))) does not (retries and fallbacks can do \
                that); an answer is the smallest of a grid from which on all hold
                """
            }
        }
        let isFound = limits.allSatisfy { $0.smallest != nil }
        let order: Phrase =
            !isFound
            ? "Where one has no smallest that holds, those after it were not looked for."
            : limits.count > 1
                ? "Each was found with the ones above it fixed and those below it lifted: together they "
                    + "hold, and none can be lowered alone. Another order may give another such set."
                : "Every larger value that was tried holds too, and no smaller one does."
        let notes: [ReportDocument.Block] = limits.isEmpty ? [] : [.paragraph(order)]
        return Section(
            title: "Limits found", blocks: [.table(table)] + notes + [.list(exceptions)])
    }

    var quotas: Section {
        let table = Table(
            of: outcome.quotas,
            [
                .name("deployment") { $0.deployment }, .text("quota") { "\($0.knob.rawValue)" },
                .count("today") { UInt64($0.limit) },
                .count("busiest minute") { UInt64($0.peak) },
                .percent("of today's") { Percentage(UInt64($0.peak), of: UInt64($0.limit)) },
                .text("at (UTC)") { Phrase($0.minute.minuteText) },
            ])
        return Section(title: "Busiest minutes against today's quotas", blocks: [.table(table)])
    }
}
