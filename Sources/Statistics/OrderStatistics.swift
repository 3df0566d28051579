/// What a sample's values, in order, tell of a quantile of the distribution behind them, whatever
/// that is.
///
/// The number of values below the quantile is binomial (H. A. David and H. N. Nagaraja, "Order
/// Statistics", 3rd edition, 2003, section 7.1).
public enum OrderStatistics {
    /// Between which of the values in ascending order the quantile lies.
    public struct Interval: Hashable, Sendable {
        /// The rank of the lower end, from 1.
        public let lower: Int
        /// The rank of the upper end.
        public let upper: Int
        /// How likely the quantile lies between them; exact for a continuous distribution.
        public let coverage: Double
    }

    /// The interval of a quantile with equal tails.
    ///
    /// - Parameters:
    ///   - share: The share of values below the quantile, strictly between 0 and 1.
    ///   - count: How many values there are.
    ///   - confidence: How likely it is to lie within, at least; strictly between 0 and 1.
    /// - Returns: Nil where there are too few values, so that one end would be infinite.
    public static func interval(
        of share: Double, count: Int, confidence: Double = 0.95
    ) -> Interval? {
        guard count > 0 else { return nil }
        let tail = (1 - confidence) / 2
        let below = BinomialDistribution(trials: count, share: share)
        let (lower, upper) = (below.quantile(tail), below.quantile(1 - tail) + 1)
        guard lower >= 1, upper <= count else { return nil }
        let coverage = below.probability(upTo: upper - 1) - below.probability(upTo: lower - 1)
        return Interval(lower: lower, upper: upper, coverage: coverage)
    }

    /// How many values it takes for an interval of a quantile with two finite ends.
    public static func smallestCount(for share: Double, confidence: Double = 0.95) -> Int {
        let tail = (1 - confidence) / 2
        return max(
            smallestPower(of: share, atMost: tail), smallestPower(of: 1 - share, atMost: tail))
    }

    /// How many values it takes for the largest of them to be above a quantile.
    public static func smallestCountForUpperBound(
        of share: Double, confidence: Double = 0.95
    ) -> Int {
        smallestPower(of: share, atMost: 1 - confidence)
    }

    /// The smallest exponent whose power is at most a bound; both strictly between 0 and 1.
    private static func smallestPower(of base: Double, atMost bound: Double) -> Int {
        precondition(base > 0 && base < 1 && bound > 0 && bound < 1)
        // A whole number stays one whatever the last bits of the logarithms.
        let ratio =
            ReproducibleMath.logarithm(bound) / ReproducibleMath.logarithm(base) * (1 - 0x1p-44)
        return max(1, Int(ratio.rounded(.up)))
    }
}
