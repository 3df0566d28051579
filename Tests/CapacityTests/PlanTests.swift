import Capacity
import Limits
import Pricing
import Statistics
import Testing

/// What a plan does to single requests, and which plans can't be run.
@Suite struct PlanTests {
    private let second = TimeModel.fixed(.seconds(1))

    private func arrivals(_ seconds: Int64...) -> [Arrival] {
        seconds.map { Arrival(at: .origin + .seconds($0)) }
    }

    private func endings(
        _ plan: CapacityPlan, _ arrivals: [Arrival]
    ) throws -> [Attempt.Ending] {
        var endings: [Attempt.Ending] = []
        _ = try plan.run(arrivals) { endings.append($0.ending) }
        return endings
    }

    @Test func refusedRequestsGoToTheFallback() throws {
        var first = Deployment("first", concurrency: 1, service: second)
        first.queue = nil
        first.fallback = 1
        let other = Deployment("other", concurrency: nil, service: second)
        let plan = try CapacityPlan([first, other])
        #expect(try endings(plan, arrivals(0, 0)) == [.noPlace, .served, .served])
        let result = try plan.run(arrivals(0, 0))
        #expect(result.fallbacks == 1)
        #expect(result.stations.map(\.attempts.served) == [1, 1])
        #expect(result.retriedRequests == 1)
    }

    @Test func timeoutFreesTheServer() throws {
        var deployment = Deployment("slow", concurrency: 1, service: .fixed(.seconds(10)))
        deployment.timeout = .seconds(2)
        let plan = try CapacityPlan([deployment])
        let result = try plan.run(arrivals(0, 0))
        #expect(try endings(plan, arrivals(0, 0)) == [.timedOut, .timedOut])
        #expect(result.period.end == .origin + .seconds(4))
        #expect(result.requests.failed == 2)
    }

    @Test func queueLetsGoOfWhoHasWaitedTooLong() throws {
        var deployment = Deployment("busy", concurrency: 1, service: .fixed(.seconds(10)))
        deployment.queue?.longestWait = .seconds(3)
        let plan = try CapacityPlan([deployment])
        #expect(try endings(plan, arrivals(0, 1, 8)) == [.waitedTooLong, .served, .served])
    }

