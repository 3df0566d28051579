import Pricing
import Replay
import Reports
import Testing

/// What a policy costs that looks at the outcome is called a bound wherever it is shown.
@Suite struct `Oracles in reports` {
    private static let oracle = """
        policy: hind
        version: 1
        oracle: true
        rules:
          - {name: short, when: completion_tokens < 5, use: cheap}
          - {name: rest, use: requested}
        """

    private func result() async throws -> ReplayResult {
        try await replay([TestCall(team: "a"), TestCall()], policy: Self.oracle, by: ["team"]) {
            $0.dearestRequests = 1
        }
    }

    @Test func text() async throws {
        let result = try await result()
        #expect(
            result.answer.hasPrefix("`hind` (oracle: a bound, not a rule that can run) costs $0.84")
        )
        for (title, label) in [
            ("Costs", "  oracle hind (a bound) "), ("Savings", "  hind (oracle) "),
            ("Rules", "  hind (oracle) "), ("By team", "hind (oracle)"),
            ("Dearest requests", "hind (oracle)"),
        ] {
            #expect(result.section(title).contains { $0.contains(label) }, "\(title)")
        }
        #expect(result.section("Models, oracle `hind` (a bound)").count > 1)
    }

    @Test(arguments: [ReplayCSV.Section.totals, .models, .groups, .requests])
    func csv(section: ReplayCSV.Section) async throws {
        let rows = try await result().csv(section)
        #expect(rows.contains("oracle,hind,"))
        #expect(!rows.contains("policy,hind,"))
    }

    @Test func `other policies are none`() async throws {
        let result = try await replay([TestCall()])
        #expect(!(result.text + result.csv(.totals)).contains("oracle"))
        #expect(!(try ReplayJSON(result).text()).contains("oracle"))
    }
}

/// What `--top` and `--dearest` show.
@Suite struct `The dearest in reports` {
    private func result() async throws -> ReplayResult {
        let calls = ["a", "b", "c"].enumerated().map { index, team in
            TestCall(team: team, usage: TokenUsage(input: UInt64(3 - index) * 1_000_000))
        }
        return try await replay(calls, policy: nil, by: ["team", "team,model"]) {
            $0.dearestRequests = 2
        }
    }

    @Test func text() async throws {
        let result = try await result().keepingDearestGroups(1)
        #expect(
            result.section("By team") == [
                "  team              requests     tokens  as requested",
                "  ----------------  --------  ---------  ------------",
                "  a                        1  3,000,000        $24.00",
                "  other (2 groups)         2  3,000,000        $24.00",
                "  ----------------  --------  ---------  ------------",
                "  total                    3  6,000,000        $48.00",
            ])
        #expect(
            result.section("By team and model")[3]
                == "  other (2 groups)                2  3,000,000        $24.00")
        #expect(
            result.section("Dearest requests") == [
                "  request  time                  model     tokens  as requested",
                "  -------  --------------------  -----  ---------  ------------",
                "  (none)   2026-01-05T08:00:00Z  dear   3,000,000        $24.00",
                "  (none)   2026-01-05T08:00:00Z  dear   2,000,000        $16.00",
            ])
    }

    @Test func csv() async throws {
        let result = try await result()
        #expect(!result.csv(.groups).contains("other_groups"))
        #expect(
            result.keepingDearestGroups(1).csv(.groups)
                == [
                    "grouping,team,model,kind,name,requests,tokens,currency,cost,requests_unpriced,"
                        + "other_groups",
                    "team,a,,as_requested,,1,3000000,USD,24.00,0,",
                    "team,,,as_requested,,2,3000000,USD,24.00,0,2",
                    "\"team,model\",a,dear,as_requested,,1,3000000,USD,24.00,0,",
                    "\"team,model\",,,as_requested,,2,3000000,USD,24.00,0,2",
                ].map { $0 + "\r\n" }.joined())
        #expect(
            result.csv(.requests)
                == [
                    "request,time,model,tokens,kind,name,currency,cost",
                    ",2026-01-05T08:00:00Z,dear,3000000,as_requested,,USD,24.00",
                    ",2026-01-05T08:00:00Z,dear,2000000,as_requested,,USD,16.00",
                ].map { $0 + "\r\n" }.joined())
    }
}
