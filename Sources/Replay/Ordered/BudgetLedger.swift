import Calls
import Pricing
import Routing

/// What was spent of a policy's monthly budget, call after call in time order.
struct BudgetLedger {
    private let rule: BudgetRule
    private let threshold: Money
    private var clock: LocalClock
    private var day = Int32.min
    private var month = Int32.min
    private(set) var months: [BudgetMonth] = []

    init(_ rule: BudgetRule, clock: LocalClock) {
        self.rule = rule
        self.clock = clock
        threshold = rule.threshold
    }

    /// Turns to the month of a call, and tells whether its budget is nearly spent.
    mutating func turn(to time: Int64) -> Bool {
        let today = clock.day(time)
        if today != day {
            day = today
            let now = LocalClock.month(ofDay: today)
            if now != month {
                month = now
                months.append(BudgetMonth(month: LocalClock.monthLabel(now)))
            }
        }
        return months[months.count - 1].strike != nil
    }

    /// Adds a call to the month to which it was turned.
    ///
    /// - Parameters:
    ///   - cost: What the call costs under the policy; nil where it has no price.
    ///   - time: When it was made.
    mutating func spend(_ cost: Money?, at time: Int64) {
        months[months.count - 1].add(cost, at: time, threshold: threshold)
    }

    /// Compares a call after the strike with what the policy would have done without a budget.
    mutating func compare(_ cost: Money?, asDecided: Money?, isMoved: Bool) {
        months[months.count - 1].compare(cost, asDecided: asDecided, isMoved: isMoved)
    }

    var outcome: BudgetOutcome {
        BudgetOutcome(
            monthly: rule.monthly, threshold: threshold, thenUse: rule.thenUse, months: months)
    }
}

extension BudgetMonth {
    fileprivate mutating func add(_ cost: Money?, at time: Int64, threshold: Money) {
        requests += 1
        if let cost { spent += cost } else { unpricedRequests += 1 }
        guard strike == nil, spent >= threshold else { return }
        strike = BudgetStrike(at: Timestamp(nanoseconds: time), request: requests)
    }

    fileprivate mutating func compare(_ cost: Money?, asDecided: Money?, isMoved: Bool) {
        strike?.requestsAfter += 1
        if isMoved { strike?.movedRequests += 1 }
        guard let cost, let asDecided else { return }
        strike?.comparedRequests += 1
        strike?.saved += asDecided - cost
    }
}

extension BudgetRule {
    /// The spend at which the budget model takes over; a fraction of 10⁻¹⁸ counts as a whole, so
    /// that to reach it is to reach the share.
    var threshold: Money {
        let share = monthly.attos * Int128(alertBasisPoints)
        return Money(attos: (share + 9_999) / 10_000)
    }
}
