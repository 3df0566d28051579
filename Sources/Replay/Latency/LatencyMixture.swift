import Statistics

/// Measured times of several kinds of calls, mixed in the shares that the kinds have.
///
/// If a share of w calls goes where n were measured, each measured time stands for w / n calls.
struct LatencyMixture {
    private var parts: [(times: ValueCounts, requests: UInt64)] = []

    /// Adds calls that take as long as the measured ones.
    mutating func add(_ times: ValueCounts, requests: UInt64) {
        if requests > 0 && times.total > 0 { parts.append((times, requests)) }
    }

    /// The quantiles: the smallest time that at least so many per cent of the calls do not exceed.
    ///
    /// - Parameter percents: From 0 to 100, ascending.
    /// - Returns: One time each; nil for no calls.
    func quantiles(_ percents: [Int]) -> [Int64]? {
        let whole = parts.reduce(0) { $0 + $1.requests }
        guard whole > 0 else { return nil }
        let weighted = parts.flatMap { part in
            let weight = Double(part.requests) / Double(part.times.total)
            return part.times.counted.map { (time: $0.value, requests: Double($0.times) * weight) }
        }.sorted { ($0.time, $0.requests) < ($1.time, $1.requests) }
        var (place, below) = (0, 0.0)
        return percents.map { percent in
            // A part in a billion less, so that the sum's rounding does not take the next time.
            let wanted = Double(whole) * Double(percent) / 100 * (1 - 1e-9)
            while below + weighted[place].requests < wanted, place + 1 < weighted.count {
                below += weighted[place].requests
                place += 1
            }
            return weighted[place].time
        }
    }
}
