import Capacity
import Testing

/// The closed forms against values computed with 50 digits (mpmath); M/D/1 with 120.
@Suite struct ClosedFormTests {
    struct MultiServer: Sendable, CustomTestStringConvertible {
        let id: String
        let rate, serviceRate: Double
        let servers: Int
        let waitingProbability, wait, sojourn, waiting: Double
        /// Of 50, 95 and 99 %.
        let waits, sojourns: [Double]
        var testDescription: String { id }
    }

    static let multiServer = [
        MultiServer(
            id: "mmc_00", rate: 0.5, serviceRate: 1, servers: 1,
            waitingProbability: 0.5, wait: 1.0, sojourn: 2.0,
            waiting: 0.5,
            waits: [0.0, 4.605170185988092, 7.824046010856292],
            sojourns: [1.3862943611198906, 5.991464547107982, 9.210340371976182]),
        MultiServer(
            id: "mmc_02", rate: 1.8, serviceRate: 1, servers: 2,
            waitingProbability: 0.8526315789473684, wait: 4.263157894736843,
            sojourn: 5.263157894736843,
            waiting: 7.673684210526318,
            waits: [2.668597218159217, 14.181522683129447, 22.228712245299953],
            sojourns: [3.7691593820140734, 15.297238944670575, 23.344429999478955]),
        MultiServer(
            id: "mmc_04", rate: 7.6, serviceRate: 1, servers: 8,
            waitingProbability: 0.8441686306096838, wait: 2.1104215765242076,
            sojourn: 3.1104215765242076,
            waiting: 16.039203981583977,
            waits: [1.3093604387927904, 7.065823171277899, 11.089417952363148],
            sojourns: [2.410053942958608, 8.33802396117473, 12.366048566454952]),
        MultiServer(
            id: "mmc_06", rate: 30, serviceRate: 1, servers: 32,
            waitingProbability: 0.630222720667364, wait: 0.315111360333682,
            sojourn: 1.315111360333682,
            waiting: 9.45334081001046,
            waits: [0.11573259167851291, 1.2670251381755357, 2.071744094392586],
            sojourns: [1.033983699737496, 3.4723754306608154, 5.091506975413248]),
        MultiServer(
            id: "mmc_08", rate: 480, serviceRate: 1, servers: 500,
            waitingProbability: 0.26651251996236414, wait: 0.013325625998118207,
            sojourn: 1.0133256259981183,
            waiting: 6.396300479096739,
            waits: [0.0, 0.08366991081475714, 0.16414180643646215],
            sojourns: [0.7070766674287017, 3.009661780671772, 4.6190996931058725]),
        MultiServer(
            id: "mmc_10", rate: 5.53, serviceRate: 0.25, servers: 24,
            waitingProbability: 0.6042871789349243, wait: 1.2857174019892015,
            sojourn: 5.285717401989201,
            waiting: 7.110017233000284,
            waits: [0.40306691133885053, 5.302184130475121, 8.726520114377463],
            sojourns: [4.150110248918639, 13.998421342616146, 20.493777036577118]),
    ]

