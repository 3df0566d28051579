import Statistics

/// What becomes of a budget for a stretch of time that reaches into the periods ahead.
public struct BudgetProjection: Hashable, Sendable {
    /// What was spent of it before the periods ahead, and which of them belong to it.
    public struct Stretch: Hashable, Sendable {
        /// What was spent before.
        public let spent: Double
        /// The periods ahead, from 1.
        public let steps: ClosedRange<Int>

        /// A stretch of time.
        public init(spent: Double, steps: ClosedRange<Int>) {
            (self.spent, self.steps) = (spent, steps)
        }
    }

    /// When a budget is used up.
    public enum Exhaustion: Hashable, Sendable {
        /// It was before the periods ahead.
        case already
        /// During a period ahead, and within which periods with 95 % confidence; nil where that
        /// bound is not reached within the stretch.
        case within(earliest: Int, expected: Int?, latest: Int?)
        /// Not within the stretch, not even at the upper bound.
        case not
    }

    /// What the stretch costs as far as the forecast reaches.
    public let value: Double
    /// The least of it, with 95 % confidence.
    public let lower: Double
    /// The most of it, with 95 % confidence.
    public let upper: Double
    /// When the budget is used up.
    public let exhaustion: Exhaustion
    /// Whether more is expected to be spent than there is.
    public let isOver: Bool

    /// Compares a forecast with a budget.
    ///
    /// - Parameters:
    ///   - budget: What may be spent.
    ///   - stretch: What was spent, and what is to come.
    ///   - forecast: What is expected.
    public init(_ budget: Double, for stretch: Stretch, by forecast: Forecast) {
        let (spent, steps) = (stretch.spent, stretch.steps)
        let sums = steps.map { forecast.sum(steps.lowerBound...$0, .ninetyFive) }
        let values = sums.map { spent + $0.value }
        let lower = sums.map { spent + ($0.interval?.lower ?? $0.value) }
        let upper = sums.map { spent + ($0.interval?.upper ?? $0.value) }
        func first(_ bounds: [Double]) -> Int? {
            bounds.firstIndex { $0 > budget }.map { steps.lowerBound + $0 }
        }
        (value, self.lower, self.upper) = (
            values[values.count - 1], lower[lower.count - 1], upper[upper.count - 1]
        )
        isOver = value > budget
        if spent > budget {
            exhaustion = .already
        } else if let earliest = first(upper) {
            exhaustion = .within(
                earliest: earliest, expected: first(values), latest: first(lower))
        } else {
            exhaustion = .not
        }
    }
}
