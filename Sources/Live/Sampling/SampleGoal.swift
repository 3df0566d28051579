import Statistics

/// How well a quantile of latency is to be known, from which the size of a sample follows.
public struct SampleGoal: Hashable, Sendable, CustomStringConvertible {
    /// The share of requests below the quantile, such as 0.95.
    public let share: Double
    /// How far off the quantile may be, as a share of itself.
    public let precision: Double
    /// How likely it is to be within.
    public let confidence: Double
    /// The deviation of the logarithm of latency that is supposed.
    public let logDeviation: Double

    /// A goal.
    ///
    /// - Parameters:
    ///   - share: Strictly between 0 and 1.
    ///   - precision: How far off, strictly between 0 and 1.
    ///   - confidence: How likely, strictly between 0 and 1.
    ///   - logDeviation: That of the logarithm of latency, above 0.
    public init(
        share: Double = 0.95, precision: Double = 0.05, confidence: Double = 0.95,
        logDeviation: Double = 0.5
    ) {
        (self.share, self.precision) = (share, precision)
        (self.confidence, self.logDeviation) = (confidence, logDeviation)
    }

    /// How many requests it takes, and no fewer than a finite interval does.
    public var requests: Int {
        let precise = SampleSize.lognormalQuantile(
            share, within: precision, confidence: confidence, logDeviation: logDeviation)
        return max(precise, smallest)
    }

    /// How many requests it takes for a finite interval of the quantile, whatever its width.
    public var smallest: Int { OrderStatistics.smallestCount(for: share, confidence: confidence) }

    /// Such as `P95 within ±5 % at 95 % needs 1716 requests (lognormal latency, sigma 0.5)`.
    public var description: String {
        "P\(Self.percent(share)) within ±\(Self.percent(precision)) % at "
            + "\(Self.percent(confidence)) % needs \(requests) requests "
            + "(lognormal latency, sigma \(logDeviation)); any finite interval needs \(smallest)"
    }

    private static func percent(_ share: Double) -> String {
        let percent = (share * 1e6).rounded() / 1e4
        return percent == percent.rounded() ? String(Int(percent)) : String(percent)
    }
}
