/// So much in each window of the clock: windows lie side by side from the origin of time, and each
/// begins empty.
///
/// Twice the limit may pass around the end of a window.
public struct FixedWindow: RateLimiter, Hashable {
    /// What may pass in a window.
    public let limit: Int64
    /// How long a window is.
    public let period: TimeSpan
    private var window = Int64.min
    /// Wider than amounts, of which it is a sum.
    private var used: Int128 = 0

    /// Windows through which nothing has passed.
    ///
    /// - Parameters:
    ///   - limit: What may pass in a window, at least one.
    ///   - period: How long a window is, above zero.
    public init(limit: Int64, per period: TimeSpan) {
        precondition(limit >= 1 && period > .zero)
        (self.limit, self.period) = (limit, period)
    }

    /// Whether the current window has room.
    public func hasRoom(for amount: Int64, at now: Instant) -> Bool {
        (number(of: now) == window ? used : 0) + Int128(amount) <= Int128(limit)
    }

    /// Counts an amount in the current window.
    public mutating func take(_ amount: Int64, at now: Instant) {
        let current = number(of: now)
        if current != window { (window, used) = (current, 0) }
        used += Int128(amount)
    }

    /// Now, or when the next window begins; nil for more than a window holds.
    public func nextRoom(for amount: Int64, at now: Instant) -> Instant? {
        guard amount <= limit else { return nil }
        guard !hasRoom(for: amount, at: now) else { return now }
        return Instant(nanoseconds: number(of: now) * period.nanoseconds) + period
    }

    /// Takes an amount back if its window is still the current one.
    public mutating func giveBack(_ amount: Int64, takenAt time: Instant) {
        if number(of: time) == window { used -= Int128(amount) }
    }

    private func number(of time: Instant) -> Int64 {
        let (quotient, rest) = time.nanoseconds.quotientAndRemainder(
            dividingBy: period.nanoseconds)
        return rest < 0 ? quotient - 1 : quotient
    }
}
