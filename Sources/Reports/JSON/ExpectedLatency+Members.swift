import Replay
import Statistics

extension ExpectedLatency {
    var members: [String: JSONValue] {
        [
            "requests": .count(requests), "requests_measured": .count(requestsMeasured),
            "requests_by_size": .count(requestsBySize),
            "estimate_ms": quantiles.map { .object($0.members) } ?? .null,
            "estimate_ms_of_measured": ofMeasured.map { .object($0.members) } ?? .null,
            "unmeasured": .array(
                unmeasured.map {
                    .object(["model": JSONValue($0.model), "requests": .count($0.requests)])
                }),
        ]
    }
}

extension ExpectedLatency.Quantiles {
    fileprivate var members: [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        for (name, quantile) in [("p50", p50), ("p95", p95), ("p99", p99)] {
            members[name] = .string(Milliseconds.exact(quantile.time))
            members["\(name)_lower_95"] = JSONValue(quantile.lower.map(Milliseconds.exact))
            members["\(name)_upper_95"] = JSONValue(quantile.upper.map(Milliseconds.exact))
        }
        return members
    }
}

extension LatencyRun {
    var members: [String: JSONValue] {
        ["run": .string(name), "models": .array(models.map { .object($0.members) })]
    }
}

extension MeasuredModel {
    fileprivate var members: [String: JSONValue] {
        [
            "model": JSONValue(model), "operations": .count(operations.all.total),
            "failed": .count(failedOperations), "not_timed": .count(untimed),
            "sizes": .count(UInt64(operations.sizes.count)), "measured_ms": spans,
        ]
    }

    private var spans: JSONValue {
        guard let found = operations.all.quantiles([50, 95, 99, 100]) else { return .null }
        return .object(
            Dictionary(
                uniqueKeysWithValues: zip(["p50", "p95", "p99", "max"], found).map {
                    ($0, .string(Milliseconds.exact($1)))
                }))
    }
}
