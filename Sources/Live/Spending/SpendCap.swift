public import Pricing

/// A limit on spending that is never crossed: what a request may cost at most is set aside before
/// it is sent, and what it did cost counts once it has ended.
public struct SpendCap: Hashable, Sendable {
    /// What was set aside for one request; it is settled once.
    public struct Reservation: Hashable, Sendable {
        fileprivate let number: Int
        /// How much.
        public let amount: Money
    }

    /// What may be spent; nil without a limit.
    public let limit: Money?
    /// What the requests that have ended did cost.
    public private(set) var spent = Money.zero
    /// What is set aside for those that haven't.
    public private(set) var reserved = Money.zero
    private var open: [Int: Money] = [:]
    private var next = 0

    /// A limit, of which nothing is spent.
    public init(limit: Money?) { self.limit = limit }

    /// Sets aside what a request may cost at most.
    ///
    /// - Parameter worst: The most that it can cost, not negative.
    /// - Returns: Nil where it might cross the limit, so that it must not be sent.
    public mutating func reserve(_ worst: Money) -> Reservation? {
        precondition(worst >= .zero)
        if let limit, spent + reserved + worst > limit { return nil }
        reserved += worst
        let reservation = Reservation(number: next, amount: worst)
        open[next] = worst
        next += 1
        return reservation
    }

    /// Whether it would fit even if nothing were set aside.
    public func couldFit(_ worst: Money) -> Bool { limit.map { spent + worst <= $0 } ?? true }

    /// Counts what a request did cost in place of what was set aside for it.
    ///
    /// - Parameters:
    ///   - reservation: What was set aside; counts only once.
    ///   - cost: What it did cost; nil where that is unknown, so that the most it can have cost
    ///     counts.
    public mutating func settle(_ reservation: Reservation, cost: Money?) {
        guard let amount = open.removeValue(forKey: reservation.number) else { return }
        reserved -= amount
        spent += cost ?? amount
    }
}
