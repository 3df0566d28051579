import Statistics

/// The mean of the whole numbers that come out, and the distribution that has a given one.
extension BoundedLognormal {
    /// So many numbers are summed one by one.
    private static let summed: UInt64 = 1024
    /// Medians are tried in steps of this in their logarithm, so wide that the last digits of a
    /// platform's functions decide nothing.
    private static let step = 0x1p-30

    /// The mean: numbers where the distribution begins are summed one by one, others as they are
    /// before rounding, which makes no difference where the density is flat.
    var mean: Double {
        let (least, largest) = (bounds.lowerBound, bounds.upperBound)
        let begin = median * ReproducibleMath.exponential(-9 * sigma)
        let first = begin < Double(largest) ? max(least, UInt64(begin)) : largest
        let last = largest - first < Self.summed ? largest : first + Self.summed - 1
        var (sum, below) = (0.0, share(below: Double(first) - 0.5))
        for value in first...last {
            let above = share(below: Double(value) + 0.5)
            sum += Double(value) * (above - below)
            below = above
        }
        let low = part(from: Double(least) - 0.5, to: Double(first) - 0.5)
        let high = part(from: Double(last) + 0.5, to: Double(largest) + 0.5)
        return (low + sum + high) / share
    }

    /// What numbers between two others contribute to the mean before rounding: the mean without
    /// bounds times the share of normal numbers between the two, moved by σ².
    private func part(from lower: Double, to upper: Double) -> Double {
        guard upper > lower else { return 0 }
        return median * ReproducibleMath.exponential(sigma * sigma / 2)
            * (share(below: upper, movedBy: sigma * sigma)
                - share(below: lower, movedBy: sigma * sigma))
    }

    /// A distribution of numbers whose mean, rounded and within the bounds, is the one given; nil
    /// where there is none.
    ///
    /// The mean grows with the median, so halving finds it.
    ///
    /// - Parameters:
    ///   - mean: The mean, above zero.
    ///   - sigma: The standard deviation of the logarithm, above zero.
    ///   - bounds: The numbers that may come out.
    init?(mean: Double, sigma: Double, bounds: ClosedRange<UInt64>) {
        func attempt(_ place: Int64) -> BoundedLognormal {
            let median = ReproducibleMath.exponential(Double(place) * Self.step)
            return BoundedLognormal(unchecked: median, sigma: sigma, bounds: bounds)
        }
        var (low, high) = Self.places(mean, sigma, bounds)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            (low, high) = attempt(middle).mean < mean ? (middle, high) : (low, middle)
        }
        self = attempt(high)
        guard share >= Self.leastShare, abs(self.mean / mean - 1) < 1e-6 else { return nil }
    }

    /// The least and the largest median to be tried: beyond them fewer than ``leastShare`` lie
    /// within the bounds, or the mean is less without an upper one.
    private static func places(
        _ mean: Double, _ sigma: Double, _ bounds: ClosedRange<UInt64>
    ) -> (low: Int64, high: Int64) {
        let reach = 2.4 * sigma
        let largest = ReproducibleMath.logarithm(Double(bounds.upperBound) + 0.5) + reach
        let least =
            bounds.lowerBound > 0
            ? ReproducibleMath.logarithm(Double(bounds.lowerBound) - 0.5) - reach
            : min(
                ReproducibleMath.logarithm(mean) - sigma * sigma / 2,
                ReproducibleMath.logarithm(0.5) - 8 * sigma)
        return (Int64(least / step), Int64(largest / step))
    }
}
