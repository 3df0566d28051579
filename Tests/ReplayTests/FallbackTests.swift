import Logs
import Pricing
import Replay
import Routing
import Testing

@Suite struct `Fallback chains` {
    /// A token costs $0.10, $0.01 and $0.001.
    private static let prices = """
          - {id: a, all_tokens: 100000}
          - {id: b, all_tokens: 10000}
          - {id: c, all_tokens: 1000}
        """

    private static let chain = """
        fallback:
          - {when: model = "a", use: b}
          - {use: c}

        """

    private func plan(_ rest: String = chain, use: String = "requested") throws -> ReplayPlan {
        var plan = ReplayPlan(prices: try PriceTable.file(Self.prices))
        let rules = "rules: [{name: all, use: \(use)}]\n"
        plan.selectors = [try ModelSelector(Policy.file("test", rules + rest))]
        return plan
    }

    /// An attempt of one token.
    private func attempt(
        _ second: Int, _ operation: String, fails: Bool = false, _ model: String = "a"
    ) -> String {
        let fields = #""operation_id":"\#(operation)","status":\#(fails ? 500 : 200)"#
        return call(model, 1, 0, fields, at: "2026-01-05T12:00:\(10 + second)Z")
    }

    private func models(_ result: ReplayResult) throws -> [String] {
        try result.policy("test").column.models.map { "\($0.model ?? "") \($0.requests)" }.sorted()
    }

    @Test func `a failed attempt is billed where it went, the next one along the chain`()
        async throws
    {
        let lines = [
            attempt(0, "x", fails: true), attempt(1, "x", fails: true), attempt(2, "x"),
            attempt(3, "y"),
        ]
        let result = try await plan().replay(lines)
        #expect(try models(result) == ["a 2", "b 1", "c 1"])
        #expect(try result.policy("test").column.total.description == "0.211")
        #expect(result.asRequested.total.description == "0.40")
        #expect(result.traffic.requests == 4)
        #expect(result.traffic.operations == 2)
        #expect(result.traffic.failed == 2)
        let outcome = try #require(try result.policy("test").fallback)
        #expect(outcome.operations == 1)
        #expect(outcome.retries == 2)
        #expect(outcome.moved == 2)
        #expect(outcome.exhausted == 0)
        #expect(try result.policy("test").rules.map(\.requests) == [4])
    }

    @Test func `never the same model twice; where none is left, the last one stays`() async throws {
        let lines = (0..<5).map { attempt($0, "x", fails: true) }
        let result = try await plan().replay(lines)
        #expect(try models(result) == ["a 1", "b 1", "c 3"])
        #expect(try result.policy("test").fallback?.exhausted == 2)
        #expect(try result.policy("test").fallback?.operations == 1)
    }

    @Test func `a chain does not lead back`() async throws {
        let chain = """
            fallback:
              - {when: model = "a", use: b}
              - {use: a}

            """
        let lines = (0..<4).map { attempt($0, "x", fails: true) }
        let result = try await plan(chain).replay(lines)
        #expect(try models(result) == ["a 1", "b 3"])
        #expect(try result.policy("test").fallback?.exhausted == 2)
    }

    @Test func `after a success the rules decide again`() async throws {
        let lines = [
            attempt(0, "x", fails: true), attempt(1, "x"), attempt(2, "x"),
            attempt(3, "x", fails: true), attempt(4, "x"),
        ]
        let result = try await plan().replay(lines)
        #expect(try models(result) == ["a 3", "b 2"])
        #expect(try result.policy("test").fallback?.operations == 1)
    }

    @Test func `a failure that used nothing costs nothing and moves on`() async throws {
        let lines = [
            record(
                #""model":"a","usage":"none","status":429,"operation_id":"x""#,
                at: "2026-01-05T12:00:00Z"), attempt(1, "x"),
        ]
        let result = try await plan().replay(lines)
        #expect(try models(result) == ["a 1", "b 1"])
        #expect(try result.policy("test").column.total.description == "0.01")
    }

    @Test func `the model that failed is the policy's, not the log's`() async throws {
        let result = try await plan(use: "b").replay([
            attempt(0, "x", fails: true), attempt(1, "x"),
        ])
        #expect(try models(result) == ["b 1", "c 1"])
    }

    @Test func `time counts, and other operations are none of its business`() async throws {
        let lines = [
            attempt(5, "x"), attempt(1, "x", fails: true), attempt(2, "y"),
            attempt(3, "", fails: true),
            attempt(4, ""),
        ]
        let result = try await plan().replay(lines)
        #expect(try models(result) == ["a 4", "b 1"])
    }

    @Test func `without a chain every attempt is decided by itself`() async throws {
        let lines = [attempt(0, "x", fails: true), attempt(1, "x")]
        let result = try await plan("").replay(lines)
        #expect(try models(result) == ["a 2"])
        #expect(try result.policy("test").fallback == nil)
    }

    @Test func `operations that did not fail leave no trace`() async throws {
        let result = try await plan().replay([attempt(0, "x"), attempt(1, "x")])
        #expect(try models(result) == ["a 2"])
        #expect(try result.policy("test").fallback == nil)
    }

    /// The budget model goes before the chain, unless it is the one that failed.
    @Test func `under a budget that is spent`() async throws {
        let budget = "budget: {monthly: 0.1 USD, alert_at: 100%, then_use: b}\n"
        let lines = [
            attempt(0, "x", fails: true), attempt(1, "x", fails: true), attempt(2, "x"),
            attempt(3, "y"),
        ]
        let result = try await plan(Self.chain + budget).replay(lines)
        #expect(try models(result) == ["a 1", "b 2", "c 1"])
        let policy = try result.policy("test")
        #expect(policy.rules.map { "\($0.rule) \($0.requests)" } == ["all 1", "budget 3"])
        let strike = try #require(policy.budget?.months.first?.strike)
        // Without the budget the attempts go to a, b and c, and the other operation to a.
        #expect(strike.movedRequests == 1)
        #expect(strike.saved.description == "0.09")
    }

    @Test(arguments: 1...4)
    func `jobs and files make no difference`(jobs: Int) async throws {
        var log = RandomLog(seed: 99)
        let lines = log.lines(600)
        let plan = try ReplayPlan.named("list-2026", policies: ["tutorial"], by: ["team", "day"])
        let one = try await plan.replay(lines)
        #expect(try (one.policy("tutorial").fallback?.moved ?? 0) > 10)
        let files = stride(from: 0, to: 600, by: 50).map {
            LogInput.lines(lines[$0..<($0 + 50)], name: "\($0).jsonl")
        }
        let split = try await plan.replay(files, jobs: jobs)
        expectSame(split.everything, one.everything, "\(jobs) jobs")
        #expect(try split.policy("tutorial").fallback == one.policy("tutorial").fallback)
    }
}
