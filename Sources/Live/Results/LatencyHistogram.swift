import Histogram
public import Limits

/// How often each time occurred, to three significant digits, for others to plot.
///
/// An HdrHistogram by Gil Tene (https://hdrhistogram.github.io/HdrHistogram/).
public struct LatencyHistogram: Sendable {
    /// A line of the distribution.
    public struct Level: Hashable, Sendable {
        /// A time.
        public let value: TimeSpan
        /// The share of times that are no longer, in hundredths.
        public let percentile: Double
        /// How many times are no longer.
        public let count: UInt64
    }

    private var counts = Histogram<UInt64>(numberOfSignificantValueDigits: .three)

    /// Counts times, in microseconds.
    init(_ times: [TimeSpan]) {
        for time in times { counts.record(UInt64(max(0, time.nanoseconds) + 500) / 1000) }
    }

    /// How many times were counted.
    public var count: UInt64 { counts.totalCount }

    /// The times by percentile, closer together the nearer they are to the longest.
    public var levels: [Level] {
        counts.percentiles(ticksPerHalfDistance: 5).map { level in
            Level(
                value: TimeSpan(nanoseconds: Int64(clamping: level.value) * 1000),
                percentile: level.percentileLevelIteratedTo, count: level.totalCountToThisValue)
        }
    }

    /// The counts by percentile as HdrHistogram writes them, values in milliseconds; its plotters
    /// read it.
    public var percentileDistribution: String {
        var text = ""
        counts.outputPercentileDistribution(to: &text, outputValueUnitScalingRatio: 1000)
        return text
    }
}
