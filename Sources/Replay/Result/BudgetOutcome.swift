public import Pricing

/// What became of a policy's monthly budget.
public struct BudgetOutcome: Hashable, Sendable {
    /// What may be spent in a calendar month.
    public let monthly: Money
    /// The spend at which the budget model takes over.
    public let threshold: Money
    /// The budget model.
    public let thenUse: String
    /// The months in which there were calls, in their order.
    public let months: [BudgetMonth]

    /// In how many months the budget model took over.
    public var strikes: Int { months.count { $0.strike != nil } }
}

/// One month of a budget.
public struct BudgetMonth: Hashable, Sendable {
    /// The month in the run's time zone: `2026-01`.
    public let month: String
    /// Calls.
    public internal(set) var requests: UInt64 = 0
    /// What they cost under the policy, after the switch at the budget model.
    public internal(set) var spent = Money.zero
    /// Calls without a price, which count as nothing spent.
    public internal(set) var unpricedRequests: UInt64 = 0
    /// When the budget model took over; nil where it did not.
    public internal(set) var strike: BudgetStrike?

    init(month: String) { self.month = month }
}

/// The call with which a month's spend reached the threshold, and what followed.
public struct BudgetStrike: Hashable, Sendable {
    /// When that call was made; it was itself still served as decided.
    public let at: Timestamp
    /// Which call of the month it was, from 1.
    public let request: UInt64
    /// The calls after it in the same month, all of which went to the budget model.
    public internal(set) var requestsAfter: UInt64 = 0
    /// Those of them that would have gone to another model.
    public internal(set) var movedRequests: UInt64 = 0
    /// Those of them that have a price both ways.
    public internal(set) var comparedRequests: UInt64 = 0
    /// How much less they cost than without the budget; negative where it is more.
    public internal(set) var saved = Money.zero

    init(at: Timestamp, request: UInt64) { (self.at, self.request) = (at, request) }
}
