import Logs
import Pricing
import Replay
import Routing
import Testing

/// What is refused, and in which words.
@Suite struct Refusals {
    private static let gaps = """
        rules:
          - {name: long, when: content_length > 10 or system contains "x", use: requested}
          - {name: paid, when: team = "a" and max_tokens > 5, use: deepseek-v3.2}
          - {name: rest, use: gemini-2.5-flash}
        """

    private func plan(_ policies: (String, String)...) throws -> ReplayPlan {
        var plan = try ReplayPlan.named()
        plan.selectors = try policies.map { try ModelSelector(Policy.file($0.0, $0.1)) }
        return plan
    }

    @Test(arguments: [
        ("", "long", "content_length and system", "content_length=… --assume system=…"),
        (#""content_length":1"#, "long", "system", "system=…"),
        (#""system":"y""#, "long", "content_length", "content_length=…"),
        (
            #""content_length":1,"system":"y""#, "paid", "team and max_tokens",
            "team=… --assume max_tokens=…"
        ),
        (#""content_length":1,"system":"y","team":"a""#, "paid", "max_tokens", "max_tokens=…"),
        (#""content_length":1,"system":"y","max_tokens":9"#, "paid", "team", "team=…"),
    ])
    func `a policy that needs a field which the log lacks`(
        fields: String, rule: String, lacking: String, remedy: String
    ) async throws {
        let lines = [call("gpt-4.1", 1, 1, #""content_length":11"#), call("gpt-4.1", 1, 1, fields)]
        let refusal = try await plan(("gaps", Self.gaps)).refusal(of: [.lines(lines)])
        #expect(
            refusal == "log.jsonl:2: the rule \"\(rule)\" of policy gaps needs \(lacking), "
                + "which this record lacks and no assumption supplies; add --assume \(remedy)")
    }

    @Test(arguments: [
        #""content_length":11"#, #""system":"x""#, #""content_length":1,"system":"","team":"b""#,
        #""content_length":1,"system":"","max_tokens":5"#,
    ])
    func `a field that makes no difference may be missing`(fields: String) async throws {
        let result = try await plan(("gaps", Self.gaps)).replay([call("gpt-4.1", 1, 1, fields)])
        #expect(result.traffic.requests == 1)
    }

    @Test func `the assumption supplies it and is listed`() async throws {
        let plan = try plan(("gaps", Self.gaps))
        let lines = [call("gpt-4.1", 1, 1), call("gpt-4.1", 9, 1)]
        let assume = ["content_length=2*prompt_tokens", "system=none", "team=b"]
        let result = try await plan.replay(lines, assume: assume)
        #expect(try result.policy("gaps").rules.map(\.requests) == [1, 0, 1])
        #expect(
            Array(result.assumptions.prefix(3))
                == assume.map { "\($0) (filled in for 2 records)" })
    }

    @Test(arguments: [1, 2, 4, 7])
    func `the first such record is named for any number of jobs`(jobs: Int) async throws {
        let needsTeam = #"rules: [{name: t, when: team = "a", use: m}, {name: r, use: m}]"#
        let needsUser = #"rules: [{name: u, when: user = "a", use: m}, {name: r, use: m}]"#
        let plan = try plan(("teams", needsTeam), ("users", needsUser))
        let lines = (1...6_000).map { index in
            let user = index < 3_456 ? #""user":"b","# : ""
            let team = index < 3_460 ? #""team":"b""# : #""session":"s""#
            return call("gpt-4.1", index, 1, user + team)
        }
        let refusal = try await plan.refusal(of: [.lines(lines)], jobs: jobs)
        #expect(
            refusal == "log.jsonl:3456: the rule \"u\" of policy users needs user, which this "
                + "record lacks and no assumption supplies; add --assume user=…")
    }

    @Test func `a record outside the period needs nothing`() async throws {
        var plan = try plan(("gaps", Self.gaps))
        plan.from = try timestamp("2026-01-06T00:00:00Z")
        let result = try await plan.replay([call("gpt-4.1", 1, 1)])
        #expect(result.traffic.requests == 0)
    }

    @Test func `two policies of one name`() async throws {
        let refusal = try await ReplayPlan.named(policies: ["tutorial", "tutorial"])
            .refusal(of: [.file("/nowhere")])
        #expect(
            refusal == "two policies are named tutorial; give each its own `policy:` name")
    }

    @Test(arguments: [
        ("gpt4.1", "; near: gpt-4.1, openai/gpt-4.1"), ("deepsek-v3.2", "; near: deepseek-v3.2"),
        ("llama", ""),
    ])
    func `an unknown baseline`(model: String, near: String) async throws {
        let plan = try ReplayPlan.named(baselines: .models(["gpt-4.1", model]))
        let refusal = try await plan.refusal(of: [.file("/nowhere")])
        #expect(
            refusal == "baseline \(model) is not in price table headline-2026\(near); "
                + "see 'tollgate prices show headline-2026'")
    }

    @Test(arguments: [
        ("", #"--by : unknown """#), ("team,", #"--by team,: unknown """#),
        ("teams", #"--by teams: unknown "teams""#), ("tag:", #"--by tag:: unknown "tag:""#),
        ("Team", #"--by Team: unknown "Team""#), ("team,team", "--by team,team: team stands twice"),
        ("tag:a,day,tag:a", "--by tag:a,day,tag:a: tag:a stands twice"),
    ])
    func `groupings that make no sense`(list: String, message: String) {
        do {
            _ = try Grouping(list)
            Issue.record("\(list) was taken")
        } catch {
            #expect("\(error)".hasPrefix(message))
        }
    }
}

/// What a request that names no model is taken to ask for.
@Suite struct `Missing models` {
    private static let nameless =
        #"{"ts":"2026-01-05T12:00:00Z","request":{"messages":[{"role":"user","content":"x"}]},"#
        + #""response":{"usage":{"prompt_tokens":1000000,"completion_tokens":0}}}"#

    private func plan(_ heading: String) throws -> ReplayPlan {
        var plan = try ReplayPlan.named()
        let rules = "rules: [{name: kept, use: requested}]"
        plan.selectors = [try ModelSelector(Policy.file("keep", heading + rules))]
        return plan
    }

    @Test func `are named by the policy, and that is said`() async throws {
        let plan = try plan("missing_model: gpt-4.1\n")
        let result = try await plan.replay([Self.nameless, Self.nameless])
        #expect(result.asRequested.unpriced.map(\.reason) == [.noModel])
        #expect(result.asRequested.unpriced.map(\.tokens) == [2_000_000])
        #expect(try result.policy("keep").column.total.description == "16.00")
        #expect(try result.policy("keep").saving(against: "as_requested").comparedRequests == 0)
        #expect(
            result.assumptions.contains(
                "policy keep takes 2 requests without a model to ask for gpt-4.1"))
    }

    @Test func `are refused where the policy keeps them and names none`() async throws {
        let refusal = try await plan("").refusal(of: [.lines([Self.nameless])])
        #expect(
            refusal == "log.jsonl:1: the rule \"kept\" of policy keep needs model, which this "
                + "record lacks and no assumption supplies; add --assume model=…")
    }

    @Test func `are taken as the tutorial takes them`() async throws {
        let plan = try ReplayPlan.named(policies: ["tutorial"])
        let result = try await plan.replay([Self.nameless])
        #expect(try result.policy("tutorial").column.total.description == "0.42")
    }
}
