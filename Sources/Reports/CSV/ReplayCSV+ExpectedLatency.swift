import Replay

extension ReplayCSV {
    /// Estimates in milliseconds, of the requests that go to measured models.
    func expectedLatency() -> CSVWriter {
        var writer = CSVWriter(header: [
            "kind", "name", "currency", "total", "requests", "requests_measured",
            "requests_by_size", "p50_ms_of_measured", "p95_ms_of_measured", "p99_ms_of_measured",
        ])
        for column in result.columns {
            guard let latency = column.column.latency else { continue }
            let found = latency.ofMeasured
            writer.append(
                [
                    .text(column.kind.rawValue), .optional(column.name), currency,
                    .optional(column.column.summary.amount), .count(latency.requests),
                    .count(latency.requestsMeasured), .count(latency.requestsBySize),
                ]
                    + [found?.p50, found?.p95, found?.p99].map {
                        $0.map { .number(Milliseconds.exact($0)) } ?? .empty
                    })
        }
        return writer
    }
}
