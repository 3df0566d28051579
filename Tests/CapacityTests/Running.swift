import Capacity
import Limits

extension CapacityPlan {
    /// Lets arrivals meet the plan until none is left.
    func run(
        _ arrivals: some Sequence<Arrival>, seed: UInt64 = 1,
        onAttempt: ((Attempt) -> Void)? = nil
    ) throws -> CapacityResult {
        var simulation = Simulation(self, seed: seed, from: .origin)
        simulation.onAttempt = onAttempt
        for arrival in arrivals { try simulation.offer(arrival) }
        simulation.finish()
        return simulation.result
    }
}

/// The nearest rank: the value at ⌈share · n⌉ of the sorted ones.
func nearestRank(_ sorted: [Double], _ share: Double) -> Double {
    sorted[max(1, Int((Double(sorted.count) * share - 1e-9).rounded(.up))) - 1]
}
