import Statistics
import Testing

/// What is drawn has the mean and the variation that was asked for, within the bounds of chance.
@Suite struct PositiveDistributionMomentTests {
    private static let draws = 50_000

    @Test(
        arguments: PositiveDistribution.Family.allCases,
        [0.05, 0.3, 0.8, 1, 1.5, 2.5])
    func meanAndVariationAreThoseAskedFor(
        family: PositiveDistribution.Family, variation: Double
    ) throws {
        let distribution = try #require(
            PositiveDistribution(family, mean: 7.5, variation: variation))
        var bits = SplitMix64(seed: 11)
        let moments = SampleMoments(
            (0..<Self.draws).map { _ in distribution.draw(using: &bits) })
        let slack = 1e-9  // of rounding, where nothing varies
        #expect(abs(moments.mean - distribution.mean) <= moments.meanBound + slack)
        #expect(abs(moments.variation - distribution.variation) <= moments.variationBound + slack)
    }

    /// The mean of what is left of a renewal's length is (1 + cv²) / 2 means.
    @Test(
        arguments: PositiveDistribution.Family.allCases,
        [0.05, 0.5, 1, 1.5])
    func whatIsLeftOfALengthHasTheMeanOfRenewalTheory(
        family: PositiveDistribution.Family, variation: Double
    ) throws {
        let distribution = try #require(
            PositiveDistribution(family, mean: 4, variation: variation))
        let expected = 4 * (1 + distribution.variation * distribution.variation) / 2
        var bits = SplitMix64(seed: 5)
        let moments = SampleMoments(
            (0..<Self.draws).map { _ in distribution.drawRemainder(using: &bits) })
        #expect(abs(moments.mean - expected) <= moments.meanBound)
    }

    @Test func bitsAreFixed() throws {
        var bits = SplitMix64(seed: 1)
        var fingerprint: UInt64 = 0
        for family in PositiveDistribution.Family.allCases {
            let distribution = try #require(PositiveDistribution(family, mean: 2, variation: 1.7))
            for _ in 0..<1000 {
                fingerprint = SplitMix64.mixed(
                    fingerprint, distribution.draw(using: &bits).bitPattern)
            }
        }
        #expect(fingerprint == 8_368_142_017_420_013_294)
    }
}
