import Limits
import Statistics
import Testing

@testable import Capacity

/// What must be true of any plan and any traffic, at all times.
@Suite struct ConservationTests {
    @Test(arguments: 1...60)
    func everyRequestIsServedLostOrOnItsWay(seed: UInt64) throws {
        var random = RandomPlan(seed: seed)
        let plan = try random.plan()
        var simulation = Simulation(plan, seed: seed, from: .origin)
        var attempts = [UInt64: Int]()
        var last = Instant.origin
        nonisolated(unsafe) var ended: [Attempt] = []
        simulation.onAttempt = { ended.append($0) }
        for arrival in random.arrivals(400, over: plan) {
            try simulation.offer(arrival)
            check(simulation)
        }
        simulation.finish()
        check(simulation)
        let result = simulation.result
        #expect(result.present.total == 0)
        #expect(result.requests.arrived == 400)
        #expect(result.requests.ended == 400)
        for attempt in ended {
            #expect(attempt.ended >= last)
            last = attempt.ended
            attempts[attempt.request, default: 0] += 1
            #expect(attempts[attempt.request] == attempt.number)
        }
        #expect(ended.count { $0.isLast } == 400)
        #expect(Set(ended.filter(\.isLast).map(\.request)).count == 400)
        check(result, ended)
    }

    /// What holds between two events.
    private func check(_ simulation: Simulation) {
        let present = simulation.present
        let tally = simulation.tally
        #expect(tally.requests.arrived == tally.requests.ended + UInt64(present.total))
        #expect(simulation.requests.count == present.total)
        for station in simulation.stations {
            let deployment = station.deployment
            #expect(station.busy.value >= 0 && station.waiting.value >= 0)
            #expect(
                station.requests.arrived == station.requests.ended + station.counts.sentOn
                    + UInt64(station.present.total))
            if let concurrency = deployment.concurrency {
                #expect(station.busy.peak <= concurrency)
            }
            guard let queue = deployment.queue else {
                #expect(station.waiting.peak == 0)
                continue
            }
            if let places = queue.places { #expect(station.waiting.peak <= places) }
            if station.waiting.value > 0, station.hasFreeServer {
                checkHead(station, simulation)
            }
        }
    }

    /// Nobody waits for a free server but for a quota, and then it is known until when.
    private func checkHead(_ station: Station, _ simulation: Simulation) {
        #expect(station.deployment.overQuota == .queue)
        var (line, quotas) = (station.line, station.quotas)
        while let place = line.first {
            let request = simulation.requests[place.slot]
            if request.stage == .waiting, request.ticket == place.ticket {
                let refusal = quotas.admit(request.arrival.tokens, at: simulation.now)
                guard let until = refusal?.until, let wakes = station.wakes else {
                    Issue.record("a request waits that might begin")
                    return
                }
                #expect(wakes > simulation.now && wakes <= until)
                return
            }
            line.removeFirst()
        }
        Issue.record("the line has fewer requests than wait")
    }

