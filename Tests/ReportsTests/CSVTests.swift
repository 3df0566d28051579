import Calls
import Replay
import Reports
import Testing

@Suite struct CSVTests {
    @Test(arguments: [
        ("plain", "plain"),
        ("a,b", "a,b"),
        ("say \"hi\"", "say \"hi\""),
        ("two\r\nlines", "two\r\nlines"),
        ("\"", "\""),
        ("日本, 語", "日本, 語"),
        (" blank ", " blank "),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@cmd", "'@cmd"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("=HYPERLINK(\"http://x\",\"y\")", "'=HYPERLINK(\"http://x\",\"y\")"),
        ("a=1", "a=1"),
        ("\u{1B}[31m\u{0}", "\u{FFFD}[31m\u{FFFD}"),
    ])
    func `a name comes back as it was, but for formulas`(
        name: String, readBack: String
    ) async throws {
        let result = try await replay([TestCall(model: name, team: name)], by: ["team"])
        let groups = try rows(result.csv(.groups))
        #expect(groups.map { $0[1] } == ["team", readBack, readBack])
        let models = try rows(result.csv(.models))
        #expect(models[1][2] == readBack)
        #expect(Set(models.map(\.count)) == [8])
    }

    @Test func `a negative number is not taken for a formula`() async throws {
        let result = try await replay([TestCall(contentLength: 2_000), TestCall(model: "cheap")])
        let dearer = try await replay(
            [TestCall(model: "free")], prices: twoModels + "\n- {id: free, all_tokens: 0.21}")
        #expect(try rows(result.csv(.totals)).last?.suffix(3) == ["0.00", "0.00", "2"])
        #expect(try rows(dearer.csv(.totals)).last?.suffix(3) == ["-0.21", "-100.00", "1"])
    }

    @Test func `every section has one header and as many fields in every row`() async throws {
        let calls = [
            TestCall(served: "cheap", team: "a", cost: "1", latency: 1),
            TestCall(model: "x", team: "b"),
        ]
        let result = try await replay(
            calls, baselines: ["cheap"], by: ["team", "day,team"],
            plan: {
                $0.measuresLatency = true
                $0.dearestRequests = 5
            })
        let sizes = [
            ReplayCSV.Section.totals: 6, .models: 7, .rules: 3, .groups: 9, .requests: 3,
            .latency: 2, .budget: 1, .fallback: 1,
        ]
        for section in ReplayCSV.Section.allCases {
            let rows = try rows(result.csv(section))
            #expect(rows.count == sizes[section], "\(section)")
            #expect(Set(rows.map(\.count)).count == 1, "\(section)")
            #expect(result.csv(section).hasSuffix("\r\n"), "\(section)")
        }
    }

    @Test func `totals say what was compared`() async throws {
        let result = try await replay(
            [TestCall(), TestCall(usageState: .unknown)], baselines: ["cheap"])
        #expect(
            result.csv(.totals).replacing("\r\n", with: "\n") == """
                kind,name,currency,total,requests_priced,requests_unpriced,\
                saved_against_as_requested,percent_saved,requests_compared
                as_requested,,USD,8.00,1,1,,,
                baseline,cheap,USD,0.42,1,1,7.58,94.75,1
                policy,router,USD,0.42,1,1,7.58,94.75,1

                """)
    }

    @Test func `latencies are of all records that tell them, failed ones too`() async throws {
        let calls = [
            TestCall(latency: 1_500_000, timeToFirstToken: 250_000),
            TestCall(isFailed: true, latency: 30_000_000_000), TestCall(model: nil, latency: 7),
            TestCall(model: "cheap"),
        ]
        let result = try await replay(calls, plan: { $0.measuresLatency = true })
        #expect(
            result.csv(.latency).replacing("\r\n", with: "\n") == """
                model,span,requests,p50_ms,p95_ms,p99_ms,max_ms
                dear,latency,2,1.5,30000,30000,30000
                dear,time_to_first_token,1,0.25,0.25,0.25,0.25
                ,latency,1,0.000007,0.000007,0.000007,0.000007

                """)
    }

    @Test func `groupings of several dimensions share one header`() async throws {
        let result = try await replay(
            [TestCall(team: "a"), TestCall()], policy: nil, by: ["team", "team,day"])
        #expect(
            result.csv(.groups).replacing("\r\n", with: "\n") == """
                grouping,team,day,kind,name,requests,tokens,currency,cost,requests_unpriced
                team,,,as_requested,,1,1000000,USD,8.00,0
                team,a,,as_requested,,1,1000000,USD,8.00,0
                "team,day",,2026-01-05,as_requested,,1,1000000,USD,8.00,0
                "team,day",a,2026-01-05,as_requested,,1,1000000,USD,8.00,0

                """)
    }
}
