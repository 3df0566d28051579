import Statistics
import Testing

@testable import Forecasting

@Suite struct SelectionTests {
    /// Numbers without any pattern, the same every time.
    private static func noise(_ count: Int, seed: UInt64 = 7) -> [Double] {
        var generator = SplitMix64(seed: seed)
        return (0..<count).map { _ in
            NormalDistribution.standard.quantile(generator.unit())
        }
    }

    @Test func whereNothingChangesButASeasonSeasonalNaiveWins() throws {
        let series = Series((0..<70).map { Double([5, 9, 4, 4, 8, 1, 0][$0 % 7]) }, season: 7)
        let selection = try #require(MethodSelection(of: series, horizon: 14))
        #expect(selection.chosen == .seasonalNaive)
        let forecast = try #require(Forecast(selection, horizon: 14))
        #expect(forecast.period(1, .ninetyFive, .normal).value == 5)
        #expect(forecast.sum(1...14, .ninetyFive).value == 62)
    }

    @Test func aRandomWalkIsLeftToTheNaiveMethod() throws {
        var level = 1000.0
        let walk = Self.noise(300).map { step in
            level += step
            return level
        }
        let selection = try #require(MethodSelection(of: Series(walk), horizon: 5))
        let naive = try #require(selection.measured.first { $0.method == .naive })
        let best = try #require(selection.chosenMeasured)
        #expect([.naive, .exponentialSmoothing, .drift].contains(selection.chosen))
        #expect(best.meanAbsoluteError > 0.9 * naive.meanAbsoluteError)
    }

    @Test func aTrendWithASeasonIsLeftToHoltWinters() throws {
        let noise = Self.noise(240)
        let pattern: [Double] = [0, 40, 90, 10]
        let values = (0..<240).map { hour -> Double in
            let line = 500 + 3 * Double(hour)
            return line + pattern[hour % 4] + 5 * noise[hour]
        }
        let selection = try #require(MethodSelection(of: Series(values, season: 4), horizon: 8))
        #expect([.holtWinters, .dampedHoltWinters].contains(selection.chosen))
        let forecast = try #require(Forecast(selection, horizon: 8))
        let next = forecast.period(2, .ninetyFive, .normal)
        #expect(agree(next.value, 500 + 3 * 241 + 40, to: 0.01))
        #expect(try #require(next.interval).lower < 1263)
    }

    /// What the intervals promise, they hold on numbers that are as they suppose.
    @Test func intervalsOfSumsHoldOnNoise() throws {
        var inside = 0
        for seed in 0..<200 as Range<UInt64> {
            let values = Self.noise(60, seed: seed).map { 100 + 10 * $0 }
            let known = Series(Array(values.prefix(50)))
            let fit = try #require(ForecastMethod.mean.fit(known))
            let reach = fit.errors.cumulated(10).deviation(1...10) * 1.96
            let total = fit.expected(10).reduce(0, +)
            if abs(values[50...].reduce(0, +) - total) <= reach { inside += 1 }
        }
        #expect((180...199).contains(inside), "\(inside)")
    }

    @Test func errorsOfSumsAddUpTheShocks() {
        // A walk: the sum over three periods takes the first shock three times.
        let walk = ErrorGrowth(deviation: 2, level: 1).cumulated(10)
        #expect(agree(walk.deviation(1...3), 2 * 14.0.squareRoot(), to: 1e-12))
        #expect(agree(walk.deviation(3...3), 2 * 3.0.squareRoot(), to: 1e-12))
        // From the second to the third: shocks count twice, twice and once.
        #expect(agree(walk.deviation(2...3), 2 * 9.0.squareRoot(), to: 1e-12))
        // A season of two: each shock comes back after it.
        let season = ErrorGrowth(deviation: 1, seasonal: 1, season: 2).cumulated(10)
        #expect(agree(season.deviation(3...3), 2.0.squareRoot(), to: 1e-12))
        #expect(agree(season.deviation(1...3), 6.0.squareRoot(), to: 1e-12))
        // A mean of four: its own error adds up.
        let mean = ErrorGrowth(deviation: 1, levelVariance: 0.25).cumulated(10)
        #expect(agree(mean.deviation(1...2), 3.0.squareRoot(), to: 1e-12))
        // A slope of variance a quarter: three steps in all.
        let slope = ErrorGrowth(deviation: 1, slopeVariance: 0.25).cumulated(10)
        #expect(agree(slope.deviation(1...2), (2 + 9 * 0.25).squareRoot(), to: 1e-12))
    }

