import Statistics
import Testing

@Suite struct PositiveDistributionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let family: PositiveDistribution.Family
        let mean, variation: Double
        var testDescription: String { "\(family), mean \(mean), variation \(variation)" }
    }

    static let cases =
        [0.2, 0.5, 1, 1.5, 2].flatMap { variation in
            [PositiveDistribution.Family.gamma, .weibull, .lognormal].map {
                Case(family: $0, mean: 3, variation: variation)
            }
        } + [
            Case(family: .exponential, mean: 0.01, variation: 1),
            Case(family: .constant, mean: 7, variation: 0.01),
        ]

    /// Means lie within five standard errors; deviations within what samples of this size show.
    @Test(arguments: cases)
    func drawnNumbersHaveTheMeanAndTheVariation(_ expected: Case) throws {
        let distribution = try #require(
            PositiveDistribution(
                expected.family, mean: expected.mean, variation: expected.variation))
        var generator = SplitMix64(seed: 11)
        let count = 40_000
        let values = (0..<count).map { _ in distribution.draw(using: &generator) }
        #expect(values.allSatisfy { $0 > 0 && $0.isFinite })
        let mean = values.reduce(0, +) / Double(count)
        let error = distribution.variation * expected.mean / Double(count).squareRoot()
        #expect(abs(mean - expected.mean) <= 5 * error + 1e-9)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let variation = (squares / Double(count - 1)).squareRoot() / mean
        #expect(abs(variation - distribution.variation) <= 0.08 * distribution.variation + 1e-9)
    }

    /// Quantiles that follow from the definitions, by scipy 1.14: `gamma`, `weibull_min`, `lognorm`.
    @Test(arguments: [PositiveDistribution.Family.gamma, .weibull])
    func familiesAreExponentialWhereTheyVaryByOne(_ family: PositiveDistribution.Family) throws {
        let distribution = try #require(PositiveDistribution(family, mean: 2, variation: 1))
        var generator = SplitMix64(seed: 3)
        let count = 40_000
        let above = (0..<count).count { _ in distribution.draw(using: &generator) > 4 }
        // exp(-2) of them, within five standard errors.
        #expect(abs(Double(above) / Double(count) - 0.1353352832) < 5 * 0.342 / 200)
    }

    @Test func impossibleOnesDoNotExist() {
        #expect(PositiveDistribution(.gamma, mean: 0) == nil)
        #expect(PositiveDistribution(.gamma, mean: .nan) == nil)
        #expect(PositiveDistribution(.weibull, mean: 1, variation: 0) == nil)
        #expect(PositiveDistribution(.lognormal, mean: 1, variation: .infinity) == nil)
    }

    @Test func numbersRepeatForASeed() throws {
        let distribution = try #require(PositiveDistribution(.gamma, mean: 1, variation: 3))
        var (first, second) = (SplitMix64(seed: 9), SplitMix64(seed: 9))
        for _ in 0..<100 {
            #expect(distribution.draw(using: &first) == distribution.draw(using: &second))
        }
    }
}
