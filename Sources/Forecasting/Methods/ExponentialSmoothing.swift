/// Simple exponential smoothing: the level starts at the first value.
struct ExponentialSmoothing: Hashable, Sendable {
    /// How much of an error the level takes up, from 0 to 1.
    let alpha: Double

    /// What is left after a series.
    struct Filtered {
        let level: Double
        let squaredError: Double
    }

    /// Goes through a series; not through nothing.
    func filter(_ values: [Double]) -> Filtered {
        var (level, squared) = (values[0], 0.0)
        for value in values {
            let error = value - level
            squared += error * error
            level += alpha * error
        }
        return Filtered(level: level, squaredError: squared)
    }

    /// The smoothing with the least squared error.
    static func fit(_ values: [Double]) -> Fit {
        let best = NelderMead.minimum(from: [[0.1], [0.5], [0.9]], scale: 0.1) { point in
            ExponentialSmoothing(alpha: point[0]).filter(values).squaredError
        }
        let smoothing = ExponentialSmoothing(alpha: best[0])
        let filtered = smoothing.filter(values)
        // Of the errors, the first is none: the level starts there.
        let freedom = Double(max(1, values.count - 2))
        return Fit(
            method: .exponentialSmoothing,
            parameters: [Fit.Parameter(name: "alpha", value: smoothing.alpha)],
            squaredError: filtered.squaredError, course: Course(level: filtered.level),
            errors: ErrorGrowth(
                deviation: (filtered.squaredError / freedom).squareRoot(), level: smoothing.alpha))
    }
}