    @Test(arguments: multiServer)
    func erlangsQueue(_ expected: MultiServer) throws {
        let queue = try #require(
            MultiServerQueue(
                servers: expected.servers, offeredLoad: expected.rate / expected.serviceRate))
        #expect(isClose(queue.waitingProbability, expected.waitingProbability))
        #expect(isClose(queue.wait / expected.serviceRate, expected.wait))
        #expect(isClose(queue.sojourn / expected.serviceRate, expected.sojourn))
        #expect(isClose(queue.waiting, expected.waiting))
        for (place, share) in [0.5, 0.95, 0.99].enumerated() {
            let wait = queue.waitQuantile(share) / expected.serviceRate
            let sojourn = queue.sojournQuantile(share) / expected.serviceRate
            #expect(isClose(wait, expected.waits[place]))
            #expect(isClose(sojourn, expected.sojourns[place]))
        }
    }

    /// The cases erlangB_0, erlangB_2, erlangB_4.
    @Test(arguments: [
        (1, 1.0, 0.5, 0.5),
        (30, 20.0, 0.008457498340194705, 19.830850033196107),
        (1000, 1000.0, 0.02481191764616041, 975.1880823538396),
    ])
    func erlangsLoss(_ servers: Int, _ load: Double, _ blocking: Double, _ carried: Double) throws {
        let system = try #require(LossSystem(servers: servers, offeredLoad: load))
        #expect(isClose(system.blocking, blocking))
        #expect(isClose(system.carriedLoad, carried))
    }

    /// staff_0: a request waits with a probability of at most 0.2.
    @Test func fewestServersForAWaitingProbability() {
        let queue = MultiServerQueue.smallest(offeredLoad: 50 / 0.5) {
            $0.waitingProbability <= 0.2
        }
        #expect(queue?.servers == 111)
    }

    /// staff_2: 95 % of requests take at most 12.5 s.
    @Test func fewestServersForALatency() {
        let queue = MultiServerQueue.smallest(offeredLoad: 5.53 / 0.25) {
            $0.sojournQuantile(0.95) / 0.25 <= 12.5
        }
        #expect(queue?.servers == 26)
        #expect(MultiServerQueue.smallest(offeredLoad: 5, most: 64) { _ in false } == nil)
    }

    /// The cases mg1_0, mg1_2, mg1_4.
    @Test(arguments: [
        (0.7, 0.0, 1.1666666666666663, 2.1666666666666665, 0.8166666666666664),
        (0.7, 1.5, 3.791666666666666, 4.791666666666666, 2.654166666666666),
        (0.5, 4.0, 8.5, 9.5, 4.25),
    ])
    func pollaczekAndKhinchine(
        _ load: Double, _ variation: Double, _ wait: Double, _ sojourn: Double, _ waiting: Double
    ) throws {
        let queue = try #require(SingleServerQueue(utilisation: load, variation: variation))
        #expect(isClose(queue.wait, wait, 1e-12))
        #expect(isClose(queue.sojourn, sojourn, 1e-12))
        #expect(isClose(queue.waiting, waiting, 1e-12))
    }

    /// The cases md1_0.
    @Test(arguments: [
        (0.0, 0.19999999999999996),
        (0.5, 0.298364939528254),
        (1.0, 0.4451081856984934),
        (2.0, 0.6345199363202281),
        (5.0, 0.8995027617536018),
        (10.0, 0.9883428917349866),
        (15.0, 0.998647837589963),
    ])
    func constantServiceTimes(_ time: Double, _ probability: Double) throws {
        let queue = try #require(ConstantServiceQueue(utilisation: 0.8))
        #expect(abs(queue.waitProbability(upTo: time) - probability) <= 1e-10)
        #expect(isClose(queue.wait, 2))
    }

    /// The cases mmck_0, mmck_2.
    @Test(arguments: [
        (
            0.9, 1, 10,
            [
                0.0508137313274124, 0.8542676418053289, 3.115172956780845, 3.646600672123705,
                0.8542676418053289,
            ]
        ),
        (
            16.0, 4, 20,
            [
                0.7500000000039595, 3.999999999936648, 15.666666666826986, 3.9166666667687786,
                0.999999999984162,
            ]
        ),
    ])
    func finiteQueue(_ load: Double, _ servers: Int, _ places: Int, _ expected: [Double]) throws {
        let queue = try #require(
            FiniteQueue(servers: servers, places: places, offeredLoad: load))
        let wait = try #require(queue.wait)
        let found = [queue.refused, queue.carriedLoad, queue.waiting, wait, queue.utilisation]
        for (value, wanted) in zip(found, expected) { #expect(isClose(value, wanted)) }
    }

    @Test func queueWithoutPlacesIsALossSystem() throws {
        let queue = try #require(FiniteQueue(servers: 30, places: 30, offeredLoad: 20))
        let system = try #require(LossSystem(servers: 30, offeredLoad: 20))
        #expect(isClose(queue.refused, system.blocking))
    }

    @Test func hugeFiniteQueueIsOneWithoutBound() throws {
        let finite = try #require(FiniteQueue(servers: 8, places: 5000, offeredLoad: 7.6))
        let infinite = try #require(MultiServerQueue(servers: 8, offeredLoad: 7.6))
        #expect(isClose(finite.waiting, infinite.waiting))
        let full = try #require(FiniteQueue(servers: 2, places: 5000, offeredLoad: 40))
        #expect(isClose(full.refused, 0.95))
    }

    @Test func whatCannotKeepUpHasNoClosedForm() {
        #expect(SingleServerQueue(utilisation: 1, variation: 1) == nil)
        #expect(ConstantServiceQueue(utilisation: 1) == nil)
        #expect(LossSystem(servers: 0, offeredLoad: 1) == nil)
        #expect(FiniteQueue(servers: 3, places: 2, offeredLoad: 1) == nil)
    }

    private func isClose(_ value: Double, _ expected: Double, _ tolerance: Double = 1e-10) -> Bool {
        abs(value - expected) <= tolerance * max(abs(expected), 1e-12)
    }
}
