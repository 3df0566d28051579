import Statistics
import Testing

@testable import Workloads

@Suite struct CountDistributionTests {
    static let distributions: [CountDistribution] = [
        .constant(412), .uniform(20...120), .uniform(7...7), .empirical([3, 3, 900, 17]),
        .zipf(ZipfDistribution(exponent: 1.1, values: 1...5000)),
        .zipf(ZipfDistribution(exponent: 0.5, values: 30...40)),
    ]

    private static func sample(_ distribution: CountDistribution) -> SampleMoments {
        var bits = SplitMix64(seed: 6)
        return SampleMoments((0..<100_000).map { _ in Double(distribution.sample(&bits)) })
    }

    @Test(arguments: distributions)
    func meanAndVariationAreThoseOfTheDistribution(distribution: CountDistribution) {
        let (sample, exact) = (Self.sample(distribution), CountMoments(distribution))
        #expect(abs(sample.mean - exact.mean) <= sample.meanBound)
        #expect(abs(sample.variation - exact.variation) <= sample.variationBound)
    }

    /// Of numbers up to 2^40 the moments are those before rounding, which changes less than chance.
    @Test(arguments: [
        (800.0, 1.1, UInt64(1)...120_000), (800, 1.1, 1...2000), (800, 0.4, 600...1 << 40),
        (180, 0.01, 0...1 << 40), (50, 2, 1...8192), (2, 0.7, 1...40),
    ])
    func lognormalNumbersHaveTheMomentsWithinTheirBounds(
        median: Double, sigma: Double, bounds: ClosedRange<UInt64>
    ) throws {
        let lognormal = try #require(
            BoundedLognormal(median: median, sigma: sigma, bounds: bounds))
        var bits = SplitMix64(seed: 6)
        #expect((0..<10_000).allSatisfy { _ in bounds.contains(lognormal.sample(&bits)) })
        let sample = Self.sample(.lognormal(lognormal))
        let exact = CountMoments(.lognormal(lognormal))
        #expect(abs(sample.mean - exact.mean) <= sample.meanBound)
        #expect(abs(sample.variation - exact.variation) <= sample.variationBound + 1e-3)
        #expect(abs(lognormal.mean / exact.mean - 1) < 1e-3)
    }

    /// The mean that a file states is that of what is written.
    ///
    /// In small numbers, with bounds that cut much off, and without any.
    @Test(arguments: [
        (1300.0, 1.2, UInt64(1)...120_000), (700, 1.2, 1...1500), (900, 0.5, 600...1 << 40),
        (3, 0.8, 1...40), (1.2, 0.5, 1...1 << 40), (0.3, 1, 0...1 << 40), (412, 0.001, 1...1000),
        (20, 2.5, 1...1 << 40),
    ])
    func theMeanThatIsStatedIsThatOfTheNumbers(
        mean: Double, sigma: Double, bounds: ClosedRange<UInt64>
    ) throws {
        let lognormal = try #require(BoundedLognormal(mean: mean, sigma: sigma, bounds: bounds))
        let sample = Self.sample(.lognormal(lognormal))
        #expect(abs(sample.mean - mean) <= sample.meanBound)
    }

    @Test(arguments: [(1.0, 1.0), (1.05, 0.5), (2000, 1), (1900, 0.5), (99, 1)])
    func aMeanOutsideOrNextToABoundIsNone(mean: Double, sigma: Double) {
        #expect(BoundedLognormal(mean: mean, sigma: sigma, bounds: 100...2000) == nil)
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
