/// A way to continue a series.
///
/// Hyndman and Athanasopoulos, "Forecasting: Principles and Practice", 3rd edition, chapters 5 and
/// 8, https://otexts.com/fpp3.
public enum ForecastMethod: String, Hashable, Sendable, CaseIterable {
    /// As a season ago.
    case seasonalNaive = "seasonal-naive"
    /// As the last period.
    case naive
    /// As all periods on average.
    case mean
    /// The line through the first and the last period.
    case drift
    /// An average in which older periods count less and less.
    case exponentialSmoothing = "ses"
    /// Level, trend and season, each smoothed and added up.
    case holtWinters = "holt-winters"
    /// The same with a trend that fades.
    case dampedHoltWinters = "damped-holt-winters"

    /// The name in a sentence.
    public var name: String {
        switch self {
        case .seasonalNaive: "seasonal naive"
        case .naive: "naive"
        case .mean: "mean"
        case .drift: "drift"
        case .exponentialSmoothing: "simple exponential smoothing"
        case .holtWinters: "Holt-Winters"
        case .dampedHoltWinters: "damped Holt-Winters"
        }
    }

    /// Whether it continues a pattern that comes back.
    public var isSeasonal: Bool {
        switch self {
        case .seasonalNaive, .holtWinters, .dampedHoltWinters: true
        case .naive, .mean, .drift, .exponentialSmoothing: false
        }
    }

    /// What the others have to beat: as a season ago, or as the last period without a season.
    public static func benchmark(season: Int?) -> ForecastMethod {
        season == nil ? .naive : .seasonalNaive
    }

    /// How many periods it takes; nil where it needs a season and there is none.
    ///
    /// - Parameter season: After how many periods a pattern comes back.
    /// - Returns: The least number of periods, with which it can also tell how far it is off.
    public func leastCount(season: Int?) -> Int? {
        switch self {
        case .naive, .mean: 2
        case .drift, .exponentialSmoothing: 3
        case .seasonalNaive: season.map { $0 + 1 }
        case .holtWinters, .dampedHoltWinters: season.map { 2 * $0 }
        }
    }

    /// Fits the method to a series; nil where the series is too short for it.
    public func fit(_ series: Series) -> Fit? {
        guard let least = leastCount(season: series.season), series.count >= least else {
            return nil
        }
        return switch self {
        case .naive: Fit.naive(series.values)
        case .seasonalNaive: Fit.seasonalNaive(series.values, series.season ?? 1)
        case .mean: Fit.mean(series.values)
        case .drift: Fit.drift(series.values)
        case .exponentialSmoothing: ExponentialSmoothing.fit(series.values)
        case .holtWinters: HoltWinters.fit(series.values, series.season ?? 1, isDamped: false)
        case .dampedHoltWinters: HoltWinters.fit(series.values, series.season ?? 1, isDamped: true)
        }
    }
}
