import Statistics
import Testing

@Suite struct ZipfDistributionTests {
    /// Pearson's chi-square against the weights themselves; 5 standard errors of its distribution.
    @Test(arguments: [0.3, 1, 1.000001, 1.5, 3], [UInt64(1)...8, 5...40, 7...7])
    func numbersAreAsLikelyAsTheirInversePower(exponent: Double, values: ClosedRange<UInt64>) {
        let distribution = ZipfDistribution(exponent: exponent, values: values)
        var bits = SplitMix64(seed: 3)
        var counts: [UInt64: Double] = [:]
        let draws = 100_000.0
        for _ in 0..<Int(draws) { counts[distribution.sample(&bits), default: 0] += 1 }
        #expect(counts.keys.allSatisfy(values.contains))
        let weights = values.map { ReproducibleMath.power(Double($0), -exponent) }
        let sum = weights.reduce(0, +)
        let distance = zip(values, weights).reduce(0.0) { distance, entry in
            let expected = draws * entry.1 / sum
            let difference = counts[entry.0, default: 0] - expected
            return distance + difference * difference / expected
        }
        let freedom = Double(values.count - 1)
        #expect(distance <= freedom + 5 * (2 * freedom).squareRoot())
    }

    @Test(arguments: [6.0, 20]) func farFromOneTheyAreStillAsLikely(exponent: Double) {
        let distribution = ZipfDistribution(exponent: exponent, values: 1000...2000)
        var bits = SplitMix64(seed: 5)
        let sample = SampleMoments((0..<50_000).map { _ in Double(distribution.sample(&bits)) })
        let exact = distribution.moments()
        #expect(abs(sample.mean / exact.mean - 1) < 5 * exact.variation / 50_000.0.squareRoot())
    }

    @Test(arguments: [0.5, 1, 1.2, 2.5])
    func meanAndVariationAreThoseOfTheSums(exponent: Double) {
        let distribution = ZipfDistribution(exponent: exponent, values: 1...100_000)
        var bits = SplitMix64(seed: 8)
        let sample = SampleMoments((0..<200_000).map { _ in Double(distribution.sample(&bits)) })
        let exact = distribution.moments()
        #expect(abs(sample.mean - exact.mean) <= sample.meanBound)
        #expect(abs(sample.variation - exact.variation) <= sample.variationBound)
    }

    @Test func momentsAreThoseOfTheLiterature() {
        // Of 1, 2, 3 with weights 1, 1/2, 1/3: mean 18/11.
        let moments = ZipfDistribution(exponent: 1, values: 1...3).moments()
        #expect(abs(moments.mean - 18.0 / 11) < 1e-12)
        let variance = 36.0 / 11 - (18.0 / 11) * (18.0 / 11)
        #expect(abs(moments.variation - variance.squareRoot() / (18.0 / 11)) < 1e-12)
    }
}
