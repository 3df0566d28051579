import Pricing
import Replay
import Routing
import Testing

/// Savings compare what is priced on both sides, and nothing else.
@Suite struct Savings {
    /// The first two calls are cheap on m, the third is free there, the last is unknown.
    private static let prices = """
          - {id: m, all_tokens: 10}
          - {id: cheap, all_tokens: 1}
          - {id: free, all_tokens: 0}
        """

    private func replay(_ lines: [String], to model: String) async throws -> ReplayResult {
        var plan = ReplayPlan(prices: try PriceTable.file(Self.prices))
        plan.selectors = [try ModelSelector(Policy.always(model))]
        plan.baselines = .models(["m", "free"])
        return try await plan.replay(lines)
    }

    @Test(arguments: [
        (
            "all priced on both sides", "cheap", ["m", "m", "free"],
            [
                "as_requested 17.00 of 20.00 over 3: 85.00", "m 27.00 of 30.00 over 3: 90.00",
                "free -3.00 of 0.00 over 3: nil",
            ]
        ),
        (
            "an unknown model asked for", "cheap", ["m", "llama", "llama"],
            [
                "as_requested 9.00 of 10.00 over 1: 90.00", "m 27.00 of 30.00 over 3: 90.00",
                "free -3.00 of 0.00 over 3: nil",
            ]
        ),
        (
            "an unknown model chosen", "llama", ["m", "m"],
            [
                "as_requested 0.00 of 0.00 over 0: nil", "m 0.00 of 0.00 over 0: nil",
                "free 0.00 of 0.00 over 0: nil",
            ]
        ),
        (
            "a dearer model chosen", "m", ["cheap", "cheap", "free"],
            [
                "as_requested -28.00 of 2.00 over 3: -1400.00", "m 0.00 of 30.00 over 3: 0.00",
                "free -30.00 of 0.00 over 3: nil",
            ]
        ),
        (
            "nothing to save on", "free", ["free"],
            [
                "as_requested 0.00 of 0.00 over 1: nil", "m 10.00 of 10.00 over 1: 100.00",
                "free 0.00 of 0.00 over 1: nil",
            ]
        ),
    ])
    func `are summed over the same calls`(
        name: String, to model: String, asked: [String], expected: [String]
    ) async throws {
        let result = try await replay(asked.map { call($0, 1_000_000, 0) }, to: model)
        let savings = try result.policy("always").savings.map {
            "\($0.against.name) \($0.saved) of \($0.base) over \($0.comparedRequests): "
                + "\($0.percent ?? "nil")"
        }
        #expect(savings == expected, "\(name)")
    }

    @Test func `against recorded costs compare the calls that have one`() async throws {
        let lines = [
            call("m", 1_000_000, 0, #""cost_usd":"12""#), call("m", 1_000_000, 0),
            call("llama", 1_000_000, 0, #""cost_usd":"0.5""#),
            record(#""model":"m","usage":"unknown","cost_usd":"100""#),
        ]
        let result = try await replay(lines, to: "cheap")
        let saving = try result.policy("always").saving(against: "recorded")
        #expect(saving.base.description == "12.50")
        #expect(saving.saved.description == "10.50")
        #expect(saving.comparedRequests == 2)
        #expect(result.recorded.total.description == "112.50")
    }

    @Test func `against recorded costs are missing where the log has none`() async throws {
        let result = try await replay([call("m", 1, 0)], to: "cheap")
        let names = try result.policy("always").savings.map(\.against.name)
        #expect(names == ["as_requested", "m", "free"])
    }
}

/// The model that answered.
@Suite struct `As served` {
    @Test func `is missing where no record tells`() async throws {
        let result = try await ReplayPlan.named().replay([call("gpt-4.1", 1_000_000, 0)])
        #expect(result.asServed == nil)
    }

    @Test func `prices what answered, and leaves out what does not tell`() async throws {
        let lines = [
            call("gpt-4.1", 1_000_000, 0, #""served_model":"deepseek-v3.2""#),
            call("gpt-4.1", 1_000_000, 0, #""served_model":"gpt-4.1""#),
            call("gpt-4.1", 1_000_000, 0), call("gpt-4.1", 0, 1, #""served_model":"llama""#),
        ]
        let result = try await ReplayPlan.named().replay(lines)
        let column = try #require(result.asServed)
        #expect(column.total.description == "8.42")
        #expect(
            column.models.map { "\($0.model ?? "") \($0.cost)" }
                == ["gpt-4.1 8.00", "deepseek-v3.2 0.42"])
        #expect(
            column.unpriced.map { "\($0.model ?? "nil") \($0.requests) \($0.reason)" } == [
                "nil 1 no model named", "llama 1 not in price table headline-2026",
            ])
    }
}
