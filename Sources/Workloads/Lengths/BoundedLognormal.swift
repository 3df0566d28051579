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
        self.init(unchecked: median, sigma: sigma, bounds: bounds)
        guard share >= Self.leastShare else { return nil }
    }

    /// A distribution that hardly any number may come out of.
    init(unchecked median: Double, sigma: Double, bounds: ClosedRange<UInt64>) {
        precondition(median > 0 && sigma > 0)
        (self.median, self.sigma, self.bounds) = (median, sigma, bounds)
        mu = ReproducibleMath.logarithm(median)
    }

    /// A number drawn at random.
    func sample(_ bits: inout SplitMix64) -> UInt64 {
        let (least, largest) = (Double(bounds.lowerBound), Double(bounds.upperBound))
        while true {
            let value = ReproducibleMath.exponential(mu + sigma * bits.normal()).rounded()
            if value >= least && value <= largest { return UInt64(value) }
        }
    }

    /// The share of draws that lie within the bounds.
    var share: Double {
        share(below: Double(bounds.upperBound) + 0.5)
            - share(below: Double(bounds.lowerBound) - 0.5)
    }

    /// The share of draws below a number, where their logarithms are moved by so much.
    func share(below number: Double, movedBy shift: Double = 0) -> Double {
        guard number > 0 else { return 0 }
        return NormalDistribution(mean: mu + shift, deviation: sigma)
            .probability(upTo: ReproducibleMath.logarithm(number))
    }
}
