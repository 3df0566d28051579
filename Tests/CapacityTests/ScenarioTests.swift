import Limits
import Pricing
import Synchronization
import Testing

@testable import Capacity

@Suite struct ScenarioTests {
    /// One request each at these seconds.
    private func workload(_ seconds: [Int64]) -> Workload {
        var workload = Workload(priceClasses: [])
        workload.arrivals = seconds.map { Arrival(at: Instant(nanoseconds: $0 * 1_000_000_000)) }
        return workload
    }

    private func comings(
        _ workload: Workload, _ scenario: Scenario, seed: UInt64 = 1
    ) -> [Workload.Coming] {
        var comings: [Workload.Coming] = []
        workload.forEach(of: scenario, seed: seed) { comings.append($0) }
        return comings
    }

    @Test func theLogIsLeftAsItIs() {
        let seconds: [Int64] = [0, 0, 3, 10]
        #expect(
            comings(workload(seconds), .asLogged).map(\.time.nanoseconds)
                == seconds.map { $0 * 1_000_000_000 })
    }

    @Test func moreThanCanBeSimulatedIsRefused() throws {
        let log = workload((0..<40_000).map { $0 })
        try log.check(Scenario("x750", growth: 750_000))
        #expect(throws: CapacityError.tooMany(requests: 30_040_000, scenario: "x751")) {
            try log.check(Scenario("x751", growth: 751_000))
        }
    }

    @Test func copiesComeBeforeTheNextRequest() {
        let log = workload([0, 1, 1, 5, 60])
        let found = comings(log, Scenario("x3", growth: 3000))
        #expect(found.count == 15)
        #expect(zip(found, found.dropFirst()).allSatisfy { $0.time <= $1.time })
        for position in 0..<5 {
            let own = found.filter { $0.position == position }
            #expect(own.count == 3)
            #expect(own[0].time == log.arrivals[position].time)
            guard position < 4 else { continue }
            let next = log.arrivals[position + 1].time
            #expect(own.allSatisfy { $0.time == own[0].time || $0.time < next })
        }
    }

    /// In a gap as long as the one before, though the log ends there.
    @Test(arguments: [[0, 1, 5, 60], [0, 5, 60, 60]] as [[Int64]])
    func copiesOfTheLastRequestAreSpreadToo(_ seconds: [Int64]) {
        let found = comings(workload(seconds), Scenario("x1000", growth: 1_000_000))
        let copies = found.filter { $0.position == 3 }.dropFirst().map {
            Double($0.time.nanoseconds) / 1e9 - 60
        }
        #expect(copies.count == 999)
        #expect(copies.allSatisfy { 0 <= $0 && $0 < 55 })
        // The mean of 999 even draws deviates by 55/√12/√999, half a second.
        #expect(abs(copies.reduce(0, +) / 999 - 27.5) < 2.5)
        #expect(zip(found, found.dropFirst()).allSatisfy { $0.time <= $1.time })
    }

    @Test func aPartOfACopyIsDrawn() {
        let log = workload((0..<10_000).map { Int64($0) })
        let found = comings(log, Scenario("x1.5", growth: 1500))
        #expect(abs(found.count - 15_000) < 200)
        #expect(found == comings(log, Scenario("x1.5", growth: 1500)))
        #expect(found != comings(log, Scenario("x1.5", growth: 1500), seed: 2))
    }

    /// As many steps as there are thousands of requests, up to about what was expected.
    @Test func aSimulationSaysHowFarItIs() throws {
        let log = workload((0..<5000).map { Int64($0) })
        let steps = Mutex<[SimulationStep]>([])
        let run = ScenarioRun(log, seed: 1) { step in steps.withLock { $0.append(step) } }
        let plan = try CapacityPlan([Deployment("a", concurrency: nil, service: .fixed(.zero))])
        _ = try run.result(plan, Scenario("x4", growth: 4000))
        #expect(steps.withLock { $0.map(\.offered) } == [0, 4096, 8192, 12_288, 16_384])
        #expect(steps.withLock { $0.allSatisfy { $0.expected == 20_000 } })
        let spike = Scenario.Spike(
            thousandths: 3000, start: .origin + .seconds(1000), length: .seconds(500))
        #expect(log.expectedCount(of: Scenario("spike", growth: 2000, spike: spike)) == 12_000)
    }

    @Test func aSpikeKeepsToItsTime() {
        let log = workload((0..<100).map { Int64($0) * 10 })
        let start = Instant(nanoseconds: 300_000_000_000)
        let spike = Scenario.Spike(thousandths: 4000, start: start, length: .seconds(95))
        let copies = comings(log, Scenario("spike", spike: spike)).filter {
            $0.time != log.arrivals[$0.position].time
        }
        #expect(copies.count == 30)
        #expect(copies.allSatisfy { start <= $0.time && $0.time < start + .seconds(95) })
    }

    @Test(
        arguments: [
            ("1.5x", 1500), ("x4", 4000), ("2", 2000), ("×1.001", 1001), ("0.5x", nil), ("x", nil),
            ("1.0001x", nil), ("1001", nil), ("four", nil),
        ] as [(String, Int64?)])
    func factorsAreRead(_ text: String, _ thousandths: Int64?) {
        #expect(Scenario.factor(text) == thousandths)
    }
}
