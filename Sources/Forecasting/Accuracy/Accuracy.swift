/// How far a forecast was off, in the usual measures.
///
/// Hyndman and Athanasopoulos, "Forecasting: Principles and Practice", 3rd edition, 5.8 and 5.9.
public struct Accuracy: Hashable, Sendable {
    /// The mean absolute error (MAE).
    public let meanAbsoluteError: Double
    /// The root of the mean squared error (RMSE).
    public let rootMeanSquaredError: Double
    /// The symmetric mean absolute percentage error (sMAPE), from 0 to 200; periods in which both
    /// are zero count as exact.
    public let symmetricPercentageError: Double
    /// The mean absolute error as a multiple of the usual change over a season (MASE); nil where
    /// there was no change.
    public let scaledError: Double?
    /// The mean error; above zero where too much was expected.
    public let bias: Double
    /// By how many per cent the sum was off; nil where nothing came.
    public let totalErrorPercent: Double?

    /// Compares what was expected with what came.
    ///
    /// - Parameters:
    ///   - expected: One value a period; one at least.
    ///   - actual: What came, as many.
    ///   - scale: The usual change over a season of the series that the forecast was made from.
    public init(expected: [Double], actual: [Double], scale: Double?) {
        precondition(expected.count == actual.count && !actual.isEmpty)
        let errors = zip(expected, actual).map { $0 - $1 }
        meanAbsoluteError = errors.map { abs($0) }.mean
        rootMeanSquaredError = (errors.squaredSum / Double(errors.count)).squareRoot()
        symmetricPercentageError =
            zip(expected, actual).map { expected, actual in
                let size = abs(expected) + abs(actual)
                return size > 0 ? 200 * abs(expected - actual) / size : 0
            }.mean
        scaledError = scale.map { [meanAbsoluteError] in meanAbsoluteError / $0 }
        bias = errors.mean
        let total = actual.reduce(0, +)
        totalErrorPercent = total == 0 ? nil : 100 * (expected.reduce(0, +) / total - 1)
    }
}

/// How well intervals held what came.
public struct IntervalAccuracy: Hashable, Sendable {
    /// The share of the periods whose value lay within.
    public let coverage: Double
    /// The mean scaled interval score (MSIS): the width, and what lies outside, with a penalty that
    /// grows with the confidence; nil without a scale.
    public let scaledScore: Double?

    /// Compares intervals with what came.
    ///
    /// - Parameters:
    ///   - lower: One lower bound a period; one at least.
    ///   - upper: The upper bounds.
    ///   - actual: What came.
    ///   - confidence: How likely a value should lie within, between 0 and 1.
    ///   - scale: The usual change over a season of the series that the forecast was made from.
    public init(
        lower: [Double], upper: [Double], actual: [Double], confidence: Double, scale: Double?
    ) {
        precondition(lower.count == actual.count && upper.count == actual.count && !actual.isEmpty)
        let inside = actual.indices.filter { (lower[$0]...upper[$0]).contains(actual[$0]) }
        coverage = Double(inside.count) / Double(actual.count)
        let penalty = 2 / (1 - confidence)
        let scores = actual.indices.map { index in
            upper[index] - lower[index] + penalty * max(0, lower[index] - actual[index])
                + penalty * max(0, actual[index] - upper[index])
        }
        scaledScore = scale.map { scores.mean / $0 }
    }
}
