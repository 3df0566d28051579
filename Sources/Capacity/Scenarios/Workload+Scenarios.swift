import Limits
import Statistics

extension Workload {
    /// A request of the log, or a copy of one, when it comes in.
    struct Coming: Hashable {
        /// The position of the request.
        let position: Int
        let time: Instant
    }

    /// Hands over the requests of a scenario in time order.
    ///
    /// Each request comes so many times as the scenario says: once when it did, and its copies at
    /// times drawn evenly from the gap between it and the next request of the log; after the last
    /// one, from a gap as long as the one before. So the rate grows
    /// as said at every hour and in every burst; nothing is smoothed over more than one gap. Of a
    /// factor that is not whole, the rest is the probability of one copy more.
    ///
    /// - Parameters:
    ///   - scenario: The scenario.
    ///   - seed: Decides the times of copies.
    ///   - offer: Takes a request.
    /// - Throws: What taking a request throws.
    func forEach<Fault: Error>(
        of scenario: Scenario, seed: UInt64, _ offer: (Coming) throws(Fault) -> Void
    ) throws(Fault) {
        var generator = SplitMix64(seed: ~seed)
        var copies: [Instant] = []
        for position in arrivals.indices {
            let time = arrivals[position].time
            try offer(Coming(position: position, time: time))
            let wanted = scenario.copies(at: time, using: &generator)
            guard wanted > 0 else { continue }
            let gap = (gapEnd(after: position, scenario) - time).seconds
            copies.removeAll(keepingCapacity: true)
            for _ in 0..<wanted {
                copies.append(time + TimeSpan(rounding: generator.unit() * gap))
            }
            copies.sort()
            for copy in copies { try offer(Coming(position: position, time: copy)) }
        }
    }

    /// About how many requests a scenario has.
    func expectedCount(of scenario: Scenario) -> Int {
        let thousandths =
            scenario.spike == nil
            ? Int128(arrivals.count) * scenario.factor(at: .origin)
            : arrivals.reduce(0) { $0 + scenario.factor(at: $1.time) }
        return Int(clamping: thousandths / 1000)
    }

    /// Scenarios with more requests than these are refused: each may have to wait, in memory.
    static let mostRequests = 30_000_000

    /// Refuses a scenario that makes more of the traffic than is simulated.
    func check(_ scenario: Scenario) throws(CapacityError) {
        let expected = expectedCount(of: scenario)
        guard expected <= max(Self.mostRequests, arrivals.count) else {
            throw .tooMany(requests: UInt64(expected), scenario: scenario.name)
        }
    }

    /// When the gap ends in which copies come: with the next request, and no later than the spike.
    private func gapEnd(after position: Int, _ scenario: Scenario) -> Instant {
        let time = arrivals[position].time
        let next = position + 1 < arrivals.count ? arrivals[position + 1].time : time + lastGap
        guard let spike = scenario.spike, spike.contains(time) else { return next }
        return min(next, spike.start + spike.length)
    }

    /// Between the last time of a request and the one before it.
    private var lastGap: TimeSpan {
        guard let last = arrivals.last?.time,
            let before = arrivals.last(where: { $0.time < last })?.time
        else { return .zero }
        return last - before
    }
}

extension Scenario.Spike {
    /// Whether a time lies in it.
    func contains(_ time: Instant) -> Bool { start <= time && time < start + length }
}

extension Scenario {
    /// How many times as many requests come in at a time, in thousandths.
    fileprivate func factor(at time: Instant) -> Int128 {
        guard let spike, spike.contains(time) else { return Int128(growth) }
        return Int128(growth) * Int128(spike.thousandths) / 1000
    }

    /// How many copies of a request come in beside it.
    fileprivate func copies(at time: Instant, using generator: inout SplitMix64) -> Int {
        let factor = factor(at: time)
        guard factor > 1000 else { return 0 }
        let (whole, rest) = Int64(clamping: factor).quotientAndRemainder(dividingBy: 1000)
        let isOneMore = rest > 0 && generator.unit() < Double(rest) / 1000
        return Int(whole) - 1 + (isOneMore ? 1 : 0)
    }
}
