import Capacity
import Limits
import Statistics
import Testing

@Suite struct HorizonTests {
    /// 100 requests of ten years each for one server: more than nanoseconds count in 64 bits.
    @Test func aQueueOfCenturiesEnds() throws {
        let plan = try CapacityPlan(
            [Deployment("a", concurrency: 1, service: .fixed(.longest))],
            slice: .seconds(30 * 86_400))
        let now = Instant(nanoseconds: 1_767_225_600_000_000_000)
        var simulation = Simulation(plan, seed: 1, from: now)
        for _ in 0..<100 { try simulation.offer(Arrival(at: now)) }
        simulation.finish()
        let result = simulation.result
        #expect(result.requests.served == 100)
        #expect(result.latency.largest == (1 << 62) - now.nanoseconds)
    }
}
