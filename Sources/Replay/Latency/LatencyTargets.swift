import Pricing
import Statistics

/// A column's calls by model and size.
struct LatencyTargets {
    private var requests: [ExactText: [CallSize?: UInt64]] = [:]
    /// Those that name no model.
    private var nameless: UInt64 = 0

    /// Counts calls.
    ///
    /// - Parameters:
    ///   - added: How many.
    ///   - model: Where they go; nil where none is named.
    ///   - size: How large they are; nil where that is unknown.
    mutating func add(_ added: UInt64, model: String?, size: CallSize?) {
        guard let model else { return nameless += added }
        requests[model.exact, default: [:]][size, default: 0] += added
    }

    /// How long they can be expected to take.
    func expected(by run: LatencyRun) -> ExpectedLatency {
        var mixture = LatencyMixture()
        var (all, bySize) = (nameless, UInt64(0))
        var unmeasured: [(model: String?, requests: UInt64)] =
            nameless > 0 ? [(nil, nameless)] : []
        for (model, sizes) in requests.sorted(by: { $0.key < $1.key }) {
            let whole = sizes.values.reduce(0, +)
            all += whole
            guard let times = run.measured(model.text)?.operations, times.all.total > 0 else {
                unmeasured.append((model.text, whole))
                continue
            }
            var rest = whole
            for (size, count) in sizes {
                guard let sized = size.flatMap({ times.times(of: $0) }) else { continue }
                mixture.add(sized, requests: count)
                bySize += count
                rest -= count
            }
            mixture.add(times.all, requests: rest)
        }
        return ExpectedLatency(
            requests: all, requestsBySize: bySize,
            unmeasured: unmeasured.sorted {
                ($1.requests, $0.model.exact) < ($0.requests, $1.model.exact)
            }.map { ExpectedLatency.Unmeasured(model: $0.model, requests: $0.requests) },
            ofMeasured: mixture.quantiles([50, 95, 99]).map {
                ExpectedLatency.Quantiles(p50: $0[0], p95: $0[1], p99: $0[2])
            })
    }
}
