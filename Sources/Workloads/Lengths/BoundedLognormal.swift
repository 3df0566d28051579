import Statistics

/// Lognormal numbers, rounded to whole ones; what lies outside the bounds is drawn again.
struct BoundedLognormal: Hashable, Sendable {
    /// The least share of draws within the bounds: below it, bounds and median contradict each
    /// other.
    static let leastShare = 0.01

    /// The median without bounds.
    let median: Double
    /// The standard deviation of the logarithm.
    let sigma: Double
    /// The numbers that may come out.
    let bounds: ClosedRange<UInt64>
    private let mu: Double

    /// A distribution; nil where hardly any number lies within the bounds.
    ///
    /// - Parameters:
    ///   - median: The median without bounds, above zero.
    ///   - sigma: The standard deviation of the logarithm, above zero.
    ///   - bounds: The numbers that may come out.
    init?(median: Double, sigma: Double, bounds: ClosedRange<UInt64>) {
        precondition(median > 0 && sigma > 0)
        (self.median, self.sigma, self.bounds) = (median, sigma, bounds)
        mu = ReproducibleMath.logarithm(median)
        guard share(shiftedBy: 0) >= Self.leastShare else { return nil }
    }

    /// A number drawn at random.
    func sample(_ bits: inout SplitMix64) -> UInt64 {
        let (least, largest) = (Double(bounds.lowerBound), Double(bounds.upperBound))
        while true {
            let value = ReproducibleMath.exponential(mu + sigma * bits.normal()).rounded()
            if value >= least && value <= largest { return UInt64(value) }
        }
    }

    /// Mean and coefficient of variation before rounding, within the bounds.
    ///
    /// The n-th moment of a lognormal number between two bounds is that without bounds times the
    /// share of normal numbers between the bounds moved by nσ.
    var moments: (mean: Double, variation: Double) {
        let within = share(shiftedBy: 0)
        let mean =
            ReproducibleMath.exponential(mu + sigma * sigma / 2) * share(shiftedBy: 1) / within
        let square =
            ReproducibleMath.exponential(2 * mu + 2 * sigma * sigma) * share(shiftedBy: 2) / within
        return (mean, max(0, square / (mean * mean) - 1).squareRoot())
    }

    /// The share of normal numbers between the bounds' logarithms, moved by so many σ.
    private func share(shiftedBy steps: Double) -> Double {
        let normal = NormalDistribution(mean: mu + steps * sigma * sigma, deviation: sigma)
        let largest = ReproducibleMath.logarithm(Double(bounds.upperBound) + 0.5)
        let upper = normal.probability(upTo: largest)
        guard bounds.lowerBound > 0 else { return upper }
        let least = ReproducibleMath.logarithm(Double(bounds.lowerBound) - 0.5)
        return upper - normal.probability(upTo: least)
    }
}
