import Pricing
import Replay
import Routing
import Testing

@Suite struct `Baseline columns` {
    /// So many models, m1 the cheapest; each has an alias.
    private func prices(_ count: Int) throws -> PriceTable {
        let models = (1...count).map {
            "  - {id: m\($0), aliases: [alias-\($0)], all_tokens: \($0)}"
        }
        return try PriceTable.file(models.joined(separator: "\n"))
    }

    private func baselines(_ count: Int, asked: [String], policy: String?) async throws -> [String]
    {
        var plan = ReplayPlan(prices: try prices(count))
        plan.baselines = .all
        plan.selectors = try policy.map { [try ModelSelector(Policy.always($0))] } ?? []
        return try await plan.replay(asked.map { call($0, 1, 0) }).baselines.map(\.model)
    }

    @Test func `all are every model of a table with twenty`() async throws {
        let models = try await baselines(20, asked: ["m3"], policy: nil)
        #expect(models == (1...20).map { "m\($0)" })
    }

    @Test(
        arguments: [
            (["m3", "m21", "m3", "m10"], nil, ["m10", "m21", "m3"]),
            (["m3", "llama"], nil, ["m3"]),
            (["m3"], "m7", ["m3", "m7"]),
            (["m3"], "llama", ["m3"]),
            (["alias-3", "m3", "alias-4"], "alias-7", ["m3", "m4", "m7"]),
            ([], nil, []),
        ] as [([String], String?, [String])])
    func `all are the models asked for or used where there are more`(
        asked: [String], policy: String?, expected: [String]
    ) async throws {
        #expect(try await baselines(21, asked: asked, policy: policy) == expected)
    }

    @Test func `price every call at one model, whatever it asked for`() async throws {
        var plan = ReplayPlan(prices: try prices(3))
        plan.baselines = .models(["m2", "alias-3"])
        let lines = [
            call("m1", 1_000_000, 0), call("llama", 1_000_000, 0),
            record(#""model":"m1","usage":"unknown""#), record(#""model":"m1","usage":"none""#),
        ]
        let result = try await plan.replay(lines)
        #expect(
            result.baselines.map { "\($0.model) \($0.column.total)" } == [
                "m2 4.00", "alias-3 6.00",
            ])
        #expect(result.baselines.map(\.column.unpricedRequests) == [1, 1])
        #expect(result.baselines.map(\.column.pricedRequests) == [3, 3])
    }

    @Test func `and policies are none unless asked for`() async throws {
        let result = try await ReplayPlan.named().replay([call("gpt-4.1", 1, 1)])
        #expect(result.baselines.isEmpty)
        #expect(result.policies.isEmpty)
        #expect(result.groups.isEmpty)
        #expect(result.listPrices == nil)
    }
}
