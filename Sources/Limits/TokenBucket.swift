/// A bucket that is refilled at a steady rate and holds no more than the burst; full at first.
///
/// Its whole state is the instant at which it will be full again (the "theoretical arrival time" of
/// ITU-T I.371's generic cell rate algorithm), kept in parts of a nanosecond so that nothing is
/// ever rounded.
public struct TokenBucket: RateLimiter, Hashable {
    /// What flows in during a period.
    public let limit: Int64
    /// The period.
    public let period: TimeSpan
    /// What the bucket holds.
    public let burst: Int64
    /// Nanoseconds times `limit`.
    private var fullAt: Int128 = Int128(Int64.min) << 32

    /// A full bucket.
    ///
    /// - Parameters:
    ///   - limit: What flows in during a period, at least one.
    ///   - period: The period, above zero.
    ///   - burst: What the bucket holds, at least one.
    public init(limit: Int64, per period: TimeSpan, burst: Int64) {
        precondition(limit >= 1 && period > .zero && burst >= 1)
        (self.limit, self.period, self.burst) = (limit, period, burst)
    }

    /// Whether the bucket holds an amount.
    public func hasRoom(for amount: Int64, at now: Instant) -> Bool {
        max(fullAt, scaled(now)) + refillTime(amount) - scaled(now) <= refillTime(burst)
    }

    /// Takes an amount out; the bucket may owe.
    public mutating func take(_ amount: Int64, at now: Instant) {
        fullAt = max(fullAt, scaled(now)) + refillTime(amount)
    }

    /// When the bucket will hold an amount; nil where it never does.
    public func nextRoom(for amount: Int64, at now: Instant) -> Instant? {
        guard amount <= burst else { return nil }
        let enough = fullAt + refillTime(amount) - refillTime(burst)
        guard enough > scaled(now) else { return now }
        let (whole, rest) = enough.quotientAndRemainder(dividingBy: Int128(limit))
        return Instant(nanoseconds: Int64(clamping: whole + (rest > 0 ? 1 : 0)))
    }

    /// Puts an amount back; what does not fit runs over.
    public mutating func giveBack(_ amount: Int64, takenAt time: Instant) {
        fullAt -= refillTime(amount)
    }

    private func scaled(_ time: Instant) -> Int128 { Int128(time.nanoseconds) * Int128(limit) }

    private func refillTime(_ amount: Int64) -> Int128 {
        Int128(amount) * Int128(period.nanoseconds)
    }
}
