import Statistics
import Testing

@testable import Workloads

@Suite struct CountDistributionTests {
    static let distributions: [CountDistribution] = [
        .constant(412), .uniform(20...120), .uniform(7...7), .empirical([3, 3, 900, 17]),
        .zipf(ZipfDistribution(exponent: 1.1, values: 1...5000)),
    ]

    @Test(arguments: distributions)
    func meanAndVariationAreThoseOfTheDistribution(distribution: CountDistribution) {
        var bits = SplitMix64(seed: 6)
        let sample = SampleMoments((0..<200_000).map { _ in Double(distribution.sample(&bits)) })
        let exact = distribution.moments
        #expect(abs(sample.mean - exact.mean) <= sample.meanBound)
        #expect(abs(sample.variation - exact.variation) <= sample.variationBound)
    }

    /// Rounding adds at most half a token to the mean and a twelfth to the variance.
    @Test(arguments: [
        (800.0, 1.1, UInt64(1)...120_000), (800, 1.1, 1...2000), (800, 0.4, 600...1 << 40),
        (180, 0.01, 0...1 << 40), (50, 2, 1...8192),
    ])
    func lognormalNumbersHaveTheMomentsWithinTheirBounds(
        median: Double, sigma: Double, bounds: ClosedRange<UInt64>
    ) throws {
        let distribution = try #require(
            BoundedLognormal(median: median, sigma: sigma, bounds: bounds))
        var bits = SplitMix64(seed: 6)
        let values = (0..<200_000).map { _ in distribution.sample(&bits) }
        #expect(values.allSatisfy(bounds.contains))
        let sample = SampleMoments(values.map { Double($0) })
        let exact = distribution.moments
        #expect(abs(sample.mean - exact.mean) <= sample.meanBound + 0.5)
        let rounding = 1 / (exact.mean * exact.mean)
        #expect(abs(sample.variation - exact.variation) <= sample.variationBound + rounding * 100)
    }

    @Test func boundsThatHardlyAnyNumberKeepsAreNone() {
        #expect(BoundedLognormal(median: 800, sigma: 0.1, bounds: 1...100) == nil)
    }

    @Test func sharesAreThoseOfTheWeights() {
        let choice = WeightedChoice([("a", 60), ("b", 25), ("c", 15)])
        var bits = SplitMix64(seed: 2)
        var counts: [String: Double] = [:]
        for _ in 0..<100_000 { counts[choice.sample(&bits), default: 0] += 1 }
        for (name, share) in [("a", 0.6), ("b", 0.25), ("c", 0.15)] {
            let bound = 5 * (share * (1 - share) / 100_000).squareRoot()
            #expect(abs(counts[name, default: 0] / 100_000 - share) <= bound)
        }
    }
}
