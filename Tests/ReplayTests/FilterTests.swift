import Calls
import Foundation
import Logs
import Pricing
import Replay
import Routing
import Testing

/// A condition on the calls that are looked at: `--where`.
@Suite struct `Filters` {
    private func plan(_ condition: String, zone: String = "UTC") throws -> ReplayPlan {
        var plan = try ReplayPlan.named("list-2026")
        let clock = LocalClock(try timeZone(zone))
        plan.filter = CallFilter(try Condition(parsing: condition), clock: clock)
        return plan
    }

    private static let lines = [
        call("gpt-4.1", 1000, 50, #""team":"a","status":200,"latency_ms":1500,"cost_usd":"0.05""#),
        call(
            "gpt-4.1", 20, 900,
            #""team":"b","status":500,"latency_ms":1500.5,"cost_usd":"0.0500000001""#),
        call(
            "gpt-4o", 300, 7, #""team":"a","status":200,"latency_ms":3,"cost_usd":"0""#,
            at: "2026-01-10T23:30:00Z"),
    ]

    @Test(arguments: [
        ("team = a", [1000, 300]), ("not failed", [1000, 300]), ("failed", [20]),
        ("latency_ms > 1500", [20]), ("latency_ms >= 1500", [1000, 20]),
        ("latency_ms < 3.5", [300]),
        ("cost_usd > 0.05", [20]), ("cost_usd = 0", [300]),
        ("completion_tokens > 50 or prompt_tokens >= 1000", [1000, 20]),
        ("weekday = saturday and hour = 23", [300]), ("model contains \"4.1\" and team = b", [20]),
        ("model = nobody", []),
    ])
    func `only calls for which the condition holds`(
        condition: String, prompts: [Int]
    ) async throws {
        let result = try await plan(condition).replay(Self.lines)
        #expect(result.traffic.requests == UInt64(prompts.count))
        #expect(result.traffic.usage.totalInput == UInt64(prompts.reduce(0, +)))
        let left = Self.lines.count - prompts.count
        #expect(
            result.source.filter
                == AppliedFilter(
                    condition: try Condition(parsing: condition).description, leftOut: left))
    }

    @Test func `hours and weekdays are those of the report's zone`() async throws {
        let sunday = try await plan("weekday = sunday and hour = 0", zone: "Europe/Berlin")
            .replay(Self.lines)
        #expect(sunday.traffic.requests == 1)
    }

    @Test func `the report says what was left out`() async throws {
        let result = try await plan("team = b").replay(Self.lines)
        #expect(
            result.assumptions.contains(
                "only requests for which team = \"b\" holds; 2 requests are left out"))
        let all = try await ReplayPlan.named("list-2026").replay(Self.lines)
        #expect(all.source.filter == nil)
        #expect(!all.assumptions.contains { $0.contains("left out") })
    }

