import Statistics
import Testing

/// Expected values: scipy.stats.binom (`ppf`, `cdf`).
@Suite struct OrderStatisticsTests {
    struct Ranks: Sendable, CustomTestStringConvertible {
        let count: Int
        let share: Double
        let lower, upper: Int
        let coverage: Double
        var testDescription: String { "P\(share * 100) of \(count)" }
    }

    @Test(arguments: [
        Ranks(count: 100, share: 0.5, lower: 40, upper: 61, coverage: 0.9647997997822952),
        Ranks(count: 1000, share: 0.95, lower: 936, upper: 964, coverage: 0.9580952682226541),
        Ranks(count: 5000, share: 0.99, lower: 4936, upper: 4964, coverage: 0.9537403179227332),
        Ranks(
            count: 1_000_000, share: 0.5, lower: 499_020, upper: 500_981,
            coverage: 0.9501210313476314),
        Ranks(
            count: 1_000_000, share: 0.99, lower: 989_805, upper: 990_196,
            coverage: 0.9505711243554037),
    ])
    func theIntervalOfAQuantileHasTheseRanks(reference: Ranks) throws {
        let interval = try #require(
            OrderStatistics.interval(of: reference.share, count: reference.count))
        #expect(interval.lower == reference.lower)
        #expect(interval.upper == reference.upper)
        #expect(abs(interval.coverage - reference.coverage) < 1e-10)
    }

    @Test(arguments: [(0.5, 6, 5), (0.95, 72, 59), (0.999, 3688, 2995)])
    func anIntervalTakesThisManyValues(share: Double, twoSided: Int, oneSided: Int) {
        #expect(OrderStatistics.smallestCount(for: share) == twoSided)
        #expect(OrderStatistics.smallestCountForUpperBound(of: share) == oneSided)
    }

    @Test(arguments: [0.01, 0.5, 0.9, 0.95, 0.99])
    func theSmallestCountIsTheFirstWithAnInterval(share: Double) {
        let smallest = OrderStatistics.smallestCount(for: share)
        #expect(OrderStatistics.interval(of: share, count: smallest) != nil)
        #expect(OrderStatistics.interval(of: share, count: smallest - 1) == nil)
        #expect(OrderStatistics.interval(of: share, count: 0) == nil)
    }

    @Test(arguments: [1, 2, 7, 50, 333, 2000], [0.001, 0.3, 0.5, 0.95, 0.999])
    func anIntervalCoversWhatIsAskedForAndLittleMore(count: Int, share: Double) {
        guard let interval = OrderStatistics.interval(of: share, count: count) else { return }
        #expect(interval.coverage >= 0.95)
        #expect(interval.lower < interval.upper)
    }

    @Test(arguments: [(10, 0.3), (25, 0.5), (60, 0.97)])
    func binomialProbabilitiesAreThoseOfCountedPaths(trials: Int, share: Double) {
        let binomial = BinomialDistribution(trials: trials, share: share)
        var paths = [1.0]
        for _ in 0..<trials {
            paths = zip([0] + paths, paths + [0]).map { $0 * share + $1 * (1 - share) }
        }
        var sum = 0.0
        for (count, probability) in paths.enumerated() {
            sum += probability
            #expect(abs(binomial.probability(upTo: count) - sum) < 1e-13)
        }
        #expect(binomial.probability(upTo: -1) == 0)
    }

    /// n = (z / 0.05)² p (1 − p) / f(q)² and n = ln(2 / α) / (2 ε²).
    @Test func samplesHaveTheSizesOfTheFormulas() {
        let sizes = [0.5, 0.95, 0.99].map {
            SampleSize.lognormalQuantile($0, within: 0.05, logDeviation: 0.5)
        }
        #expect(sizes == [604, 1716, 5354])
        #expect(SampleSize.wholeDistribution(within: 0.01) == 18_445)
    }
}
