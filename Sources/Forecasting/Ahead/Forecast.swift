public import Statistics

/// What is expected of the periods ahead, and within which bounds.
///
/// Nothing in it is negative: spend and counts can't be.
public struct Forecast: Sendable {
    /// What was fitted to the series.
    public let fit: Fit
    /// How many periods ahead.
    public let horizon: Int
    private let expected: [Double]
    private let growth: ErrorGrowth.Cumulated
    private let measured: MeasuredMethod?

    /// The forecast of the chosen method; nil where the series is too short for it.
    ///
    /// - Parameters:
    ///   - selection: The method and how it did.
    ///   - horizon: How many periods ahead; 1 at least.
    public init?(_ selection: MethodSelection, horizon: Int) {
        precondition(horizon >= 1)
        guard let fit = selection.chosen.fit(selection.series) else { return nil }
        self.fit = fit
        self.horizon = horizon
        expected = fit.expected(horizon)
        growth = fit.errors.cumulated(horizon)
        measured = selection.chosenMeasured
    }

    /// Where bounds come from.
    public enum Bounds: Sendable {
        /// The formula of the method, which takes errors for normal.
        case normal
        /// The same, widened or narrowed to what held at past origins.
        case measured
    }

    /// The bounds to go by: the formula's, unless past intervals held too much or too little.
    public func bounds(_ confidence: Confidence, ofSums: Bool = false) -> Bounds {
        guard let intervals = intervals(ofSums), intervals.isOff(confidence),
            intervals.factor(confidence) != nil
        else { return .normal }
        return .measured
    }

    private func intervals(_ ofSums: Bool) -> MeasuredIntervals? {
        ofSums ? measured?.sums : measured?.intervals
    }

    /// What is expected of a period ahead.
    ///
    /// - Parameters:
    ///   - step: The period, from 1 for the next one.
    ///   - confidence: How likely the interval should hold what comes.
    ///   - bounds: Where the bounds come from.
    /// - Returns: The estimate; without an interval where none was measured.
    public func period(_ step: Int, _ confidence: Confidence, _ bounds: Bounds) -> Estimate {
        estimate(step...step, confidence, bounds, measured?.intervals)
    }

    /// What is expected of the sum over periods ahead, by the bounds to go by.
    ///
    /// - Parameters:
    ///   - steps: The periods, from 1 for the next one.
    ///   - confidence: How likely the interval should hold what comes.
    /// - Returns: The estimate.
    public func sum(_ steps: ClosedRange<Int>, _ confidence: Confidence) -> Estimate {
        estimate(steps, confidence, bounds(confidence, ofSums: true), measured?.sums)
    }

    private func estimate(
        _ steps: ClosedRange<Int>, _ confidence: Confidence, _ bounds: Bounds,
        _ intervals: MeasuredIntervals?
    ) -> Estimate {
        let value = steps.reduce(0.0) { $0 + max(0, expected[$1 - 1]) }
        let factor =
            switch bounds {
            case .normal: confidence.normalFactor as Double?
            case .measured: intervals?.factor(confidence)
            }
        let interval = factor.map { factor in
            let reach = factor * growth.deviation(steps)
            return Estimate.Interval(
                lower: max(0, value - reach), upper: value + reach, confidence: confidence.rawValue)
        }
        return Estimate(value, method: fit.method.name, interval: interval)
    }

    /// Whether the method expects less than nothing somewhere, or its bounds reach below: these
    /// are cut at zero.
    public var isCut: Bool {
        (1...horizon).contains { step in
            let reach = Confidence.ninetyFive.normalFactor * growth.deviation(step...step)
            return expected[step - 1] < reach
        }
    }
}
