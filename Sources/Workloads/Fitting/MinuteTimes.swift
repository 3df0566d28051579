import Statistics

/// The times of arrivals, minute by minute: of all minutes as long as they fit into memory, else of
/// those that a hash picks.
///
/// Which minutes are kept depends on the arrivals alone, not on who counted which part of them.
struct MinuteTimes: Sendable {
    /// At most so many times are held, eight bytes each.
    static let capacity = 1 << 22

    private var times: [Int64: [Int64]] = [:]
    private var held = 0
    /// One minute in 2^`halvings` is kept.
    private(set) var halvings: UInt64 = 0

    /// Adds arrivals of one minute.
    mutating func add(_ arrivals: some Collection<Int64>, minute: Int64) {
        guard Self.isKept(minute, halvings) else { return }
        times[minute, default: []] += arrivals
        held += arrivals.count
        while held > Self.capacity { halve() }
    }

    mutating func merge(_ other: MinuteTimes) {
        while halvings < other.halvings { halve() }
        for (minute, arrivals) in other.times { add(arrivals, minute: minute) }
    }

    /// The variation of the gaps in those of these minutes that are kept.
    func gapVariation(in minutes: Range<Int64>) -> GapVariation {
        var variation = GapVariation()
        // In their order, as sums of fractions depend on it.
        for minute in times.keys.sorted() where minutes.contains(minute) {
            variation.add(times[minute, default: []].sorted())
        }
        return variation
    }

    private mutating func halve() {
        halvings += 1
        times = times.filter { Self.isKept($0.key, halvings) }
        held = times.reduce(0) { $0 + $1.value.count }
    }

    private static func isKept(_ minute: Int64, _ halvings: UInt64) -> Bool {
        let bits = SplitMix64.mixed(UInt64(bitPattern: minute), 0)
        return bits & ((1 << halvings) - 1) == 0
    }
}