    /// What holds in the end.
    private func check(_ result: CapacityResult, _ attempts: [Attempt]) {
        let seconds = (result.period.end - result.period.start).seconds
        for (place, station) in result.stations.enumerated() {
            let here = attempts.filter { $0.deployment == place }
            let work = here.reduce(0.0) { sum, attempt in
                sum + (attempt.began.map { (attempt.ended - $0).seconds } ?? 0)
            }
            #expect(abs(station.meanBusy * seconds - work) <= 1e-6 * max(work, 1))
            if let utilisation = station.utilisation {
                #expect(utilisation <= 1 + 1e-12)
            }
            let counts = station.attempts
            let refused =
                counts.overQuota.reduce(0, +) + counts.tooLarge + counts.noPlace
                + counts.waitedTooLong
            #expect(
                counts.ended == counts.served + counts.failed + counts.timedOut + refused
                    + counts.abandoned)
            #expect(counts.served == UInt64(here.count { $0.ending == .served }))
            // Who leaves before a retry or a fallback makes no attempt, but is a request of here.
            let left = UInt64(here.count { $0.ending == .abandoned })
            #expect(station.requests.abandoned == left && counts.abandoned <= left)
            #expect(station.requests.served == counts.served)
            #expect(counts.ended == station.requests.arrived + counts.retried)
        }
        let ends = result.stations.reduce(into: OutcomeCounts()) { $0.add($1.requests) }
        #expect(ends.arrived == result.requests.arrived + result.fallbacks)
        #expect(ends.rejected == result.requests.rejected)
        #expect(ends.lost == result.requests.lost && ends.served == result.requests.served)
        #expect(result.attempts == result.requests.arrived + result.retries + result.fallbacks)
        let slices = result.timeline.reduce(into: OutcomeCounts()) { $0.add($1.requests) }
        #expect(slices == result.requests)
        #expect(result.timeline.reduce(0) { $0 + $1.retries } == result.retries)
        let busy = result.stations.reduce(0) { $0 + $1.meanBusy } * seconds
        #expect(
            abs(result.timeline.reduce(0) { $0 + $1.busySeconds } - busy) <= 1e-6 * max(busy, 1))
    }

    @Test(arguments: 1...20)
    func quotaThatNeverBindsChangesNothing(seed: UInt64) throws {
        var random = RandomPlan(seed: seed)
        let plan = try random.plan()
        let arrivals = random.arrivals(300, over: plan)
        func waits(_ change: (inout Deployment) -> Void) throws -> [Attempt] {
            let deployments = plan.deployments.map { deployment in
                var changed = deployment
                changed.quotas = []
                changed.overQuota = .reject
                change(&changed)
                return changed
            }
            var attempts: [Attempt] = []
            _ = try CapacityPlan(deployments, patience: plan.patience)
                .run(arrivals, seed: seed) { attempts.append($0) }
            return attempts
        }
        let plain = try waits { _ in }
        let huge = Quota(.requests, limit: 1 << 40, per: .minute)
        let tokens = Quota(
            .tokens(TokenAccounting(output: .settled(otherwise: 10))), limit: 1 << 40,
            per: .minute, shape: .slidingWindow)
        #expect(try waits { $0.quotas = [huge, tokens] } == plain)
        let queued = try waits {
            $0.quotas = [huge, tokens]
            $0.overQuota = $0.queue == nil ? .reject : .queue
        }
        #expect(queued == plain)
    }

    @Test func runRepeatsForASeedAndDiffersForAnother() throws {
        var random = RandomPlan(seed: 5)
        var deployment = try random.plan().deployments[0]
        deployment.failureShare = 0.3
        deployment.fallback = nil
        deployment.retry = RetrySchedule(retries: 4, first: .milliseconds(300))
        let plan = try CapacityPlan([deployment])
        let arrivals = random.arrivals(500, over: plan)
        func attempts(_ seed: UInt64) throws -> [Attempt] {
            var attempts: [Attempt] = []
            _ = try plan.run(arrivals, seed: seed) { attempts.append($0) }
            return attempts
        }
        let first = try attempts(1)
        #expect(try attempts(1) == first)
        #expect(try attempts(2) != first)
    }

    /// Little's law: the mean queue is measured over time, the mean wait over requests.
    @Test func queueIsWaitTimesRate() throws {
        let plan = try CapacityPlan([Deployment("servers", concurrency: 3, service: .recorded)])
        let gap = try #require(PositiveDistribution(.gamma, mean: 1 / 2.5, variation: 2))
        let service = try #require(PositiveDistribution(.weibull, mean: 1, variation: 1.3))
        let result = try plan.run(Traffic(gap: gap, service: service, count: 5000, seed: 3))
        let seconds = (result.period.end - result.period.start).seconds
        let waits = try #require(result.wait.mean) / 1e9 * 5000
        #expect(abs(result.stations[0].meanWaiting * seconds - waits) <= 1e-9 * waits)
        let latencies = try #require(result.latency.mean) / 1e9 * 5000
        let present = result.stations[0].meanWaiting + result.stations[0].meanBusy
        #expect(abs(present * seconds - latencies) <= 1e-9 * latencies)
    }
}
