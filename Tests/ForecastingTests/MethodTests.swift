import Testing

@testable import Forecasting

@Suite struct MethodTests {
    private static let methods: [ForecastMethod] = [.naive, .seasonalNaive, .drift, .mean]

    /// Points and normal intervals by statsforecast.
    @Test(arguments: Reference.names, methods)
    func pointsAndIntervalsAreThoseOfStatsforecast(_ name: String, _ method: ForecastMethod) throws
    {
        let reference = try Reference.read()
        let answer = try #require(reference.series[name]?.simple[method.rawValue])
        let known = Series(
            Array(try Reference.values(name).prefix(reference.train)), season: reference.season)
        let fit = try #require(method.fit(known))
        let expected = fit.expected(reference.ahead)
        let deviations = fit.deviations(reference.ahead)
        for step in 0..<reference.ahead {
            #expect(agree(expected[step], answer.mean[step], to: 1e-8))
            for confidence in Confidence.allCases {
                let reach = confidence.normalFactor * deviations[step]
                let low = try #require(answer.bounds["lo-\(confidence.percent)"])[step]
                let high = try #require(answer.bounds["hi-\(confidence.percent)"])[step]
                #expect(agree(expected[step] - reach, low, to: 1e-8), "\(step)")
                #expect(agree(expected[step] + reach, high, to: 1e-8), "\(step)")
            }
        }
    }

    @Test(arguments: Reference.names)
    func smoothingIsThatOfStatsmodels(_ name: String) throws {
        let reference = try Reference.read()
        let answer = try #require(reference.series[name]?.ses)
        let known = Array(try Reference.values(name).prefix(reference.train))
        let fixed = ExponentialSmoothing(alpha: answer.fixed_alpha).filter(known)
        #expect(agree(fixed.level, answer.fixed_forecast, to: 1e-10))
        #expect(agree(fixed.squaredError, answer.fixed_squared_error, to: 1e-10))
        #expect(
            ExponentialSmoothing.fit(known).squaredError <= answer.best_squared_error * 1.000001)
    }

    /// Level, trend, errors, points and how the variance grows, with nothing left to choose.
    @Test(arguments: Reference.names)
    func fixedHoltWintersIsThatOfStatsmodels(_ name: String) throws {
        let reference = try Reference.read()
        let known = Array(try Reference.values(name).prefix(reference.train))
        let season = reference.season
        let (first, second) = (Array(known[..<season]), Array(known[season..<(2 * season)]))
        let start = HoltWinters.State(
            level: first.mean, trend: (second.mean - first.mean) / Double(season),
            seasonal: first.map { $0 - first.mean })
        for answer in try #require(reference.series[name]?.holt_winters_fixed) {
            let smoothing = HoltWinters(
                alpha: answer.alpha, beta: answer.beta, gamma: answer.gamma, phi: answer.phi ?? 1)
            var fitted: [Double] = []
            let filtered = smoothing.filter(known, from: start) { fitted.append($0) }
            #expect(agree(filtered.squaredError, answer.squared_error, to: 1e-8))
            #expect(agree(filtered.state.level, answer.level, to: 1e-8))
            #expect(agree(filtered.state.trend, answer.trend, to: 1e-8))
            #expect(zip(fitted, answer.fitted).allSatisfy { agree($0, $1, to: 1e-8) })
            let fit = smoothing.fit(known, from: start, isDamped: answer.phi != nil)
            let expected = fit.expected(reference.ahead)
            #expect(zip(expected, answer.mean).allSatisfy { agree($0, $1, to: 1e-8) })
            let deviations = fit.deviations(reference.ahead)
            for (deviation, growth) in zip(deviations, answer.variance_growth) {
                let ratio = deviation / deviations[0]
                #expect(agree(ratio * ratio, growth, to: 1e-8))
            }
        }
    }

    /// From the same first states, the search finds at least what statsmodels finds.
    @Test(arguments: Reference.names, [false, true])
    func searchedHoltWintersIsAsGoodAsThatOfStatsmodels(_ name: String, _ isDamped: Bool) throws {
        let reference = try Reference.read()
        let answers = try #require(reference.series[name])
        let answer = isDamped ? answers.damped_best : answers.holt_winters_best
        let values = try Reference.values(name)
        let known = Series(Array(values.prefix(reference.train)), season: reference.season)
        let start = HoltWinters.State(startOf: known.values, season: reference.season)
        #expect(agree(start.level, answer.initial_level, to: 1e-8))
        #expect(agree(start.trend, answer.initial_trend, to: 1e-8))
        #expect(
            zip(start.seasonal, answer.initial_seasonal).allSatisfy { agree($0, $1, to: 1e-8) })
        let method = isDamped ? ForecastMethod.dampedHoltWinters : .holtWinters
        let fit = try #require(method.fit(known))
        #expect(fit.squaredError <= answer.squared_error * 1.001)
        let accuracy = Accuracy(
            expected: fit.expected(reference.ahead),
            actual: Array(values[reference.train..<(reference.train + reference.ahead)]),
            scale: known.seasonalScale)
        #expect(agree(try #require(accuracy.scaledError), answer.MASE, to: 0.1))
    }

    @Test func methodsThatNeedMoreThanThereIsAreLeftOut() {
        let short = Series([1, 2, 3, 4, 5], season: 4)
        #expect(
            ForecastMethod.allCases.filter { $0.fit(short) == nil } == [
                .holtWinters, .dampedHoltWinters,
            ])
        #expect(ForecastMethod.seasonalNaive.fit(Series([1, 2, 3])) == nil)
    }
}
