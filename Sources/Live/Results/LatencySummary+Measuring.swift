import Limits
import Statistics

extension LatencySummary {
    /// The quantiles that are told.
    static let shares = [0.5, 0.95, 0.99]

    /// Sums up times.
    init(_ times: [TimeSpan], confidence: Double = 0.95) {
        let sorted = times.sorted()
        count = sorted.count
        histogram = LatencyHistogram(sorted)
        quantiles =
            sorted.isEmpty ? [] : Self.shares.map { Quantile($0, of: sorted, confidence) }
    }
}

extension LatencySummary.Quantile {
    fileprivate init(_ share: Double, of sorted: [TimeSpan], _ confidence: Double) {
        self.share = share
        // Hundredths are whole here, so that no rounding decides a rank.
        let hundredths = Int((share * 100).rounded())
        value = sorted[(sorted.count * hundredths + 99) / 100 - 1]
        needed = OrderStatistics.smallestCount(for: share, confidence: confidence)
        interval = OrderStatistics.interval(
            of: share, count: sorted.count, confidence: confidence
        ).map {
            LatencySummary.Interval(
                lower: sorted[$0.lower - 1], upper: sorted[$0.upper - 1], coverage: $0.coverage)
        }
    }
}
