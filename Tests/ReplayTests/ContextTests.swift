import Calls
import Documents
import Logs
import Pricing
import Replay
import Routing
import Testing

/// Prices that depend on the size of a request or on the hour.
@Suite struct `A replay by context and hour` {
    private func prices() throws -> PriceTable {
        try PriceTable.file(
            """
              - id: m
                input: 1
                cache_read: 0.1
                output: 2
                long_context: [{over: 200000, input: 10, output: 20}]
                tiers: {priority: {input: 50, output: 60}}
                off_peak: {windows: [{hours: "22:00-02:00"}], input: 0.5}
            """)
    }

    private func cost(_ lines: [String]) async throws -> ReplayResult {
        try await ReplayPlan(prices: prices()).replay(lines)
    }

    @Test(arguments: [
        ([200_000], "0.20"), ([200_001], "2.00001"), ([150_000, 150_000], "0.30"),
        ([200_001, 100_000], "2.10001"),
    ])
    func `4: context tiers applied to sums, or marginally`(
        sizes: [Int], total: String
    ) async throws {
        let result = try await cost(sizes.map { call("m", $0, 0) })
        #expect(result.asRequested.total.description == total)
    }

    @Test func `takes cached tokens into the size, and names the rate it used for them`()
        async throws
    {
        let result = try await cost([call("m", 200_001, 0, #""cached_tokens":200000"#)])
        #expect(result.asRequested.total.description == "0.02001")
        #expect(
            result.assumptions == [
                "cache_read tokens of requests over 200000 input tokens are priced at the rate of "
                    + "shorter ones of models without another one in test: m"
            ])
    }

    @Test func `prices a missing crossing at the standard long-context rate, and says so`()
        async throws
    {
        let result = try await cost([
            call("m", 200_001, 0, #""service_tier":"priority""#),
            call("m", 100_000, 0, #""service_tier":"priority""#),
        ])
        #expect(result.asRequested.total.description == "7.00001")
        #expect(
            result.assumptions == [
                "priority input tokens of requests over 200000 input tokens are priced at the "
                    + "standard rate of models without a priority rate for them over 200000 input "
                    + "tokens in test: m"
            ])
    }

    @Test(arguments: [
        ("2026-01-05T21:59:59Z", "0.10"), ("2026-01-05T22:00:00Z", "0.05"),
        ("2026-01-06T02:00:00Z", "0.10"),
    ])
    func `goes by the hour of each call`(time: String, total: String) async throws {
        let result = try await cost([call("m", 100_000, 0, at: time)])
        #expect(result.asRequested.total.description == total)
        var fixed = ReplayPlan(prices: try prices())
        fixed.priceAt = Timestamp(date: "2026-03-01")
        let atDate = try await fixed.replay([call("m", 100_000, 0, at: time)])
        #expect(atDate.asRequested.total.description == total)
    }

    @Test func `of calls in memory gives the same`() async throws {
        let lines = [150_000, 200_000, 200_001, 300_000].flatMap { size in
            [
                call("m", size, 7), call("m", size, 7, at: "2026-01-05T23:00:00Z"),
                call("m", size, 7, #""service_tier":"priority""#),
            ]
        }
        var plan = ReplayPlan(prices: try prices())
        plan.selectors = [try ModelSelector(Policy.always("m"))]
        let result = try await plan.replay(lines)
        let resident = try await ResidentCalls(
            reading: LogFiles([.lines(lines)], options: ReadingOptions()), for: plan, jobs: 1)
        let whatIf = try resident.cost(under: plan.selectors[0])
        #expect(whatIf.column.total == result.asRequested.total)
        #expect(result.asRequested.total == (try result.policy("always").column.total))
    }

    @Test func `names what its models cost besides, once`() async throws {
        let list = #"""
            {"m": {"mode": "chat", "input_cost_per_token": 1e-6, "output_cost_per_token": 1e-6,
             "search_context_cost_per_query": {"search_context_size_low": 0.01}},
             "n": {"mode": "chat", "output_cost_per_image": 0.04}}
            """#
        let prices = try PriceTable(Document(text: list, name: "list.json"))
        let result = try await ReplayPlan(prices: prices).replay([
            call("m", 1, 1), call("m", 1, 1), call("n", 1, 1), call("o", 1, 1),
        ])
        #expect(
            result.assumptions == [
                "list has prices that logs give no counts for, which are left out: "
                    + "m (search_context_cost_per_query)"
            ])
        #expect(
            result.asRequested.unpriced.map(\.reason.description) == [
                "no price per token, only output_cost_per_image", "not in price table list",
            ])
    }

    @Test func `prices a name as another one where that is asked for`() async throws {
        let alias = try #require(PriceAlias("house=m"))
        let prices = try #require(try prices().adding(alias))
        let result = try await ReplayPlan(prices: prices).replay([call("house", 100_000, 0)])
        #expect(result.asRequested.total.description == "0.10")
        #expect(result.assumptions == ["house is priced as m"])
        #expect(try self.prices().adding(#require(PriceAlias("house=x"))) == nil)
    }
}
