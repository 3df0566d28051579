/// Methods without a number to choose.
extension Fit {
    /// As the last period.
    static func naive(_ values: [Double]) -> Fit {
        let errors = zip(values.dropFirst(), values).map { $0 - $1 }
        return Fit(
            method: .naive, parameters: [], squaredError: errors.squaredSum,
            course: Course(level: values[values.count - 1]),
            errors: ErrorGrowth(deviation: errors.rootMeanSquare, level: 1))
    }

    /// As a season ago.
    static func seasonalNaive(_ values: [Double], _ season: Int) -> Fit {
        let errors = zip(values.dropFirst(season), values).map { $0 - $1 }
        return Fit(
            method: .seasonalNaive, parameters: [], squaredError: errors.squaredSum,
            course: Course(seasonal: Array(values.suffix(season))),
            errors: ErrorGrowth(deviation: errors.rootMeanSquare, seasonal: 1, season: season))
    }

    /// As all periods on average.
    static func mean(_ values: [Double]) -> Fit {
        let mean = values.mean
        let squared = values.map { $0 - mean }.squaredSum
        let count = Double(values.count)
        return Fit(
            method: .mean, parameters: [], squaredError: squared, course: Course(level: mean),
            errors: ErrorGrowth(
                deviation: (squared / (count - 1)).squareRoot(), levelVariance: 1 / count))
    }

    /// The line through the first and the last period.
    static func drift(_ values: [Double]) -> Fit {
        let steps = Double(values.count - 1)
        let slope = (values[values.count - 1] - values[0]) / steps
        let errors = zip(values.dropFirst(), values).map { $0 - $1 - slope }
        return Fit(
            method: .drift, parameters: [], squaredError: errors.squaredSum,
            course: Course(level: values[values.count - 1], trend: slope),
            errors: ErrorGrowth(
                deviation: errors.rootMeanSquare, level: 1, slopeVariance: 1 / steps))
    }
}

extension [Double] {
    fileprivate var rootMeanSquare: Double { (squaredSum / Double(count)).squareRoot() }
}
