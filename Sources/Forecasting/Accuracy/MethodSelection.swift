/// Which method did best on the past of a series.
public struct MethodSelection: Hashable, Sendable {
    /// The series.
    public let series: Series
    /// Where the methods were tried.
    public let trial: RollingOrigin
    /// Every method that could be tried at all origins, the most accurate first.
    public let measured: [MeasuredMethod]
    /// Methods that the series, or what is known at its first origin, is too short for.
    public let leftOut: [ForecastMethod]
    /// The method that was chosen, or that was asked for.
    public let chosen: ForecastMethod
    /// Whether the method was asked for.
    public let isForced: Bool

    /// Tries all methods; nil where the series is too short, for the method or for any.
    ///
    /// - Parameters:
    ///   - series: The series; three periods at least.
    ///   - horizon: How many periods ahead are asked for.
    ///   - method: The method that is asked for; else the one with the least error is chosen, the
    ///     simpler one of two that are equal.
    public init?(of series: Series, horizon: Int, forcing method: ForecastMethod? = nil) {
        guard series.count >= Self.leastCount else { return nil }
        let trial = RollingOrigin(for: series, horizon: horizon)
        let measured = ForecastMethod.allCases.compactMap { trial.measure($0, on: series) }
        let ranked = measured.enumerated().sorted { left, right in
            let (first, second) = (left.element.badness, right.element.badness)
            return first != second ? first < second : left.offset < right.offset
        }.map(\.element)
        if let method {
            guard method.fit(series) != nil else { return nil }
        }
        guard let chosen = method ?? ranked.first?.method else { return nil }
        self.series = series
        self.trial = trial
        self.measured = ranked
        leftOut = ForecastMethod.allCases.filter { method in
            !measured.contains { $0.method == method }
        }
        self.chosen = chosen
        isForced = method != nil
    }

    /// With fewer periods, nothing can be tried on the past.
    public static let leastCount = 3

    /// What every method has to beat.
    public var benchmark: MeasuredMethod? {
        measured.first { $0.method == ForecastMethod.benchmark(season: series.season) }
    }

    /// How the chosen method did; nil where it could not be tried.
    public var chosenMeasured: MeasuredMethod? { measured.first { $0.method == chosen } }
}

extension MeasuredMethod {
    /// What is compared: the scaled error, since seasons of different size count alike in it.
    fileprivate var badness: Double { scaledError ?? meanAbsoluteError }
}
