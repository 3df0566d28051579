import Capacity
import Limits
import Statistics
import Testing

/// Simulations of queues against ciw 3.2.7 and against closed forms.
@Suite struct QueueSimulationTests {
    struct Independent: Sendable, CustomTestStringConvertible {
        let id: String
        let gap, service: PositiveDistribution?
        let servers: Int
        let horizonSeconds: Double
        /// Mean, and half of the interval of 99 %: wait, latency, share that waits, and latency of
        /// 50, 95 and 99 %.
        let expected: [(mean: Double, halfWidth: Double)]
        var testDescription: String { id }
    }

    static let independent = [
        Independent(
            id: "ciw_mm4", gap: PositiveDistribution(.exponential, mean: 1 / 3.2),
            service: PositiveDistribution(.exponential, mean: 1), servers: 4, horizonSeconds: 3000,
            expected: [
                (0.7190203939232862, 0.0564569520465975),
                (1.7200432437395103, 0.0587564791250909),
                (0.5948817335664691, 0.01117964337679118),
                (1.3345115835511494, 0.0363391796662117),
                (4.63644953047672, 0.22196947640116485), (6.668919977686237, 0.40848844332172124),
            ]),
        Independent(
            id: "ciw_md4", gap: PositiveDistribution(.exponential, mean: 1 / 3.2),
            service: PositiveDistribution(.constant, mean: 1), servers: 4, horizonSeconds: 3000,
            expected: [
                (0.38323449595745795, 0.012264532171214183),
                (1.3832344959574583, 0.012264532171214183),
                (0.5768077747202599, 0.006400201334685709),
                (1.135261059867267, 0.012004588260154197),
                (2.524112837556605, 0.05090032291910317), (3.3982700418732263, 0.104438546225829),
            ]),
        Independent(
            id: "ciw_gammaln8", gap: PositiveDistribution(.gamma, mean: 1 / 6.0, variation: 2),
            service: PositiveDistribution(.lognormal, mean: 1, variation: 1.5), servers: 8,
            horizonSeconds: 1600,
            expected: [
                (0.77712099114645, 0.0894950593881733), (1.7765639324457527, 0.09368747186933296),
                (0.5994951414154766, 0.017223914321828508),
                (1.1932363486662827, 0.06405645438267077),
                (5.304127620134927, 0.36982604562085875), (8.396983602548278, 0.4260540451842982),
            ]),
    ]

    /// The mean lies within one and a half times both intervals.
    @Test(arguments: independent)
    func queueIsThatOfAnIndependentSimulation(_ expected: Independent) throws {
        let gap = try #require(expected.gap)
        let service = try #require(expected.service)
        let count = Int(expected.horizonSeconds / gap.mean)
        let plan = try CapacityPlan([
            Deployment("servers", concurrency: expected.servers, service: .recorded)
        ])
        let found = try Replications.run(21) { seed in
            let traffic = Traffic(gap: gap, service: service, count: count, seed: seed)
            let run = try plan.experience(traffic, warmUp: count / 10)
            let latencies = run.latencies.sorted()
            return [run.meanWait, run.meanLatency, run.shareWaiting]
                + [0.5, 0.95, 0.99].map { nearestRank(latencies, $0) }
        }
        for (found, expected) in zip(found, expected.expected) {
            let tolerance = 1.5 * (expected.halfWidth + found.halfWidth)
            #expect(abs(found.mean - expected.mean) <= tolerance)
        }
    }

