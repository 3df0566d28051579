import Capacity
import Foundation
import Limits
import Statistics

/// Requests at random before 100 servers, first come first served; the peer does the same.
struct QueueRun {
    let requests: Int

    private static let rate = 95.0

    func answer() throws -> [String: Int64] {
        let plan = try CapacityPlan([
            Deployment("servers", concurrency: 100, service: .recorded)
        ])
        var simulation = Simulation(plan, seed: 1, from: .origin)
        var generator = SplitMix64(seed: 42)
        var seconds = 0.0
        for _ in 0..<requests {
            seconds += -log(generator.unit()) / Self.rate
            let service = TimeSpan(rounding: -log(generator.unit()))
            let time = Instant.origin + TimeSpan(rounding: seconds)
            try simulation.offer(Arrival(at: time, service: service))
        }
        simulation.finish()
        let result = simulation.result
        return [
            "served": Int64(result.requests.served), "waited": Int64(result.waited),
            "longest": result.wait.largest, "wait": Int64(result.wait.sum),
        ]
    }
}