    @Test func `a field that a record lacks is named with what to do`() async throws {
        let lines = Self.lines + [call("gpt-4.1", 5, 5)]
        #expect(
            try await plan("team = a and latency_ms > 1").refusal(of: [.lines(lines)])
                == "log.jsonl:4: --where needs team and latency_ms, which this record lacks and no "
                + "assumption supplies; add --assume team=…; nothing can be assumed for latency_ms")
        let result = try await plan("team = a").replay(lines, assume: ["team=a"])
        #expect(result.traffic.requests == 3)
    }

    /// Whatever comes first in the log is named, be it the filter's or a policy's.
    @Test(arguments: [
        (["a", "", "a,3"], "log.jsonl:2: --where needs team"),
        (["a", "a", "", "b"], "log.jsonl:2: the rule \"first\" of policy p needs max_tokens"),
        (["b", "a,3", ""], "log.jsonl:3: --where needs team"),
        (["b", "b", "a", ""], "log.jsonl:3: the rule \"first\" of policy p needs max_tokens"),
    ])
    func `the first fault counts`(teams: [String], fault: String) async throws {
        var plan = try plan("team = a")
        plan.selectors = [
            try ModelSelector(
                Policy.file(
                    "p",
                    """
                    rules:
                      - {name: first, when: max_tokens > 5, use: gpt-4.1}
                      - {name: rest, use: gpt-4.1}
                    """))
        ]
        let first = call("gpt-4.1", 1, 1, #""team":"a","max_tokens":3"#)
        let lines =
            [first]
            + teams.dropFirst().map { text in
                let parts = text.split(separator: ",")
                let team = parts.first.map { [#""team":"\#($0)""#] } ?? []
                let limit = parts.count > 1 ? [#""max_tokens":3"#] : []
                return call("gpt-4.1", 1, 1, (team + limit).joined(separator: ","))
            }
        #expect(try await plan.refusal(of: [.lines(lines)]).hasPrefix(fault))
    }

    /// A filtered replay is the replay of the lines that pass, whatever a policy looks at.
    @Test(arguments: [1, 2, 5])
    func `the rest is as if the others were not there`(jobs: Int) async throws {
        var log = RandomLog(seed: 77)
        let lines = log.lines(900)
        var plan = try ReplayPlan.named("list-2026", by: ["team", "tag:env", "day"])
        plan.selectors = [
            try ModelSelector(Policy.named("tutorial")),
            try ModelSelector(Policy.file("teams", SlowPolicy.teamsFile)),
        ]
        let kept = try lines.filter { try SlowCall($0).tag("env") == "prod" }
        #expect((200..<500).contains(kept.count))
        let assume = SlowPolicy.teamsAssumptions + ["tag.env=none"]
        let expected = try await plan.replay(kept, assume: assume)
        plan.filter = CallFilter(
            try Condition(parsing: "tag.env = prod"), clock: LocalClock(.gmt))
        let files = (0..<9).map {
            LogInput.lines(lines[($0 * 100)..<($0 * 100 + 100)], name: "\($0).jsonl")
        }
        let result = try await plan.replay(files, jobs: jobs, assume: assume)
        expectSame(result.figures, expected.figures, "\(jobs) jobs")
        #expect(result.source.filter?.leftOut == lines.count - kept.count)
    }

    @Test func `calls in memory are filtered too`() async throws {
        var plan = try plan("team = a")
        let selector = try ModelSelector(Policy.always("deepseek-v3.2"))
        plan.selectors = [selector]
        let calls = try await ResidentCalls(
            reading: LogFiles([.lines(Self.lines)], options: ReadingOptions()), for: plan, jobs: 1)
        #expect(calls.count == 2)
        let outcome = try await plan.replay(Self.lines).policy("always")
        #expect(try calls.cost(under: selector).column.total == outcome.column.total)
    }
}

/// Policies that look at what is known only afterwards.
@Suite struct `Oracles` {
    private static let rules = """
        rules:
          - {name: short, when: completion_tokens < 100 and not failed, use: deepseek-v3.2}
          - {name: slow, when: latency_ms > 1000 or cost_usd > 0.01, use: gemini-2.5-flash}
          - {name: rest, use: requested}
        """

    @Test func `see the outcome, and say that they are bounds`() async throws {
        var plan = try ReplayPlan.named("list-2026")
        plan.selectors = [
            try ModelSelector(Policy.file("hindsight", "oracle: true\n" + Self.rules))
        ]
        let more = #""latency_ms":1000,"cost_usd":"0.01""#
        let result = try await plan.replay([
            call("gpt-4.1", 10, 99, more), call("gpt-4.1", 10, 100, more),
            call("gpt-4.1", 10, 99, #""status":500,"latency_ms":1000.001,"cost_usd":"0""#),
            call("gpt-4.1", 10, 500, #""latency_ms":1,"cost_usd":"0.010000000000000001""#),
        ])
        let policy = try result.policy("hindsight")
        #expect(policy.rules.map(\.requests) == [1, 2, 1])
        #expect(policy.isOracle)
        #expect(result.assumptions.contains { $0.hasPrefix("policy hindsight is an oracle: ") })
    }

    @Test func `calls in memory know the outcome too`() async throws {
        var plan = try ReplayPlan.named("list-2026")
        let selector = try ModelSelector(Policy.file("hindsight", "oracle: true\n" + Self.rules))
        plan.selectors = [selector]
        let lines = (0..<300).map { index in
            call(
                "gpt-4.1", index, index % 200,
                #""status":\#(index % 7 == 0 ? 500 : 200),"latency_ms":\#(index * 5),"#
                    + #""cost_usd":"0.0\#(index)""#)
        }
        let calls = try await ResidentCalls(
            reading: LogFiles([.lines(lines)], options: ReadingOptions()), for: plan, jobs: 2)
        let outcome = try await plan.replay(lines).policy("hindsight")
        let found = try calls.cost(under: selector)
        #expect(found.column.total == outcome.column.total)
        #expect((0...2).map { found.requests(rule: $0) } == outcome.rules.map(\.requests))
    }
}
