import Calls
import Logs
import Pricing
import Replay
import Testing

/// Which calls count, which prices hold, and what a month of it would cost.
@Suite struct Periods {
    private static let times = [
        "2026-01-04T23:59:59.999999999Z", "2026-01-05T00:00:00Z", "2026-01-05T01:00:00+01:00",
        "2026-01-05T23:59:59.999999999Z", "2026-01-06T00:00:00Z",
    ]

    @Test(
        arguments: [
            (nil, nil, 5), ("2026-01-05T00:00:00Z", nil, 4), (nil, "2026-01-05T00:00:00Z", 1),
            ("2026-01-05T00:00:00Z", "2026-01-06T00:00:00Z", 3),
            ("2026-01-06T00:00:00Z", "2026-01-06T00:00:00.000000001Z", 1),
            ("2026-01-05T00:00:00Z", "2026-01-05T00:00:00Z", 0),
            ("2026-01-06T00:00:00Z", "2026-01-05T00:00:00Z", 0),
        ] as [(String?, String?, UInt64)])
    func `begin at from and end before to`(
        from: String?, to: String?, requests: UInt64
    ) async throws {
        var plan = try ReplayPlan.named()
        plan.from = try from.map(timestamp)
        plan.to = try to.map(timestamp)
        let result = try await plan.replay(Self.times.map { call("gpt-4.1", 1, 0, at: $0) })
        #expect(result.traffic.requests == requests)
    }

    @Test func `are those of the first and the last call, in any order`() async throws {
        let lines = Self.times.reversed().map { call("gpt-4.1", 1, 0, at: $0) }
        let period = try #require(try await ReplayPlan.named().replay(lines).period)
        #expect(period.lowerBound.rfc3339 == "2026-01-04T23:59:59.999999999Z")
        #expect(period.upperBound.rfc3339 == "2026-01-06T00:00:00Z")
    }

    @Test(
        arguments: [
            (["2015-01-01T00:00:00Z", "2099-12-31T23:59:59Z"], []),
            (
                ["1970-01-21T11:00:00Z", "2026-01-05T00:00:00Z"],
                [
                    "the first call lies at 1970-01-21T11:00:00Z, before 2015: is the unit of the "
                        + "log's times right?"
                ]
            ),
            (
                ["2014-12-31T23:59:59Z", "2100-01-01T00:00:00Z"],
                [
                    "the first call lies at 2014-12-31T23:59:59Z, before 2015: is the unit of the "
                        + "log's times right?",
                    "the last call lies at 2100-01-01T00:00:00Z, after 2099: is the unit of the "
                        + "log's times right?",
                ]
            ),
        ])
    func `that can't be are doubted`(times: [String], notes: [String]) async throws {
        let lines = times.map { call("gpt-4.1", 1, 0, at: $0) }
        let assumptions = try await ReplayPlan.named("list-2026").replay(lines).assumptions
        #expect(assumptions.filter { $0.contains("is the unit") } == notes)
    }

    @Test func `of logs with a beginning of their own are not doubted`() async throws {
        let log = [
            "Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type",
            "5,GPT-4,472,18,490,API log",
        ]
        let result = try await ReplayPlan.named("list-2026").replay(log)
        #expect(result.source.formats == ["burstgpt"])
        #expect(!result.assumptions.contains { $0.contains("is the unit") })
    }

    @Test(arguments: ["2026-01-05", "2026-01-05T00:00:00Z", "2026-01-05T01:00:00+01:00"])
    func `of prices begin at effective_from`(start: String) async throws {
        let prices = try PriceTable.file(
            "  - {id: m, all_tokens: 100000}", heading: "effective_from: \"\(start)\"")
        let plan = ReplayPlan(prices: prices)
        let lines = Self.times.map { call("m", 1, 0, at: $0) }
        let column = try await plan.replay(lines).asRequested
        #expect(column.total.description == "0.40")
        #expect(column.unpriced.map(\.requests) == [1])
        #expect(
            column.unpriced.map(\.reason.description)
                == ["no rate before 2026-01-05; use --price-at"])
    }

    @Test(arguments: [
        ("2026-01-05T00:00:00Z", "0.50"), ("2026-01-04T23:59:59.999999999Z", "0.00"),
    ])
    func `of prices may be chosen for all calls`(at: String, total: String) async throws {
        var plan = ReplayPlan(
            prices: try PriceTable.file(
                "  - {id: m, all_tokens: 100000}", heading: "effective_from: 2026-01-05"))
        plan.priceAt = try timestamp(at)
        let result = try await plan.replay(Self.times.map { call("m", 1, 0, at: $0) })
        #expect(result.asRequested.total.description == total)
    }

    @Test func `list prices have a period of their own`() async throws {
        var plan = ReplayPlan(prices: try PriceTable.file("  - {id: m, all_tokens: 1}"))
        plan.listPrices = try PriceTable.file(
            "  - {id: m, all_tokens: 100000}", name: "list", heading: "effective_from: 2026-01-06")
        let result = try await plan.replay(Self.times.map { call("m", 1, 0, at: $0) })
        #expect(result.asRequested.unpriced == [])
        #expect(result.listPrices?.asRequested.description == "0.10")
        #expect(result.listPrices?.unpricedRequests == 4)
    }

    @Test(
        arguments: [
            ("no byte", []), ("blank lines", ["", "  ", ""]),
            ("nothing in the period", [call("gpt-4.1", 1, 0, at: "2020-01-01T00:00:00Z")]),
        ] as [(String, [String])], [1, 4])
    func `of a log without calls are none, and all figures nothing`(
        log: (name: String, lines: [String]), jobs: Int
    ) async throws {
        var plan = try ReplayPlan.named(
            policies: ["tutorial"], baselines: .all, by: ["day", "team"])
        plan.from = try timestamp("2026-01-01T00:00:00Z")
        var options = ReadingOptions()
        options.format = .native
        let source = LogFiles([.lines(log.lines)], options: options)
        let result = try await plan.result(reading: source, jobs: jobs)
        #expect(result.period == nil)
        #expect(result.traffic.requests == 0)
        #expect(result.traffic.operations == 0)
        #expect(result.traffic.usage == .zero)
        #expect(result.asRequested.total == .zero)
        #expect(result.asServed == nil)
        #expect(result.projection == nil)
        #expect(result.groups.isEmpty)
        #expect(result.baselines.map(\.column.total) == [.zero, .zero, .zero, .zero])
        #expect(try result.policy("tutorial").rules.map(\.requests) == [0, 0, 0])
        let savings = try result.policy("tutorial").savings
        #expect(savings.map(\.percent) == [nil, nil, nil, nil, nil])
        #expect(savings.map(\.comparedRequests) == [0, 0, 0, 0, 0])
    }
}
