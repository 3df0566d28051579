import Capacity
import Limits
import Statistics
import Testing

/// Spikes: the backlog that they leave, and how it drains.
@Suite struct SpikeSimulationTests {
    /// The cases fluid_0, fluid_2: arrivals at even gaps, four times as dense during a spike, and one
    /// server.
    @Test(arguments: [
        (50.0, 200.0, 100.0, 60.0, [6000, 60, 120, 18_000]),
        (100, 400, 150, 300, [75_000, 500, 1500, 270_000]),
    ])
    func backlogIsThatOfAFluid(
        _ base: Double, _ spike: Double, _ capacity: Double, _ length: Double, _ expected: [Double]
    ) throws {
        let backlog = (spike - capacity) * length
        let drain = backlog / (capacity - base)
        let delayed = spike * length + base * drain
        #expect([backlog, backlog / capacity, drain, delayed] == expected)

        let calm = 10.0
        let service = TimeSpan(rounding: 1 / capacity)
        let plan = try CapacityPlan([
            Deployment("server", concurrency: 1, service: .fixed(service))
        ])
        var lastWaiting = Instant.origin
        let arrivals = evenArrivals([(base, calm), (spike, length), (base, drain + calm)])
        let result = try plan.run(arrivals) { attempt in
            guard let began = attempt.began, began > attempt.arrival.time else { return }
            lastWaiting = began
        }
        #expect(abs(Double(result.stations[0].mostWaiting) - backlog) <= 1)
        let longest = Double(result.wait.largest) / 1e9
        #expect(abs(longest - backlog / capacity) <= 1 / capacity)
        #expect(abs(lastWaiting.seconds - (calm + length + drain)) <= 1 / base)
        #expect(abs(Double(result.waited) - delayed) <= 1)
    }

    private func evenArrivals(_ phases: [(rate: Double, seconds: Double)]) -> [Arrival] {
        var start = 0.0
        return phases.flatMap { rate, seconds in
            defer { start += seconds }
            return (0..<Int((rate * seconds).rounded())).map { number in
                Arrival(at: .origin + TimeSpan(rounding: start + Double(number) / rate))
            }
        }
    }

    /// The case transient_0: 5 requests/s, 20 from 60 s to 120 s, 16 servers of 1 s.
    ///
    /// Expected are the number in the system and the probability to wait, by a matrix exponential of
    /// 2200 states.
    @Test func spikeComesAndGoesAsTheChainOfStatesDoes() async throws {
        let expected: [(second: Int, present: Double, waiting: Double)] = [
            (60, 5.00003248864591, 7.147502109296996e-05),
            (65, 32.977839872621814, 0.958831678199208),
            (90, 133.2612104669814, 0.9999845332663783),
            (120, 253.2613678573237, 0.9999999926959703),
            (125, 198.261526959918, 0.9999650724035791),
            (140, 42.48475304651386, 0.6386895709960573),
            (160, 5.004152632152298, 0.00016790791948624107),
            (240, 5.000032488646195, 7.147502109297398e-05),
        ]
        let runs = 2000
        let halves = try await withThrowingTaskGroup(of: [[Double]].self) { group in
            for half in 0..<2 {
                group.addTask {
                    try (0..<runs / 2).map { try Self.present(seed: UInt64(2 * $0 + half)) }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        for (second, present, waiting) in expected {
            let values = halves.map { $0[second / 5 - 1] }
            #expect(Replications(values: values).covers(present))
            let count = Double(values.count { $0 >= 16 })
            let mean = waiting * Double(runs)
            // Of a binomial count; where hardly any is expected, its distribution is Poisson's.
            let bound = 4 * max((mean * (1 - waiting)).squareRoot(), 0.5) + 1
            #expect(abs(count - mean) <= bound)
        }
    }

    /// How many requests are in the system every five seconds.
    private static func present(seed: UInt64) throws -> [Double] {
        let service = try #require(PositiveDistribution(.exponential, mean: 1))
        let plan = try CapacityPlan(
            [Deployment("servers", concurrency: 16, service: .drawn(service))],
            slice: .seconds(5))
        var simulation = Simulation(plan, seed: seed, from: .origin)
        var generator = SplitMix64(seed: ~seed)
        let gap = try #require(PositiveDistribution(.exponential, mean: 1))
        // The work that arrives is that of one request a second on a clock that runs as fast as
        // requests come.
        var work = gap.draw(using: &generator)
        while work < 2100 {
            let time =
                work < 300
                ? work / 5 : work < 1500 ? 60 + (work - 300) / 20 : 120 + (work - 1500) / 5
            try simulation.offer(Arrival(at: .origin + TimeSpan(rounding: time)))
            work += gap.draw(using: &generator)
        }
        simulation.advance(to: .origin + .seconds(240))
        return simulation.result.timeline.dropLast().map { Double($0.atEnd.total) }
    }
}

extension Instant {
    fileprivate var seconds: Double { (self - .origin).seconds }
}
