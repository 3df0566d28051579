import Logs
import Pricing
import Replay
import Routing
import Testing

/// Another model's tokenizer gives other counts.
@Suite struct `Token factors` {
    private static let prices = """
          - {id: a, aliases: [a-2026], input: 10, output: 20}
          - {id: b, input: 1, output: 2}
          - {id: c, input: 3, output: 3}
        """

    private func plan(_ assume: [String], use: String = "b") throws -> ReplayPlan {
        var plan = ReplayPlan(prices: try PriceTable.file(Self.prices))
        plan.selectors = [
            try ModelSelector(Policy.file("test", "rules: [{name: all, use: \(use)}]\n"))
        ]
        plan.baselines = .models(["a", "b", "c"])
        plan.tokens = try ReplayAssumptions(assume).tokens
        return plan
    }

    /// A million tokens of input and one of output at model a.
    private let million = call("a", 1_000_000, 1_000_000)

    private func totals(_ result: ReplayResult) -> [String] {
        result.baselines.map { "\($0.model) \($0.column.total)" }
    }

    @Test(
        arguments: [
            ([], ["a 30.00", "b 3.00", "c 6.00"]),
            (["tokens.b=1.16"], ["a 30.00", "b 3.48", "c 6.00"]),
            (["tokens.a=1.25"], ["a 30.00", "b 2.40", "c 4.80"]),
            (["tokens.a-2026=1.25", "tokens.b=1.25"], ["a 30.00", "b 3.00", "c 4.80"]),
            (["tokens.b=0.5", "tokens.c=2"], ["a 30.00", "b 1.50", "c 12.00"]),
        ] as [([String], [String])])
    func `scale what is priced at another model`(assume: [String], expected: [String]) async throws
    {
        let result = try await plan(assume).replay([million])
        #expect(totals(result) == expected)
        #expect(result.asRequested.total.description == "30.00")
        #expect(result.traffic.usage.total == 2_000_000)
    }

    @Test func `go by the model that answered, where it is known`() async throws {
        let lines = [
            call("a", 1_000_000, 0, #""served_model":"b""#),
            call("a", 1_000_000, 0, #""served_model":"a-next""#),
        ]
        let result = try await plan(["tokens.b=1.25"], use: "c").replay(lines)
        // 10 / 1.25 for the one that b counted.
        #expect(result.asRequested.total.description == "18.00")
        #expect(totals(result) == ["a 18.00", "b 2.25", "c 5.40"])
        let named = try await plan(["tokens.a-next=1.25"], use: "c").replay([lines[1]])
        #expect(totals(named) == ["a 8.00", "b 0.80", "c 2.40"])
    }

    /// 1 / 3 of 10⁻¹⁸ steps: 0.0000033333… a token, rounded once.
    @Test func `round the rate, so that totals stay sums`() async throws {
        let plan = try plan(["tokens.a=3"])
        let one = try await plan.replay([call("a", 1, 0)])
        let many = try await plan.replay([call("a", 3_000_000, 0)])
        #expect(try one.baseline("b").column.total.description == "0.000000333333333333")
        #expect(try many.baseline("b").column.total.description == "0.999999999999")
        #expect(
            many.assumptions.contains(
                "per 1 M tokens as a counted them, b costs input 0.333333333333"))
    }

    @Test func `a range turns costs and savings into intervals`() async throws {
        let result = try await plan(["tokens.b=1.10..1.30", "tokens.c=0.5..2"]).replay([million])
        let policy = try result.policy("test")
        #expect(policy.column.total.description == "3.60")
        #expect(policy.column.range == (try range("3.30", "3.90")))
        #expect(result.asRequested.range == (try range("30.00", "30.00")))
        #expect(try policy.saving(against: "as_requested").range == range("26.10", "26.70"))
        #expect(try policy.saving(against: "b").range == range("0.00", "0.00"))
        // c: 3 to 12, and b independently of it.
        #expect(try result.baseline("c").column.range == range("3.00", "12.00"))
        #expect(try policy.saving(against: "c").range == range("-0.90", "8.70"))
        #expect(result.assumptions.contains("tokens.b=1.10..1.30"))
        #expect(
            result.assumptions.contains(
                "of a range of token factors, figures without a range show the middle"))
    }

    @Test func `a range of the model that was recorded`() async throws {
        let result = try await plan(["tokens.a=0.8..1.25"], use: "requested").replay([million])
        #expect(try result.baseline("b").column.range == range("2.40", "3.75"))
        #expect(try result.policy("test").saving(against: "b").range == range("-27.60", "-26.25"))
    }

    @Test func `no intervals without ranges`() async throws {
        let result = try await plan(["tokens.b=1.1"]).replay([million])
        #expect(result.asRequested.range == nil)
        #expect(try result.policy("test").saving(against: "b").range == nil)
    }

    @Test func `one is said to be the default where calls move`() async throws {
        let note = "all models count the same tokens (tokens.MODEL=1.0 for each)"
        #expect(try await plan([]).replay([million]).assumptions == [note])
        var unmoved = try plan([], use: "requested")
        unmoved.baselines = .models(["a"])
        #expect(try await unmoved.replay([million]).assumptions == [])
    }

    @Test func `a factor that nothing uses is named`() async throws {
        let result = try await plan(["tokens.typo=1.1"]).replay([million])
        #expect(
            result.assumptions
                == ["tokens.typo=1.1", "no call moves to or from a model with a factor"])
    }

    @Test(arguments: [
        "tokens.b", "tokens.=1", "tokens.b=", "tokens.b=0", "tokens.b=0.19", "tokens.b=5.01",
        "tokens.b=1.0000001", "tokens.b=1.2..1.1", "tokens.b=1..2..3", "tokens.b=x",
        "tokens.b=1..", "tokens.b=-1",
    ])
    func `what is no factor is refused`(argument: String) throws {
        #expect(throws: ReplayError.self) { try ReplayAssumptions([argument]) }
    }

    @Test func `what stands twice is refused`() throws {
        #expect(throws: ReplayError.self) {
            try ReplayAssumptions(["tokens.b=1", "tokens.b=2"])
        }
        #expect(throws: ReplayError.self) { try ReplayAssumptions(["cache=lost", "cache=kept"]) }
        #expect(try ReplayAssumptions(["cache=lost", "tokens.b=1"]).cache == .lost)
        #expect(!ReplayAssumptions.covers("cache=prefix"))
    }

    private func range(_ low: String, _ high: String) throws -> MoneyRange {
        MoneyRange(low: try money(low), high: try money(high))
    }
}
