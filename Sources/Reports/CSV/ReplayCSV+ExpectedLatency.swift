import Replay

extension ReplayCSV {
    /// Estimates in milliseconds, of the requests that go to measured models.
    func expectedLatency() -> CSVWriter {
        var writer = CSVWriter(
            header: [
                "kind", "name", "currency", "total", "requests", "requests_measured",
                "requests_by_size",
            ]
                + ["p50_ms", "p95_ms", "p99_ms"].flatMap {
                    ["\($0)_of_measured", "\($0)_lower_95", "\($0)_upper_95"]
                })
        for column in result.columns {
            guard let latency = column.column.latency else { continue }
            let found = latency.ofMeasured
            writer.append(
                [
                    .text(column.kind.rawValue), .optional(column.name), currency,
                    .optional(column.column.summary.amount), .count(latency.requests),
                    .count(latency.requestsMeasured), .count(latency.requestsBySize),
                ]
                    + [found?.p50, found?.p95, found?.p99].flatMap {
                        [$0?.time, $0?.lower, $0?.upper]
                    }.map { $0.map { .number(Milliseconds.exact($0)) } ?? .empty })
        }
        return writer
    }
}
