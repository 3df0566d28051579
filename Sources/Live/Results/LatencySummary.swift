public import Limits

/// Quantiles of times with how well they are known.
///
/// Each request that was sent counts once. Where the sample isn't allocated in proportion, they are
/// quantiles of the sample, not of the log.
public struct LatencySummary: Sendable {
    /// One quantile.
    public struct Quantile: Hashable, Sendable {
        /// The share of requests that take no longer, such as 0.95.
        public let share: Double
        /// By nearest rank.
        public let value: TimeSpan
        /// Where it lies with the confidence asked for; nil where there are too few requests.
        public let interval: Interval?
        /// How many requests it takes for an interval.
        public let needed: Int
    }

    /// A range between two of the times measured.
    public struct Interval: Hashable, Sendable {
        /// The lower end.
        public let lower: TimeSpan
        /// The upper end.
        public let upper: TimeSpan
        /// How likely the quantile lies within, exactly, for times of any distribution.
        public let coverage: Double
    }

    /// How many times there are.
    public let count: Int
    /// P50, P95 and P99; empty where there are no times.
    public let quantiles: [Quantile]
    /// All times counted, for the record.
    public let histogram: LatencyHistogram
}
