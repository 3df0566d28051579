import Calls
import Pricing
import Statistics

extension ReplayResultBuilder {
    /// How long a column's calls can be expected to take; nil where no run was named.
    func expectedLatency(of column: ColumnChoice) -> ExpectedLatency? {
        guard let run = plan.latencyRun else { return nil }
        var counts = LatencyTargets()
        for (key, kinds) in merged.groups where key.grouping == plan.sizeGrouping {
            for entry in kinds {
                let kind = merged.kinds[entry.kind]
                guard !kind.flags.isFailed, kind.flags.usage != .none else { continue }
                counts.add(
                    entry.totals.requests, model: pricer.model(kind, in: column),
                    size: kind.isUsageUnknown ? nil : CallSize(rawValue: Int(key.values[0])))
            }
        }
        return counts.expected(by: run)
    }
}

extension ReplayResultBuilder {
    /// What expected latencies rest on, in sentences.
    var latencyNotes: [String] {
        guard let run = plan.latencyRun else { return [] }
        let method =
            "expected latencies: each request takes as long as the run \(run.name) measured for "
            + "its model, whatever the hour and the load; by classes of input and output tokens "
            + "with \(SizedTimes.leastOfSize) measured operations or more, else by all of the model"
        let left = kinds.reduce(UInt64(0)) { left, entry in
            let isCounted = !entry.kind.flags.isFailed && entry.kind.flags.usage != .none
            return isCounted ? left : left + entry.totals.requests
        }
        guard left > 0 else { return [method] }
        return [
            method,
            "requests without an expected latency, as they failed or a cache answered before any "
                + "model: \(left)",
        ]
    }
}
