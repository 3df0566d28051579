import Replay

extension ReplayCSV {
    /// Quantiles in milliseconds over all records that tell the span, failed ones too.
    func latency() -> CSVWriter {
        var writer = CSVWriter(header: [
            "model", "span", "requests", "p50_ms", "p95_ms", "p99_ms", "max_ms",
        ])
        for model in result.latencies ?? [] {
            for (name, spans) in [
                ("latency", model.latency), ("time_to_first_token", model.timeToFirstToken),
            ] {
                guard let spans else { continue }
                let quantiles = [spans.p50, spans.p95, spans.p99, spans.longest]
                writer.append(
                    [.optional(model.model), .text(name), .count(spans.requests)]
                        + quantiles.map { .number(Milliseconds.exact($0)) })
            }
        }
        return writer
    }
}
