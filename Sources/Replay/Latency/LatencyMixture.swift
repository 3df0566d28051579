import Statistics

/// Measured times of several kinds of calls, mixed in the shares that the kinds have.
///
/// If w calls go where n were measured, each measured time stands for w / n calls.
struct LatencyMixture {
    private var parts: [(times: ValueCounts, requests: UInt64)] = []

    /// How likely an interval holds the quantile of all calls that could have been measured.
    static let confidence = 0.95

    /// Adds calls that take as long as the measured ones.
    mutating func add(_ times: ValueCounts, requests: UInt64) {
        if requests > 0 && times.total > 0 { parts.append((times, requests)) }
    }

    /// The quantiles: the smallest time that at least so many per cent of the calls do not exceed.
    ///
    /// - Parameter percents: From 0 to 100.
    /// - Returns: One time each, with its interval; nil for no calls.
    func quantiles(_ percents: [Int]) -> [ExpectedLatency.Quantile]? {
        guard !parts.isEmpty else { return nil }
        let steps = Steps(parts)
        return percents.map { percent in
            let share = Double(percent) / 100
            let time = steps.time(at: share)
            let margin = margin(at: time)
            return ExpectedLatency.Quantile(
                time: time,
                lower: share - margin > 0 ? steps.time(at: share - margin) : nil,
                upper: share + margin < 1 ? steps.time(at: share + margin) : nil)
        }
    }

    /// How far the share of calls that take no longer than a time may be off.
    ///
    /// R. S. Woodruff, "Confidence intervals for medians and other position measures" (JASA 47,
    /// 1952): the interval of a quantile is that of the share, read off as times. Each part's share
    /// is taken as if one call more had been no longer and one longer, so that few calls do not
    /// look certain.
    private func margin(at time: Int64) -> Double {
        let whole = Double(parts.reduce(0) { $0 + $1.requests })
        let variance = parts.reduce(0.0) { sum, part in
            let measured = Double(part.times.total)
            let within = part.times.counted.prefix { $0.value <= time }.reduce(0) { $0 + $1.times }
            let share = (Double(within) + 1) / (measured + 2)
            let weight = Double(part.requests) / whole
            return sum + weight * weight * share * (1 - share) / measured
        }
        let tail = (1 - Self.confidence) / 2
        return NormalDistribution.standard.quantile(1 - tail) * variance.squareRoot()
    }
}

/// The distribution function of a mixture.
private struct Steps {
    private let times: [Int64]
    /// By time: how many calls take no longer.
    private let ends: [Double]

    init(_ parts: [(times: ValueCounts, requests: UInt64)]) {
        let weighted = parts.flatMap { part in
            let weight = Double(part.requests) / Double(part.times.total)
            return part.times.counted.map { (time: $0.value, calls: Double($0.times) * weight) }
        }.sorted { ($0.time, $0.calls) < ($1.time, $1.calls) }
        times = weighted.map(\.time)
        var end = 0.0
        ends = weighted.map { step in
            end += step.calls
            return end
        }
    }

    /// The smallest time that a share of the calls does not exceed.
    func time(at share: Double) -> Int64 {
        // A part in a billion less, so that rounding of the sums does not take the next time.
        let wanted = ends[ends.count - 1] * share * (1 - 1e-9)
        var (low, high) = (0, ends.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] >= wanted { high = middle } else { low = middle + 1 }
        }
        return times[low]
    }
}
