/// How long the periods of a series are.
public enum PeriodLength: String, Hashable, Sendable, CaseIterable {
    case hour
    case day
    /// Seven days from Monday on.
    case week

    /// The groups of a replay that periods are put together from.
    public var grouping: String { self == .hour ? "hour" : "day" }

    /// After how many periods a pattern is expected to come back; nil for weeks.
    public var season: Int? {
        switch self {
        case .hour: 24
        case .day: 7
        case .week: nil
        }
    }

    /// The hours of a usual period.
    public var hours: Int {
        switch self {
        case .hour: 1
        case .day: 24
        case .week: 168
        }
    }
}

/// A stretch of the calendar for which there is a budget.
public enum BudgetUnit: String, Hashable, Sendable, CaseIterable {
    case day
    case week
    case month

    /// Whether every such stretch is made of whole periods of a length.
    public func isMade(of length: PeriodLength) -> Bool {
        switch length {
        case .hour, .day: true
        case .week: self == .week
        }
    }
}
