/// A method fitted to a series: what it expects, and how its errors grow.
public struct Fit: Hashable, Sendable {
    /// The method.
    public let method: ForecastMethod
    /// The numbers that were chosen, by name; empty for methods without any.
    public let parameters: [Parameter]
    /// The sum of the squared errors one period ahead.
    public let squaredError: Double
    /// What the series is expected to do from here.
    let course: Course
    /// How the errors grow.
    let errors: ErrorGrowth

    /// A number that fitting chose.
    public struct Parameter: Hashable, Sendable {
        /// Its usual name: `alpha`.
        public let name: String
        /// Its value.
        public let value: Double
    }

    /// The values expected in the periods ahead, from the first on.
    public func expected(_ count: Int) -> [Double] { (1...count).map { course.value($0) } }

    /// The standard deviations of the errors in the periods ahead, from the first on.
    public func deviations(_ count: Int) -> [Double] {
        let growth = errors.cumulated(count)
        return (1...count).map { growth.deviation($0...$0) }
    }
}

/// A straight or fading line with a pattern on it.
struct Course: Hashable, Sendable {
    var level = 0.0
    var trend = 0.0
    var damping = 1.0
    /// What each place in the season adds, the next period's first; empty without a season.
    var seasonal: [Double] = []

    /// The value a number of periods ahead, from 1.
    func value(_ step: Int) -> Double {
        let pattern = seasonal.isEmpty ? 0 : seasonal[(step - 1) % seasonal.count]
        return level + trend * damping.summedPowers(step) + pattern
    }
}

extension Double {
    /// x + x² + … up to a power; the power itself for 1.
    func summedPowers(_ count: Int) -> Double {
        guard self < 1 else { return Double(count) }
        return self * (1 - power(count)) / (1 - self)
    }

    /// By repeated squaring, so that every system gets the same bits.
    private func power(_ exponent: Int) -> Double {
        var (result, square, rest) = (1.0, self, exponent)
        while rest > 0 {
            if rest & 1 == 1 { result *= square }
            square *= square
            rest >>= 1
        }
        return result
    }
}