    /// The cases mg1_0, mg1_2, mg1_4.
    @Test(arguments: [
        (PositiveDistribution.Family.constant, 0.7, 1.0), (.lognormal, 0.7, 1.5),
        (.lognormal, 0.5, 4),
    ])
    func meanWaitOfOneServerIsPollaczekAndKhinchines(
        _ family: PositiveDistribution.Family, _ load: Double, _ variation: Double
    ) throws {
        let service = try #require(PositiveDistribution(family, mean: 1, variation: variation))
        let queue = try #require(
            SingleServerQueue(utilisation: load, variation: service.variation))
        let found = try waits(rate: load, service: service, servers: 1)
        #expect(found[0].covers(queue.wait))
        #expect(found[1].covers(load))
    }

    /// The cases gm1_0, gm1_2, gm1_4: the root of σ = A*(μ(1-σ)).
    @Test(arguments: [
        (1.0, 0.8, 4.000000000000001), (3.0, 0.9575512823927307, 22.557837700820215),
        (0.5, 0.6939447217517696, 2.2673836103193623),
    ])
    func burstyArrivalsWaitLonger(
        _ variation: Double, _ waitingProbability: Double, _ wait: Double
    ) throws {
        let gap = try #require(
            PositiveDistribution(.gamma, mean: 1.25, variation: variation))
        let service = try #require(PositiveDistribution(.exponential, mean: 1))
        let found = try waits(gap: gap, service: service, servers: 1)
        #expect(found[0].covers(wait))
        #expect(found[1].covers(waitingProbability))
    }

    private func waits(
        rate: Double, service: PositiveDistribution, servers: Int
    ) throws -> [Replications] {
        let gap = try #require(PositiveDistribution(.exponential, mean: 1 / rate))
        return try waits(gap: gap, service: service, servers: servers)
    }

    /// Mean wait and share that waits.
    private func waits(
        gap: PositiveDistribution, service: PositiveDistribution, servers: Int
    ) throws -> [Replications] {
        let plan = try CapacityPlan([
            Deployment("servers", concurrency: servers, service: .recorded)
        ])
        return try Replications.run(20) { seed in
            let traffic = Traffic(gap: gap, service: service, count: 8000, seed: seed)
            let run = try plan.experience(traffic, warmUp: 1500)
            return [run.meanWait, run.shareWaiting]
        }
    }

    /// The cases mmck_0, mmck_2.
    @Test(arguments: [(0.9, 1, 10), (16.0, 4, 20)])
    func boundedQueueRefusesWhatItHasNoPlaceFor(
        _ rate: Double, _ servers: Int, _ places: Int
    ) throws {
        let queue = try #require(FiniteQueue(servers: servers, places: places, offeredLoad: rate))
        let wait = try #require(queue.wait)
        let gap = try #require(PositiveDistribution(.exponential, mean: 1 / rate))
        let service = try #require(PositiveDistribution(.exponential, mean: 1))
        var deployment = Deployment("servers", concurrency: servers, service: .drawn(service))
        deployment.queue?.places = places - servers
        let plan = try CapacityPlan([deployment])
        let found = try Replications.run(20) { seed in
            let traffic = Traffic(gap: gap, service: nil, count: 4000, seed: seed)
            let run = try plan.experience(traffic, warmUp: 1000, seed: seed &+ 1)
            return [run.shareLost, run.meanWait]
        }
        #expect(found[0].covers(queue.refused))
        #expect(found[1].covers(wait))
    }

    /// The case erlangB_2.
    @Test func serversWithoutAQueueRefuseWhatFindsThemBusy() throws {
        let gap = try #require(PositiveDistribution(.exponential, mean: 1 / 20.0))
        let service = try #require(PositiveDistribution(.lognormal, mean: 1, variation: 1.5))
        var deployment = Deployment("servers", concurrency: 30, service: .drawn(service))
        deployment.queue = nil
        let plan = try CapacityPlan([deployment])
        let found = try Replications.run(20) { seed in
            let traffic = Traffic(gap: gap, service: nil, count: 6000, seed: seed)
            return [try plan.experience(traffic, warmUp: 1000, seed: seed &+ 1).shareLost]
        }
        #expect(found[0].covers(0.008457498340194705))
    }

    /// The cases erlangA_0, erlangA_2: callers whose patience has an exponential distribution.
    @Test(arguments: [
        (10.0, 10, 0.5, 0.10391321232630818), (40, 30, 0.2, 0.2500056951563796),
    ])
    func impatientCallersLeave(
        _ rate: Double, _ servers: Int, _ abandonRate: Double, _ share: Double
    ) throws {
        let gap = try #require(PositiveDistribution(.exponential, mean: 1 / rate))
        let service = try #require(PositiveDistribution(.exponential, mean: 1))
        let patience = try #require(PositiveDistribution(.exponential, mean: 1 / abandonRate))
        let plan = try CapacityPlan(
            [Deployment("servers", concurrency: servers, service: .drawn(service))],
            patience: .drawn(patience))
        let found = try Replications.run(20) { seed in
            let traffic = Traffic(gap: gap, service: nil, count: 5000, seed: seed)
            return [try plan.experience(traffic, warmUp: 500, seed: seed &+ 1).shareLost]
        }
        #expect(found[0].covers(share))
    }
}