    @Test func callersLeaveAlsoWhileTheyBackOff() throws {
        var deployment = Deployment("busy", concurrency: 1, service: .fixed(.seconds(10)))
        deployment.queue = nil
        deployment.retry = RetrySchedule(retries: 9, first: .seconds(4), factor: 1, jitter: .none)
        let plan = try CapacityPlan([deployment], patience: .fixed(.seconds(5)))
        #expect(
            try endings(plan, arrivals(0, 1)) == [.noPlace, .noPlace, .abandoned, .served])
        #expect(try plan.run(arrivals(0, 1)).requests.abandoned == 1)
    }

    /// The first attempt fails after 10 s, and by then the caller has left: nobody else is asked.
    @Test func callersWhoHaveLeftAreSentNowhere() throws {
        var first = Deployment("failing", concurrency: nil, service: .fixed(.seconds(10)))
        first.failureShare = 1
        first.fallback = 1
        let other = Deployment("other", concurrency: nil, service: second)
        func endings(patience: Int64) throws -> [Attempt.Ending] {
            let plan = try CapacityPlan(
                [first, other], patience: .fixed(.seconds(patience)))
            return try self.endings(plan, arrivals(0))
        }
        #expect(try endings(patience: 9) == [.failed, .abandoned])
        #expect(try endings(patience: 11) == [.failed, .served])
        first.retry = RetrySchedule(retries: 1, first: .milliseconds(1), jitter: .none)
        #expect(try endings(patience: 9) == [.failed, .abandoned])
        #expect(try endings(patience: 11) == [.failed, .failed, .abandoned])
    }

    /// The rules that the example states: the second finds no place and takes nothing from the quota,
    /// which the third needs; that one comes in as work ends, and finds the server free.
    @Test func aPlaceIsLookedForBeforeAQuotaAndWorkEndsBeforeArrivals() throws {
        var deployment = Deployment("one", concurrency: 1, service: .fixed(.seconds(10)))
        deployment.queue = nil
        deployment.quotas = [Quota(.requests, limit: 2, per: .minute, shape: .fixedWindow)]
        let plan = try CapacityPlan([deployment])
        #expect(
            try endings(plan, arrivals(0, 1, 10, 20, 60))
                == [.noPlace, .served, .served, .overQuota(0), .served])
    }

    @Test func requestThatNoQuotaEverHoldsDoesNotBlockTheQueue() throws {
        var deployment = Deployment("small", concurrency: nil, service: second)
        deployment.quotas = [Quota(.tokens(TokenAccounting()), limit: 100, per: .minute)]
        deployment.overQuota = .queue
        deployment.retry = RetrySchedule(retries: 5, first: .seconds(1))
        let plan = try CapacityPlan([deployment])
        let sizes: [UInt64] = [80, 120, 80]
        let arrivals = sizes.map {
            Arrival(at: .origin, tokens: RequestTokens(TokenUsage(input: $0)))
        }
        #expect(try endings(plan, arrivals) == [.tooLarge(0), .served, .served])
        #expect(try plan.run(arrivals).wait.largest == TimeSpan.seconds(36).nanoseconds)
    }

    @Test func whatIsReservedAndNotWrittenIsGivenBack() throws {
        var deployment = Deployment("reserving", concurrency: nil, service: second)
        func served(_ output: TokenAccounting.Output) throws -> UInt64 {
            deployment.quotas = [
                Quota(
                    .tokens(TokenAccounting(output: output)), limit: 1000, per: .minute,
                    shape: .slidingWindow)
            ]
            let tokens = RequestTokens(
                TokenUsage(input: 100, output: 50), maximumOutput: 900)
            let arrivals = (0..<10).map {
                Arrival(at: .origin + .seconds(2 * $0), tokens: tokens)
            }
            return try CapacityPlan([deployment]).run(arrivals).requests.served
        }
        #expect(try served(.actual) == 6)
        #expect(try served(.reserved(otherwise: 0)) == 1)
        #expect(try served(.settled(otherwise: 0)) == 1)
        // Once the reservation is as small as what is left after the others.
        deployment.quotas = [
            Quota(
                .tokens(TokenAccounting(output: .settled(otherwise: 0))), limit: 2000,
                per: .minute, shape: .slidingWindow)
        ]
        let tokens = RequestTokens(
            TokenUsage(input: 100, output: 50), maximumOutput: 900)
        let arrivals = (0..<10).map { Arrival(at: .origin + .seconds(2 * $0), tokens: tokens) }
        #expect(try CapacityPlan([deployment]).run(arrivals).requests.served == 7)
    }

    /// One of two is worked on; the other is counted as it comes in, and leaves the queue after 2 s.
    @Test func whatWasReservedForWhoLeavesTheQueueIsGivenBack() throws {
        var deployment = Deployment("one", concurrency: 1, service: .fixed(.seconds(30)))
        deployment.queue?.longestWait = .seconds(2)
        deployment.quotas = [
            Quota(
                .tokens(TokenAccounting(output: .settled(otherwise: 0))), limit: 1200,
                per: .minute, shape: .slidingWindow)
        ]
        let tokens = RequestTokens(TokenUsage(input: 100, output: 50), maximumOutput: 500)
        let arrivals = [0, 0, 1, 29].map { Arrival(at: .origin + .seconds($0), tokens: tokens) }
        // At 29 s the first still counts 600 and the second 100: there is room for 500.
        #expect(
            try endings(CapacityPlan([deployment]), arrivals)
                == [.overQuota(0), .waitedTooLong, .overQuota(0), .served])
        deployment.quotas = [
            Quota(
                .tokens(TokenAccounting(output: .settled(otherwise: 0))), limit: 1300,
                per: .minute, shape: .slidingWindow)
        ]
        #expect(
            try endings(CapacityPlan([deployment]), arrivals)
                == [.overQuota(0), .waitedTooLong, .served, .served])
    }

    @Test func firstTroubleIsTheFirstSliceWithALossOrTooManyLate() throws {
        var deployment = Deployment("one", concurrency: 1, service: .fixed(.seconds(20)))
        let goal = CapacityPlan.Goal(latency: .seconds(30), share: 0.9)
        let plan = try CapacityPlan([deployment], goal: goal)
        let result = try plan.run(arrivals(0, 60, 120, 120, 120))
        #expect(result.late == 2)
        #expect(result.firstTrouble(goal: goal)?.start == .origin + .seconds(120))
        #expect(result.firstTrouble(goal: nil) == nil)
        deployment.queue = nil
        let refusing = try CapacityPlan([deployment]).run(arrivals(0, 60, 70))
        #expect(refusing.firstTrouble(goal: nil)?.start == .origin + .minute)
    }

    @Test func plansThatCannotBeRunAreRefusedByField() {
        func refusal(_ deployments: [Deployment]) -> String? {
            do throws(CapacityError) {
                _ = try CapacityPlan(deployments)
                return nil
            } catch { return error.description }
        }
        func refusal(_ change: (inout Deployment) -> Void) -> String? {
            var deployment = Deployment("a", concurrency: 1, service: second)
            change(&deployment)
            return refusal([deployment])
        }
        #expect(refusal([]) == "deployments is empty; at least one is needed")
        #expect(
            refusal { $0.concurrency = 0 }
                == "deployments[0].concurrency is 0; at least 1 is needed")
        #expect(
            refusal { $0.fallback = 0 }
                == "deployments[0].fallback goes in a circle: a → a")
        #expect(
            refusal { $0.fallback = 7 }
                == "deployments[0].fallback is 7, and there is no such deployment")
        #expect(
            refusal {
                $0.overQuota = .queue
                $0.queue = nil
            } == "deployments[0].over_quota lets requests queue, but there is no queue")
        #expect(
            refusal { $0.failureShare = 2 }
                == "deployments[0].failure_share is 2.0; between 0 and 1 was expected")
    }

    /// Thirty decades of work: what is not done when times end is still on its way.
    @Test func workWithoutEndNeverEnds() throws {
        let times = TokenTimes(base: .zero, perOutput: .minute)
        let plan = try CapacityPlan([
            Deployment("one", concurrency: 1, service: .tokens(times))
        ])
        let tokens = RequestTokens(TokenUsage(output: 1 << 47))
        let arrivals = (0..<40).map { _ in Arrival(at: .origin, tokens: tokens) }
        let result = try plan.run(arrivals)
        #expect(result.requests.served == 29)
        #expect(result.present.inService == 1)
        #expect(result.present.waiting == 10)
    }

    @Test func trafficThatCannotBeSimulatedIsRefused() throws {
        let plan = try CapacityPlan([Deployment("a", concurrency: 1, service: .recorded)])
        #expect(throws: CapacityError.noServiceTime(arrival: 1, deployment: "a")) {
            try plan.run(arrivals(1))
        }
        let fixed = try CapacityPlan([Deployment("a", concurrency: 1, service: second)])
        #expect(throws: CapacityError.outOfOrder(arrival: 2, before: .seconds(3))) {
            try fixed.run(arrivals(5, 2))
        }
    }
}
