/// How far a figure of a sample may be off, found by drawing from the sample again and again.
///
/// B. Efron, "Bootstrap methods: another look at the jackknife" (Annals of Statistics 7, 1979).
public enum Bootstrap {
    /// The percentile interval of the mean.
    ///
    /// - Parameters:
    ///   - values: The sample, at least one value.
    ///   - confidence: How likely the mean lies within.
    ///   - resamples: How often to draw, at least 100.
    ///   - seed: What decides chance.
    /// - Returns: The interval.
    public static func meanInterval(
        _ values: [Double], confidence: Double = 0.95, resamples: Int = 4000, seed: UInt64
    ) -> Estimate.Interval {
        precondition(!values.isEmpty && resamples >= 100)
        var bits = SplitMix64(seed: seed)
        let means = (0..<resamples).map { _ in
            let sum = values.indices.reduce(0.0) { sum, _ in
                sum + values[Int(bits.below(UInt64(values.count)))]
            }
            return sum / Double(values.count)
        }.sorted()
        let tail = (1 - confidence) / 2
        return Estimate.Interval(
            lower: interpolated(means, tail), upper: interpolated(means, 1 - tail),
            confidence: confidence)
    }

    /// The quantile between the two nearest of sorted values (Hyndman and Fan, definition 7).
    private static func interpolated(_ sorted: [Double], _ share: Double) -> Double {
        let place = share * Double(sorted.count - 1)
        let below = Int(place)
        guard below + 1 < sorted.count else { return sorted[below] }
        return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
    }
}
