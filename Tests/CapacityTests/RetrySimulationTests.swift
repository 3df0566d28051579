import Capacity
import Limits
import Statistics
import Testing

/// Retries: what they cost, and how those that come back meet the others.
@Suite struct RetrySimulationTests {
    /// The cases retry_0, retry_2: a geometric sum.
    @Test(arguments: [(0.1, 3, 1.111, 0.0001), (0.9, 5, 4.68559, 0.531441)])
    func independentFailuresMultiplyAttempts(
        _ failures: Double, _ retries: Int, _ attempts: Double, _ lost: Double
    ) throws {
        let terms = (0...retries).reduce(into: [1.0]) { terms, _ in
            terms.append((terms.last ?? 1) * failures)
        }
        #expect(abs(terms.dropLast().reduce(0, +) - attempts) <= 1e-12 * attempts)
        #expect(abs((terms.last ?? 0) - lost) <= 1e-12 * lost)

        var deployment = Deployment("failing", concurrency: nil, service: .fixed(.seconds(1)))
        deployment.failureShare = failures
        deployment.retry = RetrySchedule(retries: retries, first: .milliseconds(100))
        let plan = try CapacityPlan([deployment])
        let gap = try #require(PositiveDistribution(.exponential, mean: 1))
        let found = try Replications.run(20) { seed in
            let count = 2000
            let traffic = Traffic(gap: gap, service: nil, count: count, seed: seed)
            let result = try plan.run(traffic, seed: seed)
            #expect(result.retries == result.attempts - UInt64(count))
            return [Double(result.attempts), Double(result.requests.failed)].map {
                $0 / Double(count)
            }
        }
        #expect(found[0].covers(attempts))
        #expect(found[1].covers(lost))
    }

    /// The cases retrial_0, retrial_2: one server, and who finds it busy comes back after a time with
    /// an exponential distribution, again and again.
    ///
    /// Formula: Falin and Templeton, "Retrial Queues" (1997).
    @Test(arguments: [(0.5, 1.0, 1.0, 2.0), (0.7, 5.0, 1.9599999999999995, 2.7999999999999994)])
    func refusedCallersComeBackUntilTheyAreServed(
        _ rate: Double, _ retryRate: Double, _ orbit: Double, _ wait: Double
    ) throws {
        let formula = rate * (rate + rate * retryRate) / ((1 - rate) * retryRate)
        #expect(abs(formula - orbit) <= 1e-12 * orbit)
        #expect(abs(formula / rate - wait) <= 1e-12 * wait)

        let service = try #require(PositiveDistribution(.exponential, mean: 1))
        var deployment = Deployment("server", concurrency: 1, service: .drawn(service))
        deployment.queue = nil
        deployment.retry = RetrySchedule(
            retries: .max, first: TimeSpan(rounding: 1 / retryRate), factor: 1,
            jitter: .exponential)
        let plan = try CapacityPlan([deployment])
        let gap = try #require(PositiveDistribution(.exponential, mean: 1 / rate))
        let found = try Replications.run(20) { seed in
            let traffic = Traffic(gap: gap, service: nil, count: 5000, seed: seed)
            let run = try plan.experience(traffic, warmUp: 1000, seed: seed &+ 1)
            #expect(run.lost == 0)
            return [run.meanWait]
        }
        #expect(found[0].covers(wait))
    }

    /// The cases retryfix_0, retryfix_2: with immediate retries for ever, the load that arrives is a
    /// fixed point of Erlang's loss (Cohen's approximation).
    @Test(arguments: [
        (8.0, 10, 10.47365042941501, 0.2361784409443166, 1.3092063036768762),
        (95.0, 100, 109.85431974285282, 0.13521834897001625, 1.1563612604510822),
    ])
    func retriesMultiplyTheOfferedLoad(
        _ offered: Double, _ servers: Int, _ effective: Double, _ blocking: Double,
        _ attempts: Double
    ) throws {
        var (low, high) = (offered, 10 * offered)
        while true {
            let middle = (low + high) / 2
            guard low < middle, middle < high else { break }
            let system = try #require(LossSystem(servers: servers, offeredLoad: middle))
            (low, high) = system.carriedLoad < offered ? (middle, high) : (low, middle)
        }
        let system = try #require(LossSystem(servers: servers, offeredLoad: low))
        #expect(abs(low - effective) <= 1e-9 * effective)
        #expect(abs(system.blocking - blocking) <= 1e-9 * blocking)
        #expect(abs(1 / (1 - system.blocking) - attempts) <= 1e-9 * attempts)
    }

    @Test func retryAfterIsHeeded() throws {
        var deployment = Deployment("quota", concurrency: nil, service: .fixed(.zero))
        deployment.quotas = [Quota(.requests, limit: 1, per: .minute)]
        deployment.retry = RetrySchedule(retries: 1, first: .milliseconds(1))
        let arrivals = [0, 10].map { Arrival(at: .origin + .seconds($0)) }
        let result = try CapacityPlan([deployment]).run(arrivals)
        #expect(result.requests.served == 2)
        #expect(result.latency.largest == TimeSpan.seconds(50).nanoseconds)
    }
}
