import Capacity
import Limits
import Testing

@Suite struct ServiceLevelTests {
    @Test func boundsAreRead() throws {
        let level = try ServiceLevel("p95 < 2s, wait p99.9 <= 500ms,rejected < 0.1%")
        #expect(
            level.terms.map(\.metric) == [
                .latency(share: 0.95), .wait(share: 0.999), .share(.rejected),
            ])
        #expect(level.terms.map(\.bound) == [2, 0.5, 0.001])
        #expect(level.terms.map(\.includesBound) == [false, true, false])
        #expect(level.text == "p95 < 2s, wait p99.9 <= 500ms, rejected < 0.1%")
        #expect(level.latencyGoal?.latency == .seconds(2))
    }

    @Test(arguments: [
        "", "p95", "p95 < 2", "p95 > 2s", "p0 < 1s", "p100 < 1s", "rejected < 2s",
        "rejected < 101%", "refused < 1%", "p95 < 2s, p95 < 3s", "p95 < 2s,",
    ])
    func othersAreRefused(_ text: String) {
        #expect(throws: ServiceLevel.Fault.self) { _ = try ServiceLevel(text) }
    }

    /// Two servers and one place for four requests at once: one waits, and one has no place.
    @Test func aRunIsJudged() throws {
        var deployment = Deployment("a", concurrency: 2, service: .fixed(.seconds(1)))
        deployment.queue = Deployment.Queue(places: 1)
        let arrivals = (0..<4).map { _ in Arrival(at: .origin) }
        let result = try CapacityPlan([deployment]).run(arrivals)
        func holds(_ text: String) throws -> Bool { try ServiceLevel(text).holds(result) }
        #expect(try holds("p99 <= 2s, p50 <= 1s, rejected <= 25%, lost <= 25%, failed <= 0%"))
        #expect(try !holds("p99 < 2s"))
        #expect(try !holds("rejected < 25%"))
        #expect(try holds("wait p66 < 1ms, wait p67 <= 1s"))
        #expect(try !holds("wait p67 < 1s"))
    }

    @Test func whereNothingIsServedNoTimeHolds() throws {
        var deployment = Deployment("a", concurrency: nil, service: .fixed(.seconds(1)))
        deployment.failureShare = 1
        let result = try CapacityPlan([deployment]).run([Arrival(at: .origin)])
        #expect(try !ServiceLevel("p95 < 1h").holds(result))
        #expect(try !ServiceLevel("failed < 100%").holds(result))
    }
}
