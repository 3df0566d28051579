import Capacity
import Limits
import Pricing
import Statistics

/// Plans and traffic made up at random: short-lived crowds before a few servers with every kind of
/// limit, retry and fallback.
struct RandomPlan {
    private var generator: SplitMix64

    init(seed: UInt64) { generator = SplitMix64(seed: seed) }

    mutating func plan() throws -> CapacityPlan {
        let count = Int.random(in: 1...3, using: &generator)
        let deployments = (0..<count).map { place in
            deployment("d\(place)", fallback: place + 1 < count ? place + 1 : nil)
        }
        let patience = chance(0.4) ? TimeModel.fixed(span(0.1...5)) : nil
        return try CapacityPlan(deployments, patience: patience, slice: .seconds(1))
    }

    mutating func arrivals(_ count: Int, over plan: CapacityPlan) -> [Arrival] {
        var now = Instant.origin
        return (0..<count).map { _ in
            // Many at the same time.
            if chance(0.7) { now = now + span(0.001...0.1) }
            let input = UInt64.random(in: 0...500, using: &generator)
            let output = UInt64.random(in: 1...200, using: &generator)
            return Arrival(
                at: now, deployment: Int.random(in: plan.deployments.indices, using: &generator),
                tokens: RequestTokens(
                    TokenUsage(input: input, cacheRead: input / 3, output: output),
                    maximumOutput: chance(0.5) ? 250 : nil),
                service: span(0.01...1))
        }
    }

    private mutating func deployment(_ name: String, fallback: Int?) -> Deployment {
        let times = TokenTimes(base: span(0.01...0.3), perOutput: .milliseconds(2))
        let exponential = PositiveDistribution(.exponential, mean: 0.3).map(TimeModel.drawn)
        let models: [TimeModel] = [.recorded, .tokens(times), exponential ?? .recorded]
        var deployment = Deployment(
            name, concurrency: chance(0.2) ? nil : Int.random(in: 1...6, using: &generator),
            service: models.randomElement(using: &generator) ?? .recorded)
        deployment.quotas = (0..<Int.random(in: 0...3, using: &generator)).map { _ in quota() }
        deployment.queue = queue()
        deployment.overQuota =
            deployment.queue != nil && chance(0.5)
            ? Deployment.OverQuota.queue : .reject
        deployment.timeout = chance(0.3) ? span(0.1...0.5) : nil
        deployment.failureShare = chance(0.3) ? 0.2 : 0
        deployment.retry = chance(0.5) ? retry() : nil
        deployment.fallback = chance(0.7) ? fallback : nil
        return deployment
    }

    private mutating func queue() -> Deployment.Queue? {
        guard chance(0.8) else { return nil }
        return Deployment.Queue(
            places: chance(0.5) ? Int.random(in: 0...20, using: &generator) : nil,
            longestWait: chance(0.4) ? span(0.05...2) : nil)
    }

    private mutating func quota() -> Quota {
        let isOfRequests = chance(0.5)
        let limit = Int64.random(in: isOfRequests ? 1...20 : 300...5000, using: &generator)
        let shapes = [.fixedWindow, .slidingWindow, Quota.Shape.bucket(burst: limit)]
        let outputs = [
            .actual, .none, .reserved(otherwise: 100),
            TokenAccounting.Output.settled(otherwise: 100),
        ]
        let accounting = TokenAccounting(
            input: chance(0.5) ? .all : .uncached,
            output: outputs.randomElement(using: &generator) ?? .actual)
        return Quota(
            isOfRequests ? .requests : .tokens(accounting), limit: limit, per: span(0.5...3),
            shape: shapes.randomElement(using: &generator))
    }

    private mutating func retry() -> RetrySchedule {
        RetrySchedule(
            retries: Int.random(in: 0...4, using: &generator), first: span(0...0.5),
            longest: .seconds(2),
            jitter: RetrySchedule.Jitter.allCases.randomElement(
                using: &generator) ?? .none,
            heedsRetryAfter: chance(0.5))
    }

    private mutating func chance(_ share: Double) -> Bool { generator.unit() < share }

    private mutating func span(_ seconds: ClosedRange<Double>) -> TimeSpan {
        TimeSpan(rounding: Double.random(in: seconds, using: &generator))
    }
}
