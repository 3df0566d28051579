import Statistics

/// How far a method was off at past origins.
public struct MeasuredMethod: Hashable, Sendable {
    /// The method.
    public let method: ForecastMethod
    /// How many forecasts were compared.
    public let origins: Int
    /// How many values were compared, over all origins.
    public let values: Int
    /// The mean absolute error.
    public let meanAbsoluteError: Double
    /// The mean over the origins of the scaled error (MASE); nil where no origin has a scale.
    public let scaledError: Double?
    /// How the intervals did.
    public let intervals: MeasuredIntervals
    /// How intervals of the running sum did: from each origin up to each period.
    public let sums: MeasuredIntervals

    /// A forecast of the past and what came.
    struct Attempt {
        let fit: Fit
        let actual: [Double]
        let scale: Double?
    }

    init(method: ForecastMethod, attempts: [Attempt]) {
        self.method = method
        origins = attempts.count
        values = attempts.reduce(0) { $0 + $1.actual.count }
        let accuracies = attempts.map { attempt in
            Accuracy(
                expected: attempt.fit.expected(attempt.actual.count), actual: attempt.actual,
                scale: attempt.scale)
        }
        meanAbsoluteError = accuracies.map(\.meanAbsoluteError).mean
        let scaled = accuracies.compactMap(\.scaledError)
        scaledError = scaled.isEmpty ? nil : scaled.mean
        intervals = MeasuredIntervals(attempts.flatMap(\.errors))
        sums = MeasuredIntervals(attempts.flatMap(\.summedErrors))
    }
}

extension MeasuredMethod.Attempt {
    /// Each error as a multiple of its standard deviation.
    fileprivate var errors: [Double] {
        let expected = fit.expected(actual.count)
        let deviations = fit.deviations(actual.count)
        return actual.indices.map { scaled(actual[$0] - expected[$0], by: deviations[$0]) }
    }

    /// The same of the sums up to each period.
    fileprivate var summedErrors: [Double] {
        let growth = fit.errors.cumulated(actual.count)
        var error = 0.0
        return zip(actual, fit.expected(actual.count)).enumerated().map { index, pair in
            error += pair.0 - pair.1
            return scaled(error, by: growth.deviation(1...(index + 1)))
        }
    }

    private func scaled(_ error: Double, by deviation: Double) -> Double {
        error == 0 ? 0 : error / deviation
    }
}

/// How often intervals held what came.
public struct MeasuredIntervals: Hashable, Sendable {
    /// The sizes of the errors as multiples of their standard deviations, ascending.
    private let sizes: [Double]

    init(_ scaledErrors: [Double]) { sizes = scaledErrors.map { abs($0) }.sorted() }

    /// The share of the values that lay within the intervals.
    public func coverage(_ confidence: Confidence) -> Double {
        let factor = confidence.normalFactor
        return Double(sizes.prefix { $0 <= factor }.count) / Double(sizes.count)
    }

    /// Whether intervals held so many more or fewer values than they should that they need
    /// correction.
    public func isOff(_ confidence: Confidence) -> Bool {
        abs(coverage(confidence) - confidence.rawValue) > confidence.tolerance
    }

    /// The multiple of the standard deviation that would have held as many values as it should;
    /// nil where there are too few values to tell, or no multiple does.
    ///
    /// Papadopoulos, Proedrou, Vovk and Gammerman, "Inductive confidence machines for regression"
    /// (2002), with errors scaled by their standard deviation. Errors of neighbouring periods
    /// resemble each other, so what is guaranteed for independent ones is only likely here.
    public func factor(_ confidence: Confidence) -> Double? {
        let rank = Int((Double(sizes.count + 1) * confidence.rawValue).rounded(.up))
        guard rank <= sizes.count, sizes[rank - 1].isFinite else { return nil }
        return sizes[rank - 1]
    }
}

/// How likely an interval should hold what comes.
public enum Confidence: Double, Hashable, Sendable, CaseIterable {
    case eighty = 0.8
    case ninetyFive = 0.95

    /// The per cent.
    public var percent: Int { self == .eighty ? 80 : 95 }

    /// How far the measured share may lie from this before it is a fault worth saying.
    var tolerance: Double { self == .eighty ? 0.1 : 0.05 }

    /// Half the width of the interval as a multiple of the standard deviation, for normal errors.
    var normalFactor: Double { NormalDistribution.standard.quantile((1 + rawValue) / 2) }
}
