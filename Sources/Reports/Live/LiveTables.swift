import Limits
import Live
import Pricing
import Upstream

/// Latency, attempts, errors and cost of a live run as tables.
struct LiveTables {
    typealias Section = ReportDocument.Section

    private let result: LiveResult

    init(_ result: LiveResult) { self.result = result }

    /// All requests, and those to each model where there are several.
    private var outcomes: [ModelOutcome] {
        result.models.count == 1 ? result.models : [result.all] + result.models
    }

    // MARK: Latency

    /// One measure of one model.
    private struct Measured {
        let model: String?
        let measure: LiveMeasure
        let summary: LatencySummary
    }

    var latency: Section {
        let rows = outcomes.flatMap { outcome in
            LiveMeasure.allCases.map {
                Measured(model: outcome.model, measure: $0, summary: $0.summary(of: outcome))
            }
        }
        let measured = rows.filter { $0.summary.count > 0 }
        guard !measured.isEmpty else {
            return Section(title: "Latency", blocks: [.paragraph("No answer, so no times.")])
        }
        return Section(
            title: "Latency", blocks: [.chart(chart), .table(Self.table(measured)), Self.legend])
    }

    private static func table(_ rows: [Measured]) -> Table {
        Table(
            of: rows,
            [
                .text("model") { name($0.model) },
                .text("measure") { Phrase($0.measure.title) },
                .count("answers") { UInt64($0.summary.count) },
                quantile("P50", 0.5), quantile("P95", 0.95), quantile("P99", 0.99),
            ])
    }

    private static let legend = ReportDocument.Block.paragraph(
        """
        Of answered requests. In brackets the range in which the quantile lies with 95 % confidence, between two of the \
        times measured; "needs" says how many answers it takes for one. Times count from when a \
        request was meant to go, however late it was sent; those from sending leave out what it \
        waited for requests before it.
        """)

    private var chart: Chart {
        let curves = outcomes.filter { $0.latency.count > 1 }.map { outcome in
            Chart.Curve(
                name: Self.name(outcome.model),
                points: outcome.latency.histogram.levels.map {
                    (x: $0.percentile, y: $0.value.seconds)
                })
        }
        return Chart(
            title: "Latency by percentile", summary: "How long the slowest requests took.",
            values: Chart.Axis("seconds", .estimate(nil)),
            plot: .lines(x: Chart.Axis("percentile"), series: curves))
    }

    private static func quantile(_ title: Phrase, _ share: Double) -> TableField<Measured> {
        TableField(title, .count) { row in
            row.summary.quantiles.first { $0.share == share }.map { .text(Phrase($0.text)) }
                ?? .none
        }
    }

    static func name(_ model: String?) -> Phrase { model.map { .name($0) } ?? "all" }

    // MARK: Attempts

    var models: Section {
        let table = Table(
            of: outcomes,
            [
                .text("model") { Self.name($0.model) },
                .count("requests") { UInt64($0.requests) },
                .count("answered") { UInt64($0.answered) },
                .count("attempts") { UInt64($0.attempts) },
                .count("retries") { UInt64($0.retries) },
                .count("fallbacks") { UInt64($0.fallbacks) },
            ])
        return Section(
            title: "Requests and attempts",
            blocks: [
                .table(table),
                .paragraph("By the model that a request was sent to first."),
            ])
    }

    // MARK: Errors

    /// A kind of failure at one model.
    private struct Failures {
        let model: String?
        let kind: UpstreamFailure.Kind
        let attempts: Int
        let requests: Int
        let example: String
    }

    var errors: Section {
        let rows = outcomes.flatMap { outcome in
            UpstreamFailure.Kind.allCases.compactMap { kind in
                outcome.errors.attempts[kind].map {
                    Failures(
                        model: outcome.model, kind: kind, attempts: $0,
                        requests: outcome.errors.requests[kind] ?? 0,
                        example: outcome.errors.examples[kind] ?? "")
                }
            }
        }
        let statuses = result.all.errors.statuses.sorted { $0.key < $1.key }
            .map { "\($0.key): \($0.value)" }
        let words: [ReportDocument.Block] =
            statuses.isEmpty
            ? [] : [.paragraph("By HTTP status: \(statuses.joined(separator: ", ")).")]
        return Section(
            title: "Errors",
            blocks: [
                .table(
                    Table(
                        of: rows,
                        [
                            .text("model") { Self.name($0.model) },
                            .text("error") { Phrase($0.kind.title) },
                            .count("attempts") { UInt64($0.attempts) },
                            .count("requests left without an answer") { UInt64($0.requests) },
                            .name("the first one") { $0.example },
                        ]))
            ] + words)
    }

    // MARK: Cost

    var cost: Section {
        let currency = result.currency
        let table = Table(
            of: outcomes,
            [
                .text("model") { Self.name($0.model) },
                .cost("predicted", currency) { $0.predicted },
                .cost("cost", currency) { $0.cost },
                .count("attempts of unknown usage") { UInt64($0.unknownUsage) },
                .count("unpriced attempts") { UInt64($0.unpriced) },
            ])
        return Section(title: "Cost", blocks: [.table(table), .paragraph(cap)] + held)
    }

    private var cap: Phrase {
        let money = MoneyText(currency: result.currency)
        let counted = "\(money.brief(result.cap.spent)) counted, unknown usage at its most"
        guard let limit = result.cap.limit else { return "No limit on spending; \(counted)." }
        return "Of a limit of \(money.brief(limit)): \(counted)."
    }

    private var held: [ReportDocument.Block] {
        guard result.heldByCap > .zero else { return [] }
        return [
            .paragraph(
                """
                Sending was put off by \(SpanText.brief(result.heldByCap)) in all, while money was \
                set aside for requests under way.
                """)
        ]
    }
}

extension LatencySummary.Quantile {
    /// Such as `≈1.24 s [1.10 s – 1.51 s]`, or how many answers a range needs.
    fileprivate var text: String {
        let value = "≈" + SpanText.brief(value)
        guard let interval else { return "\(value) (needs \(Numbers.grouped(UInt64(needed))))" }
        return "\(value) [\(SpanText.brief(interval.lower)) – \(SpanText.brief(interval.upper))]"
    }
}
