import Calls
public import Routing

/// Which calls of a source are looked at: those for which a condition holds.
public struct CallFilter: Sendable {
    /// The condition; it may look at what is known only afterwards.
    public let condition: Condition
    /// Shows the hours and weekdays.
    public let clock: LocalClock

    /// The calls for which a condition holds.
    ///
    /// - Parameters:
    ///   - condition: The condition.
    ///   - clock: Shows the hours and weekdays that it looks at.
    public init(_ condition: Condition, clock: LocalClock) {
        self.condition = condition
        self.clock = clock
    }

    /// A demand, and what the condition needs besides.
    func widened(_ demand: Demand) -> Demand { condition.features.widened(demand) }
}
