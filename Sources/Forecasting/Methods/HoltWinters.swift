/// Level, trend and season that add up, each smoothed; the trend may fade.
struct HoltWinters: Hashable, Sendable {
    /// How much of an error the level takes up.
    let alpha: Double
    /// How much of a change of the level the trend takes up.
    let beta: Double
    /// How much of an error the season takes up.
    let gamma: Double
    /// What is left of the trend after a period; 1 where it does not fade.
    let phi: Double

    /// Level, trend and season before a period.
    struct State: Hashable, Sendable {
        var level: Double
        var trend: Double
        /// What each place in the season adds, that of the next period first.
        var seasonal: [Double]
    }

    /// What a series leaves behind.
    struct Filtered {
        let state: State
        let squaredError: Double
    }

    /// Goes through a series.
    ///
    /// - Parameters:
    ///   - values: The series.
    ///   - start: The state before its first value.
    ///   - visit: Takes what was expected of each period.
    /// - Returns: The state after its last value.
    func filter(
        _ values: [Double], from start: State, visit: (Double) -> Void = { _ in }
    ) -> Filtered {
        var (level, trend, seasonal) = (start.level, start.trend, start.seasonal)
        var (squared, place) = (0.0, 0)
        seasonal.withUnsafeMutableBufferPointer { seasonal in
            for value in values {
                let carried = level + phi * trend
                let pattern = seasonal[place]
                visit(carried + pattern)
                let error = value - carried - pattern
                squared += error * error
                let next = alpha * (value - pattern) + (1 - alpha) * carried
                trend = beta * (next - level) + (1 - beta) * phi * trend
                seasonal[place] = gamma * (value - carried) + (1 - gamma) * pattern
                level = next
                place = place + 1 == seasonal.count ? 0 : place + 1
            }
        }
        let turned = Array(seasonal[place...] + seasonal[..<place])
        return Filtered(
            state: State(level: level, trend: trend, seasonal: turned), squaredError: squared)
    }
}

extension HoltWinters {
    /// Of a fading trend, what may be left after a period.
    ///
    /// With less the trend hardly counts, with more it hardly fades; as in R's forecast and in
    /// statsmodels.
    private static let damping = (least: 0.8, most: 0.995)

    /// The parameters for a point of the unit cube: beta at most 1 and gamma at most 1 - alpha, as
    /// is usual.
    private init(_ point: [Double]) {
        alpha = point[0]
        beta = point[1]
        gamma = point[2] * (1 - point[0])
        phi =
            point.count > 3
            ? Self.damping.least + point[3] * (Self.damping.most - Self.damping.least) : 1
    }

    private static let starts = [[0.3, 0.05, 0.1], [0.8, 0.05, 0.5], [0.05, 0.01, 0.3]]

    /// The smoothing with the least squared error, from the states that its first seasons suggest.
    static func fit(_ values: [Double], _ season: Int, isDamped: Bool) -> Fit {
        let start = State(startOf: values, season: season)
        let best = NelderMead.minimum(
            from: starts.map { isDamped ? $0 + [0.5] : $0 }, scale: 0.1
        ) { HoltWinters($0).filter(values, from: start).squaredError }
        return HoltWinters(best).fit(values, from: start, isDamped: isDamped)
    }

    /// The forecast of these parameters.
    func fit(_ values: [Double], from start: State, isDamped: Bool) -> Fit {
        let filtered = filter(values, from: start)
        let state = filtered.state
        let season = state.seasonal.count
        // Level, trend and all but one place of the season were estimated too.
        let estimated = (isDamped ? 4 : 3) + season + 1
        let freedom = Double(max(1, values.count - estimated))
        let named = [("alpha", alpha), ("beta", beta), ("gamma", gamma)]
        return Fit(
            method: isDamped ? .dampedHoltWinters : .holtWinters,
            parameters: (named + (isDamped ? [("phi", phi)] : [])).map {
                Fit.Parameter(name: $0.0, value: $0.1)
            },
            squaredError: filtered.squaredError,
            course: Course(
                level: state.level, trend: state.trend, damping: phi, seasonal: state.seasonal),
            errors: ErrorGrowth(
                deviation: (filtered.squaredError / freedom).squareRoot(), level: alpha,
                trend: alpha * beta, damping: phi, seasonal: gamma, season: season))
    }
}
