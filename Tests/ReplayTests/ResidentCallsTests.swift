import Calls
import Logs
import Pricing
import Replay
import Routing
import Testing

/// Questions to calls in memory give the digits of a replay.
@Suite struct `Calls in memory` {
    private let assume = SlowPolicy.teamsAssumptions + ["content_length=3*prompt_tokens"]

    /// A policy in which the bound stands in two rules, beside everything else that rules look at.
    private func policy(bound: Int64) throws -> Policy {
        try Policy.file(
            "varied",
            """
            rules:
              - name: long
                when: content_length > \(bound) and not (team = "search") or message_count > 12
                use: requested
              - name: complex
                when: system contains "komplexe Analyse" and content_length > 300
                use: claude-sonnet-4.5
              - name: odd
                when: content_length <= \(bound) and max_tokens >= 1000
                use: gemini-2.5-flash
              - name: rest
                use: deepseek-v3.2

            """)
    }

    private func lines(seed: UInt64, _ count: Int) -> [String] {
        var log = RandomLog(seed: seed)
        return log.lines(count)
            + [
                call("gpt-4.1", 3_000_000_000, 1, #""team":"a","message_count":2,"system":"""#),
                call("gpt-4.1", 90_000, 70_000, #""team":"b","message_count":900,"system":"""#),
                call(
                    "gpt-4.1", 5000, 7,
                    #""cached_tokens":100,"cache_write_tokens":70,"cache_write_1h_tokens":30"#
                        + #","message_count":2,"system":"komplexe Analyse""#),
            ]
    }

    private func plan(_ policies: [Policy]) throws -> ReplayPlan {
        var plan = ReplayPlan(prices: try PriceTable.named("list-2026"))
        plan.selectors = try policies.map { try ModelSelector($0) }
        return plan
    }

    private func resident(
        _ lines: [String], _ plan: ReplayPlan, jobs: Int
    ) async throws -> ResidentCalls {
        try await ResidentCalls(reading: source(lines), for: plan, jobs: jobs)
    }

    private func source(_ lines: [String]) throws -> LogFiles {
        var options = ReadingOptions()
        options.assumptions = try Assumptions(assume + ["message_count=1", "system=none"])
        return LogFiles([.lines(lines)], options: options)
    }

    private func expectSame(_ whatIf: WhatIf, _ outcome: PolicyOutcome) {
        #expect(whatIf.column.total == outcome.column.total)
        #expect(whatIf.column.models == outcome.column.models)
        let unpriced = zip(whatIf.column.unpriced, outcome.column.unpriced)
        #expect(whatIf.column.unpriced.count == outcome.column.unpriced.count)
        for (left, right) in unpriced {
            #expect((left.model, left.reason) == (right.model, right.reason))
            #expect((left.requests, left.tokens) == (right.requests, right.tokens))
        }
        #expect(whatIf.column.substitutions == outcome.column.substitutions)
        for (index, rule) in outcome.rules.enumerated() {
            #expect(whatIf.requests(rule: index) == rule.requests)
        }
    }

    @Test(arguments: 1...2, [1, 3])
    func `a policy costs what a replay says`(seed: UInt64, jobs: Int) async throws {
        let lines = lines(seed: seed, 4300)
        let policies = [try policy(bound: 2000), try Policy.tutorialWithoutChain()]
        let plan = try plan(policies)
        let calls = try await resident(lines, plan, jobs: jobs)
        let replay = try await plan.replay(
            lines, assume: assume + ["message_count=1", "system=none"])
        #expect(calls.count == lines.count)
        for policy in policies {
            let selector = try ModelSelector(policy)
            expectSame(try calls.cost(under: selector), try replay.policy(policy.name))
            let streamed = try await plan.cost(of: source(lines), under: selector, jobs: jobs)
            expectSame(streamed, try replay.policy(policy.name))
        }
    }

    @Test func `many bounds in one pass are as many replays`() async throws {
        let lines = lines(seed: 4, 1200)
        let bounds: [Int64] = [0, 300, 301, 900, 2500, 5000, 9000, 70_000, 1 << 40]
        let calls = try await resident(lines, try plan([policy(bound: 77)]), jobs: 2)
        let answers = try calls.costs(
            under: try ModelSelector(policy(bound: 77)), varying: .contentLength, over: 77,
            to: bounds)
        #expect(Set(answers.map(\.column.total)).count > 5)
        let streamed = try await plan([]).costs(
            of: source(lines), under: try ModelSelector(policy(bound: 77)), varying: .contentLength,
            over: 77, to: bounds, jobs: 2)
        #expect(streamed.map(\.column.total) == answers.map(\.column.total))
        for (bound, answer) in zip(bounds, answers) {
            let replay = try await plan([policy(bound: bound)]).replay(
                lines, assume: assume + ["message_count=1", "system=none"])
            expectSame(answer, try replay.policy("varied"))
        }
    }

    @Test func `what a call lacks is refused, not guessed`() async throws {
        let plan = try plan([policy(bound: 5)])
        let source = LogFiles([.lines([call("gpt-4.1", 10, 10)])])
        let calls = try await ResidentCalls(reading: source, for: plan, jobs: 1)
        let error = #expect(throws: ReplayError.self) {
            try calls.cost(under: plan.selectors[0])
        }
        #expect(error?.description.contains("needs content_length") == true)
    }

    @Test func `a bound that no rule has can't be varied`() async throws {
        let plan = try plan([policy(bound: 5)])
        let calls = try await resident([call("gpt-4.1", 10, 10)], plan, jobs: 1)
        let error = #expect(throws: ReplayError.self) {
            try calls.costs(
                under: plan.selectors[0], varying: .contentLength, over: 6, to: [1, 2])
        }
        #expect(
            error?.description
                == "no rule of policy varied asks whether content_length is greater than 6")
    }

    @Test(arguments: [[5, 3], [3, 3]] as [[Int64]])
    func `bounds that do not ascend are refused`(bounds: [Int64]) async throws {
        let plan = try plan([policy(bound: 5)])
        let calls = try await resident([call("gpt-4.1", 10, 10)], plan, jobs: 1)
        let error = #expect(throws: ReplayError.self) {
            try calls.costs(
                under: plan.selectors[0], varying: .contentLength, over: 5, to: bounds)
        }
        #expect(error?.description.contains("do not ascend") == true)
    }

    @Test(arguments: [1, 3, 8])
    func `more tokens than sums can hold are refused`(jobs: Int) async throws {
        let usage = TokenUsage(input: 1 << 47, output: 0)
        let plan = ReplayPlan(prices: try PriceTable.named("list-2026"))
        let few = Records.alike(1 << 14, "gpt-4.1", usage)
        let held = try await ResidentCalls(reading: few, for: plan, jobs: jobs)
        #expect(held.count == 1 << 14)
        let error = await #expect(throws: ReplayError.self) {
            let many = Records.alike(1 << 15, "gpt-4.1", usage)
            _ = try await ResidentCalls(reading: many, for: plan, jobs: jobs)
        }
        #expect(error?.description.hasPrefix("more than 2^62 tokens") == true)
    }

    /// A source may hand on blocks of any size.
    @Test func `blocks larger than those of logs are added up`() async throws {
        var calls = Records.alike(10_000, "gpt-4.1", TokenUsage(input: 3, output: 4))
        calls.recordsPerBlock = 10_000
        let plan = ReplayPlan(prices: try PriceTable.named("list-2026"))
        let result = try await plan.result(reading: calls, jobs: 1)
        #expect(result.traffic.requests == 10_000)
        #expect(result.traffic.usage == TokenUsage(input: 30_000, output: 40_000))
    }
}
