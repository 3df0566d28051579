import Pricing
import Replay
import Statistics

/// How long the columns' requests can be expected to take, beside what they cost.
struct ExpectedLatencySection {
    typealias Section = ReportDocument.Section
    private typealias Row = (column: ColumnSummary, latency: ExpectedLatency)

    let result: ReplayResult

    var all: [Section] {
        guard let run = result.latencyRun else { return [] }
        let partial = rows.filter { !$0.latency.unmeasured.isEmpty }
        return [
            Section(
                title: "Expected latency in ms",
                blocks: [.table(columns), .paragraph(Self.method(run))]),
            Section(
                title: "Expected latency in ms, within 95 %",
                blocks: intervals.isEmpty
                    ? [] : [.table(intervalTable), .paragraph(Self.intervalNote)]),
            Section(
                title: "Expected latency in ms, of the measured part only",
                blocks: partial.isEmpty
                    ? [] : [.table(measuredParts(partial)), .list(partial.flatMap(unmeasured))]),
            Section(
                title: "Latency in ms, as `\(run.name)` measured it",
                blocks: [.table(models(run)), .paragraph(Self.modelsNote)]),
        ]
    }

    private var rows: [Row] {
        result.columns.compactMap { column in column.column.latency.map { (column, $0) } }
    }

    // MARK: Columns

    private var columns: Table {
        Table(
            of: rows,
            [
                .text("column") { $0.column.label },
                .cost("total", result.prices.currency) { $0.column.column.summary.amount },
            ]
                + Self.quantiles { (row: Row) in
                    row.latency.quantiles.map { .quantiles($0) }
                        ?? (row.latency.requests == 0 ? .none : .unknown)
                } + [
                    .count("requests") { $0.latency.requests },
                    .percent("measured, %") {
                        Percentage($0.latency.requestsMeasured, of: $0.latency.requests)
                    },
                    .percent("by size, %") {
                        Percentage($0.latency.requestsBySize, of: $0.latency.requests)
                    },
                ])
    }

    private var intervals: [Row] { rows.filter { $0.latency.ofMeasured != nil } }

    /// Between which bounds the quantiles lie; of the measured part where that is not all.
    private var intervalTable: Table {
        Table(
            of: intervals,
            [
                .text("column") { row in
                    row.latency.quantiles == nil
                        ? row.column.label + ", measured part" : row.column.label
                }
            ]
                + Self.titles.flatMap { title, quantile in
                    [
                        Self.bound(title + " from") {
                            $0.latency.ofMeasured?[keyPath: quantile].lower
                        },
                        Self.bound(title + " to") {
                            $0.latency.ofMeasured?[keyPath: quantile].upper
                        },
                    ]
                })
    }

    private static func bound(
        _ title: Phrase, _ bound: @escaping (Row) -> Int64?
    ) -> TableField<Row> {
        TableField(title, .estimate(nil, decimals: 0)) { row in
            bound(row).map { .estimate(Double($0) / 1e6) } ?? .missing("too few")
        }
    }

    private static let intervalNote: Phrase = """
        How far the quantiles may be off because only so many calls were measured, by Woodruff's \
        method, approximately; "too few" where they are too few for a bound. It says nothing about \
        other hours and other load.
        """

    private static func method(_ run: LatencyRun) -> Phrase {
        """
        An estimate (≈), the cost is exact: each request is taken to last as long as those that \
        \(name: run.name) measured at its model, and of its size where it measured \
        \(Numbers.grouped(SizedTimes.leastOfSize)) or more; the others as long as all of the model, \
        whatever their size. The quantiles are those of the mixture of all requests of a column.
        """
    }

    private func measuredParts(_ rows: [Row]) -> Table {
        Table(
            of: rows,
            [
                .text("column") { $0.column.label },
                .count("requests measured") { $0.latency.requestsMeasured },
                .percent("of all, %") {
                    Percentage($0.latency.requestsMeasured, of: $0.latency.requests)
                },
            ]
                + Self.quantiles { (row: Row) in
                    row.latency.ofMeasured.map { .quantiles($0) } ?? .none
                })
    }

    private func unmeasured(_ row: Row) -> [Phrase] {
        row.latency.unmeasured.map { calls in
            let model: Phrase = calls.model.map { "\(name: $0)" } ?? "no model that is named"
            let share = Percentage(calls.requests, of: row.latency.requests)?.text ?? ""
            return "\(row.column.label): \(share) of the requests go to " + model
                + ", which the run has not measured"
        }
    }

    // MARK: Models

    private func models(_ run: LatencyRun) -> Table {
        func exact(_ title: Phrase, _ percent: Int) -> TableField<MeasuredModel> {
            TableField(title, .count) { model in
                model.operations.all.quantiles([percent]).map {
                    .text(Phrase(Milliseconds.exact($0[0])))
                } ?? .none
            }
        }
        return Table(
            of: run.models,
            [
                .text("model") { $0.model.map { .name($0) } ?? "(none)" },
                .count("operations") { $0.operations.all.total },
                exact("P50", 50), exact("P95", 95), exact("P99", 99), exact("max", 100),
                .count("failed") { $0.failedOperations },
                .count("not timed") { $0.untimed },
            ])
    }

    private static let modelsNote: Phrase = """
        Of operations that succeeded, from the start of the first attempt to the end of the last; \
        failed ones are counted apart. Of fewer than 100 operations P99 is the longest.
        """
}

/// What stands in the three cells of an estimate.
private enum QuantileCells {
    case quantiles(ExpectedLatency.Quantiles)
    /// A part of the requests is unknown.
    case unknown
    case none
}

extension ExpectedLatencySection {
    private static let titles:
        [(Phrase, any KeyPath<ExpectedLatency.Quantiles, ExpectedLatency.Quantile> & Sendable)] = [
            ("P50", \.p50), ("P95", \.p95), ("P99", \.p99),
        ]

    private static func quantiles<Value>(
        _ cells: @escaping (Value) -> QuantileCells
    ) -> [TableField<Value>] {
        titles.map { title, quantile in
            TableField(title, .estimate(nil, decimals: 0)) { row in
                switch cells(row) {
                case .quantiles(let found): .estimate(Double(found[keyPath: quantile].time) / 1e6)
                case .unknown: .missing("unknown")
                case .none: .none
                }
            }
        }
    }
}
