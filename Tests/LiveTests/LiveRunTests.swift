import Limits
import Pricing
import Statistics
import Testing
import Upstream

@testable import Live

@Suite struct LiveRunTests {
    private static let prices = try? PriceTable.named("list-2026")
    private static let start = Timestamp(nanoseconds: 1_767_600_000_000_000_000)
    private static let usage = Completion.Usage.known(TokenUsage(input: 100, output: 11))

    private struct Setup {
        var requests = 10
        var schedule = Schedule.constant(perSecond: 1)
        var concurrency = 100
        var limit: Money?
        var attempts = 1
        var model = "gpt-4.1"
    }

    private static func plan(_ setup: Setup) throws -> LivePlan {
        let drawn = (0..<setup.requests).map {
            DrawnRequest.made(model: setup.model, second: Int64($0) * 2)
        }
        let requests = try RequestMaker(choice: .logged, seed: 1).requests(drawn)
        let prices = try #require(prices)
        return try LivePlan(
            requests, bounds: WorstCase(prices: prices, attempts: setup.attempts, time: start))
    }

    private static func run(
        _ setup: Setup, time: VirtualTime = VirtualTime(),
        observer: @escaping LiveRun.Observer = { _, _ in },
        turns: @escaping @Sendable (ChatRequest, Int) -> [FakeSender.Turn]
    ) async throws -> (result: LiveResult, sender: FakeSender) {
        let sender = FakeSender(time, turns: turns)
        let settings = LiveRun.Settings(
            name: "r", schedule: setup.schedule, seed: 7, concurrency: setup.concurrency,
            limit: setup.limit)
        let run = LiveRun(
            try plan(setup), settings, sender: sender, timepiece: time,
            wallClock: WallClock(start, at: time.now()))
        return (await time.run { await run.result(observer: observer) }, sender)
    }

    private static func seconds(_ spans: [TimeSpan]) -> [Double] { spans.map(\.seconds) }

    @Test func requestsStartWhenTheyAreMeantToHoweverLongOthersTake() async throws {
        let (result, sender) = try await Self.run(Setup()) { _, number in
            [.answer(Self.usage, seconds: number == 0 ? 100 : 0.5)]
        }
        #expect(result.ending == .complete)
        let starts = result.measured.map {
            ($0.exchange.start - result.measured[0].intended).seconds
        }
        #expect(starts == (0..<10).map(Double.init))
        #expect(result.measured[0].latency.seconds == 100)
        #expect(sender.mostUnderWay == 2)
        #expect(result.duration.seconds == 100)
    }

    /// One request at a time, each of 3 s, one a second: the tenth waits for 18 s.
    ///
    /// A closed loop would report 3 s for all of them.
    @Test func latencyCountsFromWhenARequestWasMeantToBeSent() async throws {
        var setup = Setup()
        setup.concurrency = 1
        let (result, sender) = try await Self.run(setup) { _, _ in [.answer(Self.usage, seconds: 3)]
        }
        #expect(sender.mostUnderWay == 1)
        #expect(Self.seconds(result.measured.map(\.latency)) == (0..<10).map { 3 + 2 * Double($0) })
        #expect(result.measured.allSatisfy { $0.latencyFromSending.seconds == 3 })
        #expect(result.measured[9].timeToFirstToken?.seconds == 19.5)
        #expect(result.measured[9].timeToFirstTokenFromSending?.seconds == 1.5)
        // Eleven tokens, ten of them in the second half of 3 s.
        #expect(result.measured[9].interTokenLatency?.seconds == 0.15)
    }

