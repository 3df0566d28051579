import Testing

@testable import Forecasting

@Suite struct AccuracyTests {
    @Test func measuresAreThoseWorkedOutByHand() throws {
        let accuracy = Accuracy(expected: [10, 0, 30], actual: [20, 0, 20], scale: 4)
        #expect(agree(accuracy.meanAbsoluteError, 20.0 / 3, to: 1e-15))
        #expect(agree(accuracy.rootMeanSquaredError, (200.0 / 3).squareRoot(), to: 1e-15))
        // 200 · 10 / 30, nothing, 200 · 10 / 50.
        #expect(agree(accuracy.symmetricPercentageError, (200.0 / 3 + 40) / 3, to: 1e-15))
        #expect(agree(try #require(accuracy.scaledError), 5.0 / 3, to: 1e-15))
        #expect(accuracy.bias == 0)
        #expect(accuracy.totalErrorPercent == 0)
        let intervals = IntervalAccuracy(
            lower: [5, 0, 22], upper: [15, 1, 40], actual: [20, 0, 20], confidence: 0.95, scale: 4)
        #expect(agree(intervals.coverage, 1.0 / 3, to: 1e-15))
        // Widths 10, 1, 18; 5 above and 2 below, each forty times.
        #expect(agree(try #require(intervals.scaledScore), (29.0 + 200 + 80) / 3 / 4, to: 1e-15))
    }

    @Test func whatCannotBeMeasuredIsNoNumber() {
        let accuracy = Accuracy(expected: [1, 1], actual: [0, 0], scale: nil)
        #expect(accuracy.scaledError == nil)
        #expect(accuracy.totalErrorPercent == nil)
        #expect(Series([5, 5, 5, 5]).seasonalScale == nil)
        #expect(Series([5, 6], season: 2).seasonalScale == nil)
    }

    @Test(arguments: Reference.names, ["naive", "seasonal-naive", "drift", "mean"])
    func measuresAreThoseOfNumPy(_ name: String, _ method: String) throws {
        let reference = try Reference.read()
        let answers = try #require(reference.series[name])
        let (answer, simple) = (
            try #require(answers.metrics[method]), try #require(answers.simple[method])
        )
        let values = try Reference.values(name)
        let known = Series(Array(values.prefix(reference.train)), season: reference.season)
        let actual = Array(values[reference.train..<(reference.train + reference.ahead)])
        let accuracy = Accuracy(
            expected: simple.mean, actual: actual, scale: known.seasonalScale)
        #expect(agree(accuracy.meanAbsoluteError, answer.MAE, to: 1e-10))
        #expect(agree(accuracy.rootMeanSquaredError, answer.RMSE, to: 1e-10))
        #expect(agree(accuracy.symmetricPercentageError, answer.sMAPE, to: 1e-10))
        #expect(agree(try #require(accuracy.scaledError), answer.MASE, to: 1e-10))
        #expect(agree(accuracy.bias, answer.bias, to: 1e-10))
        #expect(
            agree(try #require(accuracy.totalErrorPercent), answer.total_error_percent, to: 1e-10))
        let intervals = IntervalAccuracy(
            lower: try #require(simple.bounds["lo-95"]),
            upper: try #require(simple.bounds["hi-95"]), actual: actual, confidence: 0.95,
            scale: known.seasonalScale)
        #expect(agree(intervals.coverage, answer.coverage95, to: 1e-10))
        #expect(agree(try #require(intervals.scaledScore), answer.MSIS95, to: 1e-10))
    }

    @Test(arguments: Reference.names)
    func rollingSeasonalNaiveIsThatOfNumPy(_ name: String) throws {
        let reference = try Reference.read()
        let answer = try #require(reference.series[name]?.rolling_seasonal_naive)
        let series = Series(try Reference.values(name), season: reference.season)
        let trial = RollingOrigin(for: series, horizon: reference.season)
        #expect(trial.origins == (0..<answer.origins).map { 72 + 24 * $0 })
        let measured = try #require(trial.measure(.seasonalNaive, on: series))
        #expect(measured.origins == answer.origins)
        #expect(agree(try #require(measured.scaledError), answer.MASE, to: 1e-8))
        #expect(agree(measured.intervals.coverage(.ninetyFive), answer.coverage95, to: 1e-8))
    }

    /// The origins of the daily series of 61 days in the literature's manner.
    @Test func originsStandASeasonApart() {
        let series = Series((0..<61).map(Double.init), season: 7)
        #expect(RollingOrigin(for: series, horizon: 7).origins == [21, 28, 35, 42, 49])
        let long = RollingOrigin(
            for: Series((0..<8760).map(Double.init), season: 24), horizon: 168)
        #expect(long.origins.count <= 24 && long.horizon == 168)
        let tiny = RollingOrigin(for: Series([1, 2, 3]), horizon: 30)
        #expect(tiny.origins == [2] && tiny.horizon == 1)
    }
}
