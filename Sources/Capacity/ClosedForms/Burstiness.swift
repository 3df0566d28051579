public import Limits

/// How unevenly requests arrive, which decides whether the closed forms hold: they suppose random
/// arrivals at a steady rate, and real traffic comes in bursts and changes with the hour.
public struct Burstiness: Sendable {
    /// Of gaps between arrivals, in seconds, and of arrivals in a window: count, mean, squares.
    private struct Moments {
        var count = 0.0
        var mean = 0.0
        var squares = 0.0

        // B. P. Welford, "Note on a method for calculating corrected sums of squares" (1962).
        mutating func add(_ value: Double) {
            count += 1
            let difference = value - mean
            mean += difference / count
            squares += difference * (value - mean)
        }

        var variance: Double? { count > 1 ? squares / (count - 1) : nil }
    }

    /// How long the windows are in which arrivals are counted.
    public let window: TimeSpan
    private var gaps = Moments()
    private var counts = Moments()
    private var last: Instant?
    private var windowEnd: Instant?
    private var inWindow = 0.0

    /// No arrivals yet.
    ///
    /// - Parameter window: How long the windows are in which arrivals are counted.
    public init(window: TimeSpan = .seconds(10)) {
        precondition(window > .zero)
        self.window = window
    }

    /// An arrival, not before the last one.
    public mutating func add(_ time: Instant) {
        if let last { gaps.add((time - last).seconds) }
        last = time
        var end = windowEnd ?? time + window
        while end <= time {
            counts.add(inWindow)
            inWindow = 0
            end = end + window
        }
        windowEnd = end
        inWindow += 1
    }

    /// The standard deviation of the gaps between arrivals in means; 1 for random arrivals.
    public var variation: Double? {
        guard let variance = gaps.variance, gaps.mean > 0 else { return nil }
        return variance.squareRoot() / gaps.mean
    }

    /// The variance of the arrivals in a window in means; 1 for random arrivals.
    public var dispersion: Double? {
        guard let variance = counts.variance, counts.mean > 0 else { return nil }
        return variance / counts.mean
    }

    /// Whether random arrivals at a steady rate would hardly ever come as unevenly as these; nil
    /// where there are too few to tell.
    ///
    /// For random arrivals the dispersion of n windows deviates from 1 by about √(2/(n-1)); more than
    /// four of these, and more than a quarter, is taken as proof.
    public var isBursty: Bool? {
        guard let dispersion, counts.count >= 30 else { return nil }
        return dispersion > 1 + max(0.25, 4 * (2 / (counts.count - 1)).squareRoot())
    }

    /// Whether arrivals come more evenly than random ones: the formulas then show more waiting than
    /// there is; nil where there are too few to tell.
    public var isRegular: Bool? {
        guard let variation, gaps.count >= 30 else { return nil }
        return variation < 0.7 && isBursty != true
    }
}