    @Test(arguments: [0.3, 0.9, 2.5, 20])
    func theLimitOnSpendingIsNeverCrossed(seconds: Double) async throws {
        var setup = Setup(requests: 60, schedule: .poisson(perSecond: 20))
        let plan = try Self.plan(setup)
        let worst = try #require(plan.bounds.request(plan.requests[0]))
        setup.limit = Money(attos: worst.attos * 7 / 2)
        let limit = try #require(setup.limit)
        let (result, sender) = try await Self.run(
            setup,
            observer: { _, progress in #expect(progress.spent <= limit) },
            turns: { _, number in
                [.answer(Self.usage, seconds: seconds * Double(number % 4 + 1))]
            })
        #expect(sender.mostUnderWay <= 3)
        #expect(result.cap.spent <= limit)
        #expect(result.cap.reserved == .zero)
        guard case .spendCap(let unsent) = result.ending else {
            Issue.record("ended as \(result.ending)")
            return
        }
        #expect(unsent + result.measured.count == 60)
        // Held back only while it would have crossed: less than one worst case is left.
        #expect(limit - result.cap.spent < worst)
    }

    @Test func waitingForMoneySetAsideIsNoLatency() async throws {
        var setup = Setup(requests: 3, schedule: .constant(perSecond: 10))
        let plan = try Self.plan(setup)
        let worst = try #require(plan.bounds.request(plan.requests[0]))
        setup.limit = Money(attos: worst.attos * 3 / 2)
        let (result, sender) = try await Self.run(setup) { _, _ in
            [.answer(.known(TokenUsage(input: 10, output: 1)), seconds: 2)]
        }
        #expect(sender.mostUnderWay == 1)
        #expect(result.ending == .complete)
        #expect(result.measured.allSatisfy { $0.latency.seconds == 2 })
        #expect(result.heldByCap.seconds == 3.8)
    }

    @Test func unknownUsageIsCountedAndSettledAtItsMost() async throws {
        let (result, _) = try await Self.run(Setup(requests: 4)) { _, number in
            number == 1 ? [.answer(.unknown)] : [.answer(Self.usage)]
        }
        let worst = try #require(result.plan.bounds.attempt(result.plan.requests[1]))
        let known = Money(attos: 3 * (100 * 2_000_000_000_000 + 11 * 8_000_000_000_000))
        #expect(result.all.unknownUsage == 1)
        #expect(result.all.cost == known)
        #expect(result.cap.spent == known + worst)
        #expect(result.measured[1].cost == nil)
        #expect(result.costOfLog == nil)
    }

    /// Three requests stand for ten of the log each.
    @Test func theCostOfTheLogFollowsFromThatOfTheSample() async throws {
        let time = VirtualTime()
        let sender = FakeSender(time) { _, number in
            [.answer(.known(TokenUsage(input: 100, output: UInt64(number) * 10)))]
        }
        let drawn = (0..<3).map { DrawnRequest.made(second: $0, population: 30, sample: 3) }
        let bounds = WorstCase(prices: try #require(Self.prices), attempts: 1, time: Self.start)
        let plan = try LivePlan(
            try RequestMaker(choice: .logged, seed: 1).requests(drawn), bounds: bounds)
        let run = LiveRun(
            plan,
            .init(
                name: "r", schedule: .constant(perSecond: 1), seed: 1, concurrency: 9, limit: nil),
            sender: sender, timepiece: time, wallClock: WallClock(Self.start, at: time.now()))
        let result = await time.run { await run.result() }
        let estimate = try #require(result.costOfLog)
        // 30 × (100 × 2 + 10 × 8) dollars per million.
        #expect(abs(estimate.value - 30 * 280e-6) < 1e-12)
        // Deviation 80 millionths: 1.96 × 30 × √(0.9 / 3) × 80e-6.
        let reach = try #require(estimate.interval).upper - estimate.value
        #expect(abs(reach - 1.959964 * 30 * 0.3.squareRoot() * 80e-6) < 1e-8)
    }

    @Test func attemptsErrorsRetriesAndFallbacksAreCounted() async throws {
        let (result, _) = try await Self.run(Setup(requests: 3, attempts: 3)) { _, number in
            let refused = FakeSender.Turn.failure(.rateLimited, status: 429)
            var elsewhere = FakeSender.Turn.answer(Self.usage, served: "deepseek-chat")
            elsewhere.model = "gemini-2.5-flash"
            return switch number {
            case 0: [refused, refused, elsewhere]
            case 1: [.failure(.cut, status: 200, usage: nil)]
            default: [.answer(Self.usage)]
            }
        }
        let all = result.all
        #expect((all.requests, all.answered, all.attempts) == (3, 2, 5))
        #expect((all.retries, all.fallbacks, all.unknownUsage) == (1, 1, 1))
        #expect(all.errors.attempts == [.rateLimited: 2, .cut: 1])
        #expect(all.errors.statuses == [429: 2])
        #expect(all.errors.requests == [.cut: 1])
        let served = try #require(result.measured[0].cost)
        // DeepSeek's list prices: 0.28 and 0.42 dollars per million tokens.
        #expect(served == Money(attos: 100 * 280_000_000_000 + 11 * 420_000_000_000))
    }

    @Test func aRequestWithoutAnAnswerLeavesTheCostOfTheLogUnknown() async throws {
        let (result, _) = try await Self.run(Setup(requests: 3)) { _, number in
            number == 1
                ? [.failure(.rateLimited, status: 429)]
                : [.answer(.known(TokenUsage(input: 100, output: 10)))]
        }
        #expect(result.ending == .complete)
        #expect(result.costOfLog == nil)
        #expect(result.all.errors.examples[.rateLimited]?.isEmpty == false)
    }

    @Test func reasoningDoesNotCountBetweenTokens() async throws {
        let usage = TokenUsage(input: 100, output: 1011, reasoning: 1000)
        let (result, _) = try await Self.run(Setup(requests: 1)) { _, _ in
            [.answer(.known(usage), seconds: 3)]
        }
        // Eleven tokens are shown, ten of them in the second half of 3 s.
        #expect(result.measured[0].interTokenLatency?.seconds == 0.15)
    }

    @Test func anInterruptKeepsWhatWasMeasured() async throws {
        let time = VirtualTime()
        let sender = FakeSender(time) { _, number in
            [.answer(Self.usage, seconds: number < 3 ? 0.5 : 50)]
        }
        let run = LiveRun(
            try Self.plan(Setup()),
            .init(
                name: "r", schedule: .constant(perSecond: 1), seed: 1, concurrency: 9, limit: nil),
            sender: sender, timepiece: time, wallClock: WallClock(Self.start, at: time.now()))
        let result = await time.run { @Sendable in
            await withTaskGroup(of: LiveResult?.self) { group in
                group.addTask { await run.result() }
                group.addTask {
                    try? await time.sleep(until: time.now() + TimeSpan(rounding: 4.25))
                    return nil
                }
                _ = await group.next()
                group.cancelAll()
                return await group.next() ?? nil
            }
        }
        let kept = try #require(result)
        #expect(kept.ending == .interrupted(unsent: 5))
        #expect(kept.costOfLog == nil)
        #expect(kept.measured.count == 5)
        #expect(kept.all.answered == 3)
        #expect(kept.all.errors.requests == [.cancelled: 2])
        #expect(kept.duration.seconds == 4.25)
        // What was cancelled may have cost something.
        let worst = kept.plan.requests[3...4].compactMap(kept.plan.bounds.attempt)
        try #require(worst.count == 2)
        #expect(kept.cap.spent == kept.all.cost + worst[0] + worst[1])
    }

    @Test func schedulesHaveTheRateAskedFor() throws {
        let requests = try Self.plan(Setup(requests: 4000)).requests
        let even = Schedule.constant(perSecond: 4).starts(of: requests, seed: 1)
        #expect(even[4].seconds == 1)
        let random = Schedule.poisson(perSecond: 4)
        let starts = random.starts(of: requests, seed: 1)
        #expect(starts == random.starts(of: requests, seed: 1))
        #expect(starts != random.starts(of: requests, seed: 2))
        #expect(zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 })
        // 4000 gaps of mean 1/4 s: five standard errors.
        #expect(abs(starts[3999].seconds - 1000) < 5 * 1000 / 4000.0.squareRoot())
        let logged = Schedule.logged(speed: 4).starts(of: requests, seed: 1)
        #expect(logged[1].seconds == 0.5)
        #expect(logged[4].seconds == 2)
    }
}
