/// How errors grow with the distance, for methods that are linear in past errors.
///
/// The error a number of periods ahead is the sum of the shocks until then, each weighted by how
/// much of it stays: Hyndman, Koehler, Ord and Snyder, "Forecasting with Exponential Smoothing"
/// (2008), chapter 6. From the same weights follow the errors of sums over periods, exactly, so
/// that totals need no simulation.
struct ErrorGrowth: Hashable, Sendable {
    /// The standard deviation one period ahead, before what is estimated adds to it.
    var deviation: Double
    /// How much of a shock stays in the level.
    var level = 0.0
    /// How much of it goes into the trend.
    var trend = 0.0
    var damping = 1.0
    /// How much of it comes back a season later.
    var seasonal = 0.0
    var season: Int?
    /// The variance of an estimated level, as a multiple of the shocks'.
    var levelVariance = 0.0
    /// The variance of an estimated slope.
    var slopeVariance = 0.0

    /// How much of a shock is left after a number of periods.
    private func weight(_ distance: Int) -> Double {
        guard distance > 0 else { return 1 }
        let returns = season.map { distance.isMultiple(of: $0) } ?? false
        return level + trend * damping.summedPowers(distance) + (returns ? seasonal : 0)
    }

    /// The same for horizons up to a length.
    func cumulated(_ length: Int) -> Cumulated {
        var sums = [0.0]
        for distance in 0..<length { sums.append(sums[distance] + weight(distance)) }
        return Cumulated(growth: self, sums: sums)
    }

    /// What shocks do to sums over periods ahead.
    struct Cumulated: Sendable {
        let growth: ErrorGrowth
        /// The weights of all distances below each.
        fileprivate let sums: [Double]

        /// The standard deviation of the error of the sum over some periods ahead.
        func deviation(_ steps: ClosedRange<Int>) -> Double {
            let shocks = (1...steps.upperBound).reduce(0.0) { variance, shock in
                let before = max(0, steps.lowerBound - shock)
                let effect = sums[steps.upperBound - shock + 1] - sums[before]
                return variance + effect * effect
            }
            let count = Double(steps.count)
            let distance = Double(steps.lowerBound + steps.upperBound) / 2 * count
            let estimated =
                growth.levelVariance * count * count + growth.slopeVariance * distance * distance
            return growth.deviation * (shocks + estimated).squareRoot()
        }
    }
}
