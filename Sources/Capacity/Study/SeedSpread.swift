import Statistics

/// How far the figures of a scenario lie apart when only the seed differs.
public struct SeedSpread: Sendable {
    /// The scenario.
    public let scenario: Scenario
    /// How many seeds, the study's and those that follow it.
    public let runs: Int
    /// In how many of them the goals hold; nil where there are none.
    public let holding: Int?
    /// The latency P95 in nanoseconds; nil where a run served nothing.
    public let latencyP95: ClosedRange<Int64>?
    /// The share of requests that were rejected.
    public let rejected: ClosedRange<Double>

    /// - Parameters:
    ///   - scenario: The scenario.
    ///   - results: One a seed, one at least.
    ///   - goals: What has to hold.
    init(_ scenario: Scenario, _ results: [CapacityResult], _ goals: ServiceLevel?) {
        (self.scenario, runs) = (scenario, results.count)
        holding = goals.map { goals in results.count { goals.holds($0) } }
        let latencies = results.compactMap { $0.latency.quantile(0.95) }
        latencyP95 = latencies.count == results.count ? Self.range(latencies) : nil
        rejected =
            Self.range(
                results.map { result in
                    Double(result.requests.rejected) / Double(max(1, result.requests.arrived))
                }) ?? 0...0
    }

    private static func range<Value: Comparable>(_ values: [Value]) -> ClosedRange<Value>? {
        guard let least = values.min(), let most = values.max() else { return nil }
        return least...most
    }
}
