import Statistics
import Testing

@Suite struct NormalDistributionTests {
    /// mpmath 1.3, 50 digits: `sqrt(2) * erfinv(2p - 1)`.
    @Test(arguments: [
        (0.975, 1.959963984540054), (0.9, 1.2815515655446004), (0.5, 0.0),
        (0.001, -3.090232306167813), (1e-10, -6.361340902404056), (0.02425, -1.972961051311885),
    ])
    func quantilesAreThoseOfTheLiterature(share: Double, value: Double) {
        #expect(
            abs(NormalDistribution.standard.quantile(share) - value) <= 1e-12 * max(1, abs(value)))
    }

    @Test func aQuantileIsTheInverseOfTheProbability() {
        let normal = NormalDistribution(mean: 11_000, deviation: 1500)
        for percent in 1...99 {
            let share = Double(percent) / 100
            #expect(abs(normal.probability(upTo: normal.quantile(share)) - share) < 1e-14)
        }
    }

    @Test func unitsLieInsideZeroAndOneAndRepeatForASeed() {
        var first = SplitMix64(seed: 7)
        var second = SplitMix64(seed: 7)
        let units = (0..<10_000).map { _ in first.unit() }
        #expect(units.allSatisfy { $0 > 0 && $0 < 1 })
        #expect(units == (0..<10_000).map { _ in second.unit() })
        #expect(abs(units.reduce(0, +) / 10_000 - 0.5) < 0.015)
    }
}
