import Pricing
import Replay
import Routing
import Testing

/// The price table of the source, and what follows from it by arithmetic, through whole replays.
@Suite struct `Headline claims` {
    static let millions = [10, 100, 1_000]

    /// Calls of several sizes that come to so many million tokens.
    private func log(_ model: String, millions: Int) -> [String] {
        let tokens = millions * 1_000_000
        let features = #""content_length":100,"message_count":1,"system":"""#
        return [
            call(model, 7, 2, features, at: "2026-01-01T00:00:00Z"),
            call(model, tokens / 2 - 7, 991, features, at: "2026-01-02T00:00:00Z"),
            call(model, 0, tokens / 2 - 993, features, at: "2026-01-03T00:00:00Z"),
        ]
    }

    private func replay(_ model: String, millions: Int) async throws -> ReplayResult {
        let plan = try ReplayPlan.named(policies: ["tutorial"], baselines: .all)
        return try await plan.replay(log(model, millions: millions))
    }

    @Test(arguments: [
        ("deepseek-v3.2", ["4.20", "42.00", "420.00"]),
        ("gemini-2.5-flash", ["25.00", "250.00", "2500.00"]),
        ("gpt-4.1", ["80.00", "800.00", "8000.00"]),
        ("claude-sonnet-4.5", ["150.00", "1500.00", "15000.00"]),
    ])
    func `10 M, 100 M and 1 B tokens cost`(model: String, costs: [String]) async throws {
        for (millions, cost) in zip(Self.millions, costs) {
            let asked = try await replay(model, millions: millions)
            #expect(asked.traffic.usage.total == UInt64(millions) * 1_000_000)
            #expect(asked.asRequested.total.description == cost)
            let other = try await replay("gpt-4.1", millions: millions)
            #expect(try other.baseline(model).column.total.description == cost)
        }
    }

    @Test(arguments: [
        ("gpt-4.1", 10, "4.20", "80.00", "75.80", "94.75"),
        ("gpt-4.1", 100, "42.00", "800.00", "758.00", "94.75"),
        ("gpt-4.1", 1_000, "420.00", "8000.00", "7580.00", "94.75"),
        ("claude-sonnet-4.5", 10, "4.20", "150.00", "145.80", "97.20"),
    ])
    func `going to DeepSeek saves`(
        from model: String, millions: Int, cost: String, before: String, saved: String,
        percent: String
    ) async throws {
        let policy = try await replay(model, millions: millions).policy("tutorial")
        #expect(policy.column.total.description == cost)
        for against in ["as_requested", model] {
            let saving = try policy.saving(against: against)
            #expect(saving.base.description == before)
            #expect(saving.saved.description == saved)
            #expect(saving.percent == percent)
            #expect(saving.comparedRequests == 3)
        }
    }

    @Test(arguments: [
        ("gemini-2.5-flash", "5.95"), ("gpt-4.1", "19.05"), ("claude-sonnet-4.5", "35.71"),
    ])
    func `times as dear as DeepSeek`(model: String, ratio: String) async throws {
        let result = try await replay("gpt-4.1", millions: 10)
        let cheapest = try result.baseline("deepseek-v3.2").column.total
        #expect(try result.baseline(model).column.total.ratio(to: cheapest, decimals: 2) == ratio)
    }
}
