import Capacity
import Limits
import Pricing
import Testing

/// What the attempts of a run cost at headline prices: 8 USD a million tokens for gpt-4.1, 0.42 for
/// deepseek-v3.2.
@Suite struct RunCostTests {
    private func cost(
        _ plan: CapacityPlan, _ models: [String], _ pricedAs: [String?], _ arrivals: [Arrival]
    ) throws -> [RunCost.Share] {
        let prices = PriceSchedule(try PriceTable.named("headline-2026"))
        var cost = RunCost(prices: prices, models: models, pricedAs: pricedAs)
        _ = try plan.run(arrivals) { cost.add($0) }
        return cost.shares
    }

    private let tokens = RequestTokens(TokenUsage(input: 900_000, output: 100_000))

    @Test func fallbacksArePricedAsTheModelThatAnswers() throws {
        var first = Deployment("first", concurrency: 1, service: .fixed(.seconds(1)))
        first.queue = nil
        first.fallback = 1
        let other = Deployment("other", concurrency: nil, service: .fixed(.seconds(1)))
        let arrivals = (0..<3).map { _ in Arrival(at: .origin, tokens: tokens) }
        let shares = try cost(
            CapacityPlan([first, other]), ["gpt-4.1"], [nil, "deepseek-v3.2"], arrivals)
        #expect(shares.map(\.deployment) == [0, 1])
        #expect(shares.map(\.model) == ["gpt-4.1", "deepseek-v3.2"])
        #expect(shares.map { $0.served?.description } == ["8.00", "0.84"])
    }

    @Test func whatATimeoutCutIsKeptApartAndFailuresCostNothing() throws {
        var deployment = Deployment(
            "slow", concurrency: nil,
            service: .tokens(
                TokenTimes(base: .seconds(1), perOutput: TimeSpan(nanoseconds: 100_000))))
        deployment.timeout = .seconds(5)
        let short = RequestTokens(TokenUsage(input: 1_000_000))
        let arrivals = [tokens, short].map { Arrival(at: .origin, tokens: $0) }
        let shares = try cost(CapacityPlan([deployment]), ["gpt-4.1"], [nil], arrivals)
        #expect(shares.map { $0.served?.description } == ["8.00"])
        #expect(shares.map { $0.atMostForCut?.description } == ["8.00"])
        deployment.timeout = nil
        deployment.failureShare = 1
        #expect(try cost(CapacityPlan([deployment]), ["gpt-4.1"], [nil], arrivals) == [])
    }

    @Test func modelWithoutAPriceHasNoCost() throws {
        let deployment = Deployment("a", concurrency: nil, service: .fixed(.seconds(1)))
        let arrivals = [0, 1].map { Arrival(at: .origin, model: $0, tokens: tokens) }
        let shares = try cost(
            CapacityPlan([deployment]), ["gpt-4.1", "nobody-1"], [nil], arrivals)
        #expect(shares.map { $0.served?.description } == ["8.00", nil])
        #expect(shares[1].unpriced == .unknownModel(priceTable: "headline-2026"))
    }
}
