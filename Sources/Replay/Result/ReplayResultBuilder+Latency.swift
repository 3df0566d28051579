import Calls
import Pricing
import Statistics

extension ReplayResultBuilder {
    /// Times by model, the most frequent first; nil where they were not asked for.
    func latencies() -> [ModelLatency]? {
        guard plan.measuresLatency else { return nil }
        return merged.latencies.map { model, counts in
            ModelLatency(
                model: pricer.name(model), latency: TimeSpans(counts.latency),
                timeToFirstToken: TimeSpans(counts.firstToken))
        }.sorted { left, right in
            if left.requests != right.requests { return left.requests > right.requests }
            return left.model.exact < right.model.exact
        }
    }
}

extension ModelLatency {
    /// Records that tell one of the two.
    fileprivate var requests: UInt64 {
        max(latency?.requests ?? 0, timeToFirstToken?.requests ?? 0)
    }
}

extension TimeSpans {
    fileprivate init?(_ counts: ValueCounts) {
        guard let quantiles = counts.quantiles([50, 95, 99, 100]) else { return nil }
        self.init(
            requests: counts.total, p50: quantiles[0], p95: quantiles[1], p99: quantiles[2],
            longest: quantiles[3])
    }
}
