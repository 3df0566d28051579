extension HoltWinters.State {
    /// The state before a series, as its first seasons suggest it: the season from what is left
    /// around a moving average, level and trend from a line through the average.
    ///
    /// Hyndman, Koehler, Ord and Snyder, "Forecasting with Exponential Smoothing" (2008), 2.6.1.
    ///
    /// - Parameters:
    ///   - values: The series; two seasons at least.
    ///   - season: The length of a season; 2 at least.
    init(startOf values: [Double], season: Int) {
        let average = Self.centredAverage(values.prefix(Self.used(values.count, season)), season)
        let half = season / 2
        var sums = [Double](repeating: 0, count: season)
        var counts = [Double](repeating: 0, count: season)
        for (index, smooth) in average.enumerated() {
            let place = (index + half) % season
            sums[place] += values[index + half] - smooth
            counts[place] += 1
        }
        let effects = zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 }
        let offset = effects.mean
        let line = Self.line(average.prefix(Self.linePoints))
        self.init(level: line.level, trend: line.slope, seasonal: effects.map { $0 - offset })
    }

    private static let linePoints = 10

    /// Whole seasons: five, more where they are too short for the line, fewer where there are.
    private static func used(_ count: Int, _ season: Int) -> Int {
        let needed = linePoints + 2 * (season / 2)
        let cycles = max(5, (needed + season - 1) / season)
        return min(count / season, cycles) * season
    }

    /// Means over a season around each value; over even seasons the mean of two of them.
    private static func centredAverage(_ values: ArraySlice<Double>, _ season: Int) -> [Double] {
        let values = Array(values)
        let means = (0...(values.count - season)).map { start in
            Array(values[start..<(start + season)]).mean
        }
        guard season.isMultiple(of: 2) else { return means }
        return zip(means, means.dropFirst()).map { ($0 + $1) / 2 }
    }

    /// The line of least squares through values at 1, 2, …, with its level at 0.
    private static func line(_ values: ArraySlice<Double>) -> (level: Double, slope: Double) {
        let values = Array(values)
        let centre = Double(values.count + 1) / 2
        let mean = values.mean
        var (above, below) = (0.0, 0.0)
        for (index, value) in values.enumerated() {
            let distance = Double(index + 1) - centre
            above += distance * (value - mean)
            below += distance * distance
        }
        let slope = below > 0 ? above / below : 0
        return (mean - slope * centre, slope)
    }
}
