import Limits

/// A number that changes over time: its value, its peak, and its sum over time.
struct Gauge {
    private(set) var value = 0
    private(set) var peak = 0
    /// Value times nanoseconds, up to the last change.
    private var sum: Int128 = 0
    private var changed: Instant

    init(from start: Instant) { changed = start }

    mutating func change(by difference: Int, at now: Instant) {
        sum += Int128(value) * Int128((now - changed).nanoseconds)
        changed = now
        value += difference
        peak = max(peak, value)
    }

    /// Value times seconds.
    func sum(until now: Instant) -> Double {
        Double(sum + Int128(value) * Int128((now - changed).nanoseconds)) / 1e9
    }
}
