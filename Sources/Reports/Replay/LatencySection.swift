import Pricing
import Replay

/// Recorded times of answers by model.
struct LatencySection {
    let result: ReplayResult

    var all: [ReportDocument.Section] {
        guard let latencies = result.latencies else { return [] }
        guard !latencies.isEmpty else {
            return [
                ReportDocument.Section(
                    title: "Latency", blocks: [.list(["no record tells how long its answer took"])])
            ]
        }
        let first = latencies.filter { $0.timeToFirstToken != nil }
        return [
            section("Latency in ms", latencies.filter { $0.latency != nil }, \.latency),
            section("Time to first token in ms", first, \.timeToFirstToken),
        ]
    }

    private func section(
        _ title: Phrase, _ models: [ModelLatency], _ spans: KeyPath<ModelLatency, TimeSpans?>
    ) -> ReportDocument.Section {
        func milliseconds(
            _ title: Phrase, _ quantile: KeyPath<TimeSpans, Int64>
        ) -> TableField<ModelLatency> {
            TableField(title, .count) { model in
                model[keyPath: spans].map {
                    .text(Phrase(Milliseconds.exact($0[keyPath: quantile])))
                }
                    ?? .none
            }
        }
        let table = Table(
            of: models,
            [
                .text("model") { $0.model.map { .name($0) } ?? "(none)" },
                .count("requests") { $0[keyPath: spans]?.requests ?? 0 },
                milliseconds("P50", \.p50), milliseconds("P95", \.p95),
                milliseconds("P99", \.p99), milliseconds("max", \.longest),
            ])
        return ReportDocument.Section(
            title: title,
            blocks: table.rows.isEmpty
                ? [] : [.table(table), .paragraph("Of all records that tell it, failed ones too.")])
    }
}