    @Test func intervalsThatHeldTooLittleAreWidened() throws {
        let errors = MeasuredIntervals((1...100).map { Double($0) / 10 })
        #expect(errors.coverage(.ninetyFive) == 0.19)
        #expect(errors.isOff(.ninetyFive))
        #expect(errors.factor(.ninetyFive) == 9.6)
        #expect(errors.factor(.eighty) == 8.1)
        let few = MeasuredIntervals([1, 2, 3])
        #expect(few.factor(.ninetyFive) == nil)
        #expect(MeasuredIntervals([Double](repeating: .infinity, count: 99)).factor(.eighty) == nil)
    }

    @Test func nothingIsNegative() throws {
        let series = Series((0..<20).map { Double(40 - 2 * $0) })
        let selection = try #require(MethodSelection(of: series, horizon: 10, forcing: .drift))
        let forecast = try #require(Forecast(selection, horizon: 10))
        #expect(forecast.isCut)
        #expect(forecast.period(10, .ninetyFive, .normal).value == 0)
        let sum = forecast.sum(1...10, .ninetyFive)
        #expect(try #require(sum.interval).lower == 0)
        #expect(agree(sum.value, 0, to: 1e-9))
    }

    @Test func gapsOfZerosAreKept() throws {
        var values = (0..<96).map { Double(10 + $0 % 24) }
        for hour in 30..<60 { values[hour] = 0 }
        let selection = try #require(
            MethodSelection(of: Series(values, season: 24), horizon: 24))
        #expect(selection.measured.count == ForecastMethod.allCases.count)
        let mean = try #require(ForecastMethod.mean.fit(selection.series))
        #expect(agree(mean.expected(1)[0], values.reduce(0, +) / 96, to: 1e-12))
        let nothing = try #require(
            MethodSelection(of: Series([Double](repeating: 0, count: 50), season: 7), horizon: 7))
        #expect(nothing.chosenMeasured?.scaledError == nil)
        #expect(try #require(Forecast(nothing, horizon: 7)).sum(1...7, .ninetyFive).value == 0)
    }

    @Test func tooShortASeriesIsRefused() {
        #expect(MethodSelection(of: Series([1, 2]), horizon: 5) == nil)
        #expect(MethodSelection(of: Series([1, 2, 3]), horizon: 5) != nil)
        #expect(
            MethodSelection(of: Series([1, 2, 3], season: 7), horizon: 5, forcing: .holtWinters)
                == nil)
    }

    @Test func theSameSeriesGivesTheSameBits() throws {
        let series = Series(try Reference.values("m-small"), season: 24)
        let first = try #require(ForecastMethod.dampedHoltWinters.fit(series))
        #expect(first == ForecastMethod.dampedHoltWinters.fit(series))
    }

    /// The last two days of the trace, forecast from what was before: no worse than seasonal naive.
    @Test(arguments: Reference.names)
    func chosenMethodBeatsSeasonalNaiveOnTheTrace(_ name: String) throws {
        let reference = try Reference.read()
        let values = try Reference.values(name)
        let known = Series(Array(values.prefix(reference.train)), season: reference.season)
        let actual = Array(values[reference.train..<(reference.train + reference.ahead)])
        let selection = try #require(MethodSelection(of: known, horizon: reference.ahead))
        func error(_ method: ForecastMethod) throws -> Double {
            let fit = try #require(method.fit(known))
            return try #require(
                Accuracy(
                    expected: fit.expected(reference.ahead), actual: actual,
                    scale: known.seasonalScale
                ).scaledError)
        }
        #expect(try error(selection.chosen) <= error(.seasonalNaive))
    }
}
