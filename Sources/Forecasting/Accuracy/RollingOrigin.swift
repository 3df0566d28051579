/// Points in the past from which forecasts are made and compared with what came since.
///
/// Tashman, "Out-of-sample tests of forecasting accuracy" (2000); each origin knows only what was
/// before it.
public struct RollingOrigin: Hashable, Sendable {
    /// How many periods are known at each origin, ascending.
    public let origins: [Int]
    /// How far ahead each forecast looks.
    public let horizon: Int

    /// Origins at equal distances.
    ///
    /// - Parameters:
    ///   - count: The length of the series.
    ///   - first: How many periods are known at the first origin.
    ///   - step: The distance from one origin to the next.
    ///   - horizon: How far ahead each forecast looks.
    public init(count: Int, first: Int, step: Int, horizon: Int) {
        precondition(first >= 1 && step >= 1 && horizon >= 1)
        self.horizon = horizon
        let last = count - horizon
        origins = first <= last ? Array(stride(from: first, through: last, by: step)) : []
    }

    /// More forecasts than these tell little more.
    private static let mostOrigins = 24
    /// Fewer forecasts than these tell little.
    public static let fewOrigins = 4

    /// The origins that suit a series: from the third season on where there are four or more, a
    /// season apart where that gives enough of them, else a period apart.
    ///
    /// - Parameters:
    ///   - series: The series.
    ///   - horizon: How far ahead is asked for; as much of it is measured as leaves several origins.
    public init(for series: Series, horizon: Int) {
        let first = Self.leastKnown(series)
        let room = max(1, series.count - first)
        let season = series.season ?? 1
        let measured = min(horizon, max(room / 2, room >= 2 * season ? season : 1))
        let spare = series.count - measured - first
        let step = spare / season + 1 >= Self.fewOrigins ? season : 1
        let skipped = max(1, (spare / step + Self.mostOrigins) / Self.mostOrigins)
        self.init(count: series.count, first: first, step: step * skipped, horizon: measured)
    }

    private static func leastKnown(_ series: Series) -> Int {
        guard let season = series.season else { return max(2, series.count / 2) }
        switch series.count / season {
        case 4...: return 3 * season
        case 3: return 2 * season
        default: return min(series.count - 1, season + (season + 1) / 2)
        }
    }

    /// Makes the forecasts of a method; nil where an origin knows too little for it.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - series: The series that the origins lie in.
    /// - Returns: How far the method was off.
    public func measure(_ method: ForecastMethod, on series: Series) -> MeasuredMethod? {
        var attempts: [MeasuredMethod.Attempt] = []
        for origin in origins {
            let known = series.first(origin)
            guard let fit = method.fit(known) else { return nil }
            attempts.append(
                MeasuredMethod.Attempt(
                    fit: fit, actual: Array(series.values[origin..<(origin + horizon)]),
                    scale: known.seasonalScale))
        }
        return attempts.isEmpty ? nil : MeasuredMethod(method: method, attempts: attempts)
    }
}
