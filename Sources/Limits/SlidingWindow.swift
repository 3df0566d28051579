/// So much in any period, wherever it begins: what has passed counts until a period later.
///
/// It remembers each amount for a period, so it holds as many as pass in that time.
public struct SlidingWindow: RateLimiter, Hashable {
    private struct Entry: Hashable {
        let time: Instant
        var amount: Int64
    }

    /// What may pass in a period.
    public let limit: Int64
    /// The period.
    public let period: TimeSpan
    private var entries: [Entry] = []
    /// Where the entries that still count begin.
    private var first = 0
    /// Wider than amounts, of which it is a sum.
    private var used: Int128 = 0

    /// A window through which nothing has passed.
    ///
    /// - Parameters:
    ///   - limit: What may pass in a period, at least one.
    ///   - period: The period, above zero.
    public init(limit: Int64, per period: TimeSpan) {
        precondition(limit >= 1 && period > .zero)
        (self.limit, self.period) = (limit, period)
    }

    /// Whether the period that ends now has room.
    public mutating func hasRoom(for amount: Int64, at now: Instant) -> Bool {
        forget(until: now)
        return used + Int128(amount) <= Int128(limit)
    }

    /// Counts an amount for a period from now.
    public mutating func take(_ amount: Int64, at now: Instant) {
        forget(until: now)
        used += Int128(amount)
        if let last = entries.indices.last, last >= first, entries[last].time == now,
            case let (sum, overflow) = entries[last].amount.addingReportingOverflow(amount),
            !overflow
        {
            entries[last].amount = sum
        } else {
            entries.append(Entry(time: now, amount: amount))
        }
    }

    /// When enough of what has passed no longer counts; nil for more than the limit.
    public mutating func nextRoom(for amount: Int64, at now: Instant) -> Instant? {
        guard amount <= limit else { return nil }
        forget(until: now)
        var excess = used + Int128(amount) - Int128(limit)
        guard excess > 0 else { return now }
        for entry in entries[first...] {
            excess -= Int128(entry.amount)
            if excess <= 0 { return entry.time + period }
        }
        return nil
    }

    /// Takes back part of what was counted at a time, unless a period has passed.
    public mutating func giveBack(_ amount: Int64, takenAt time: Instant) {
        var (low, high) = (first, entries.count)
        while low < high {
            let middle = (low + high) / 2
            (low, high) = entries[middle].time < time ? (middle + 1, high) : (low, middle)
        }
        guard low < entries.count, entries[low].time == time else { return }
        entries[low].amount -= amount
        used -= Int128(amount)
    }

    private mutating func forget(until now: Instant) {
        while first < entries.count, entries[first].time + period <= now {
            used -= Int128(entries[first].amount)
            first += 1
        }
        // As rarely as there are entries to move, so that each is moved about once.
        guard first > 32, first > entries.count / 2 else { return }
        entries.removeFirst(first)
        first = 0
    }
}
