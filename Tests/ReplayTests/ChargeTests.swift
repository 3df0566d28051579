import Documents
import Foundation
import Logs
import Pricing
import Replay
import Routing
import Testing

@Suite struct `Charge lines` {
    /// What a line says, but its rates before the last stage.
    private func words(_ line: ChargeLine) -> String {
        let tags = line.tags.map { "\($0.key.text)=\($0.value.text)" }.joined(separator: ",")
        let rate = line.price.rates[.charged]?.perMillionTokens ?? "none"
        return [
            line.period.lowerBound.rfc3339, tags, line.model.text, line.tier.name,
            line.price.meter.rawValue, "\(line.tokens)", rate,
        ].joined(separator: " ")
    }

    private func lines(_ plan: ReplayPlan, _ log: [String]) async throws -> [String] {
        try #require(try await plan.replay(log).charges)[0].lines.map(words)
    }

    private func column(
        _ result: ReplayResult, _ kind: ChargeColumn.Kind
    ) throws -> ChargeColumn {
        try #require(result.charges?.first { $0.kind == kind })
    }

    private func sum(_ lines: [ChargeLine], _ stage: PriceStage = .charged) -> Money {
        lines.reduce(.zero) { $0 + ($1.price.rates[stage]?.amount(of: $1.tokens) ?? .zero) }
    }

    @Test func `nobody asked for are not made`() async throws {
        let result = try await ReplayPlan.named().replay([call("gpt-4.1", 1, 1)])
        #expect(result.charges == nil)
    }

    @Test(arguments: [
        (
            ChargeSplit.Period.day,
            [
                "2026-01-05T00:00:00Z  gpt-4.1 standard input 3 8.00",
                "2026-01-06T00:00:00Z  gpt-4.1 standard input 4 8.00",
            ]
        ),
        (
            .hour,
            [
                "2026-01-05T22:00:00Z  gpt-4.1 standard input 1 8.00",
                "2026-01-05T23:00:00Z  gpt-4.1 standard input 2 8.00",
                "2026-01-06T00:00:00Z  gpt-4.1 standard input 4 8.00",
            ]
        ),
    ])
    func `are cut in UTC, whatever the zone of the report`(
        period: ChargeSplit.Period, expected: [String]
    ) async throws {
        var plan = try ReplayPlan.named(by: ["day"])
        plan.clock = LocalClock(try timeZone("Asia/Kolkata"))
        plan.charges = ChargeSplit(period)
        let log = [
            call("gpt-4.1", 1, 0, at: "2026-01-05T22:30:00Z"),
            call("gpt-4.1", 2, 0, at: "2026-01-05T23:59:59.999999999Z"),
            call("gpt-4.1", 4, 0, at: "2026-01-06T00:00:00Z"),
        ]
        #expect(try await lines(plan, log) == expected)
        let result = try await plan.replay(log)
        #expect(result.groups.map { $0.by.map(\.value) } == [["2026-01-06"]])
        let last = try #require(result.charges?[0].lines.last)
        #expect(
            last.period.upperBound.nanoseconds - last.period.lowerBound.nanoseconds
                == (period == .hour ? 3600 : 86_400) * 1_000_000_000)
    }

    @Test func `have tags for what groupings name, and none for what a call lacks`() async throws {
        var plan = try ReplayPlan.named()
        plan.charges = ChargeSplit(
            .day,
            tags: try ["team,model,day", "tag:env,team", "tag:team,session,served-model"]
                .map { try Grouping($0) })
        let log = [
            call("gpt-4.1", 1, 0, #""team":"a","tags":{"env":"x","team":"b"},"session":"s""#),
            call("gpt-4.1", 2, 0, #""tags":{"env":"x"}"#), call("gpt-4.1", 4, 0),
        ]
        #expect(
            try await lines(plan, log) == [
                "2026-01-05T00:00:00Z env=x gpt-4.1 standard input 2 8.00",
                "2026-01-05T00:00:00Z  gpt-4.1 standard input 4 8.00",
                "2026-01-05T00:00:00Z team=a,env=x,tag:team=b,session=s gpt-4.1 standard input 1 "
                    + "8.00",
            ])
    }

    @Test func `bill the model that answered, else the one that was asked for`() async throws {
        var plan = try ReplayPlan.named()
        plan.charges = ChargeSplit(.day)
        let log = [
            call("gpt-4.1", 1, 0, #""served_model":"deepseek-v3.2""#), call("gpt-4.1", 2, 0),
            call("nobody", 4, 0), record(#""model":"gpt-4.1","usage":"unknown""#),
        ]
        #expect(
            try await lines(plan, log) == [
                "2026-01-05T00:00:00Z  deepseek-v3.2 standard input 1 0.42",
                "2026-01-05T00:00:00Z  gpt-4.1 standard input 2 8.00",
            ])
        let result = try await plan.replay(log)
        let billed = try column(result, .billed)
        #expect(
            billed.cost.unpriced.map(\.reason.description)
                == ["usage unknown", "not in price table headline-2026"])
        var asBilled = plan
        asBilled.billsServedModels = true
        #expect(try await asBilled.replay(log).asRequested.total == billed.cost.total)
    }

    @Test func `name the rate that stands in, and its own tier and band`() async throws {
        let table = try PriceTable.file(
            """
              - id: m
                input: 2
                output: 8
                tiers: {batch: {input: 1, output: 4}}
                long_context: [{over: 100, input: 3, output: 9}]
            """)
        var plan = ReplayPlan(prices: table)
        plan.charges = ChargeSplit(.day)
        let result = try await plan.replay([
            call("m", 10, 0, #""cached_tokens":4,"service_tier":"flex""#),
            call("m", 10, 0, #""cached_tokens":4,"service_tier":"batch""#),
            call("m", 101, 5, #""reasoning_tokens":5"#),
        ])
        let lines = try column(result, .billed).lines
        let found = lines.map { line in
            "\(line.tier) \(line.price.meter.rawValue) as \(line.price.ratedAs.rawValue) "
                + "\(line.price.ratedTier) \(line.price.ratedBand) "
                + (line.price.rates[.listed]?.perMillionTokens ?? "none")
        }
        #expect(
            found == [
                "batch input as input batch  1.00", "batch cache_read as input batch  1.00",
                "flex input as input standard  2.00", "flex cache_read as input standard  2.00",
                "standard input as input standard over 100 3.00",
                "standard reasoning as output standard over 100 9.00",
            ])
    }

    @Test func `tell list price, discount and exchange apart`() async throws {
        let table = try PriceTable.file(
            """
              - {id: m, provider: shop, input: "3", output: "7"}
              - {id: n, input: "1", output: "1"}
            discounts: [{provider: shop, off: 12.5%}]
            """, currency: "CNY")
        let rate = try ExchangeRate("CNY=0.14 USD @2026-01-01")
        var plan = ReplayPlan(prices: try #require(table.converted(by: rate)))
        plan.charges = ChargeSplit(.day)
        let result = try await plan.replay([call("m", 1_000_000, 0), call("n", 1_000_000, 0)])
        let lines = try column(result, .billed).lines
        let stages = lines.map { line in
            PriceStage.allCases.map { line.price.rates[$0]?.perMillionTokens ?? "none" }
        }
        #expect(
            stages == [
                ["0.3675", "0.42", "2.625", "3.00"], ["0.14", "0.14", "1.00", "1.00"],
            ])
        #expect(sum(lines) == result.asRequested.total)
        #expect(plan.prices.tables[0].ownCurrency.code == "CNY")
    }

    @Test func `are at the price list in force, and off-peak while that is on`() async throws {
        let early = try PriceTable.file(
            """
              - id: m
                input: 2
                output: 8
                off_peak: {windows: [{hours: ["00:00-01:00"]}], input: 1}
            """, name: "early")
        let late = try PriceTable.file("  - {id: m, input: 4, output: 8}", name: "late")
            .starting(try timestamp("2026-01-05T12:00:00Z"))
        var plan = ReplayPlan(prices: try PriceSchedule([late, early]))
        plan.charges = ChargeSplit(.day)
        let result = try await plan.replay([
            call("m", 1, 0, at: "2026-01-05T00:30:00Z"),
            call("m", 2, 0, at: "2026-01-05T11:00:00Z"),
            call("m", 4, 0, at: "2026-01-05T12:00:00Z"),
        ])
        let lines = try column(result, .billed).lines
        let found = lines.map { line in
            "\(line.tokens) \(result.prices.tables[line.price.table].name) "
                + "\(line.price.isOffPeak) \(line.price.rates[.charged]?.perMillionTokens ?? "")"
        }
        #expect(found == ["2 early false 2.00", "1 early true 1.00", "4 late false 4.00"])
    }

    /// Whatever prices, tiers, policies and tags there are, and however the work is divided.
    @Test(arguments: ["headline-2026", "list-2026", "custom"])
    func `of random logs add up to their columns to the last digit`(prices: String) async throws {
        var log = RandomLog(seed: 77)
        let records = log.lines(600)
        let table =
            prices == "custom" ? try SlowPrices.custom.table() : try PriceTable.named(prices)
        var plan = ReplayPlan(prices: table)
        plan.selectors = [
            try ModelSelector(Policy.named("tutorial")),
            try ModelSelector(Policy.file("teams", SlowPolicy.teamsFile)),
            try ModelSelector(
                Policy.file(
                    "capped",
                    """
                    rules: [{name: all, use: requested}]
                    budget: {monthly: 100 USD, alert_at: 50%, then_use: deepseek-v3.2}
                    """)),
        ]
        plan.baselines = .models(["gpt-4.1"])
        plan.charges = ChargeSplit(.hour, tags: [try Grouping("team,user,tag:project")])
        let assume = SlowPolicy.teamsAssumptions
        let result = try await plan.replay(records, assume: assume)
        let columns = try #require(result.charges)
        #expect(
            columns.map(\.kind) == [
                .billed, .baseline("gpt-4.1"), .policy("tutorial"), .policy("teams"),
                .policy("capped"),
            ])
        for column in columns {
            #expect(sum(column.lines) == column.cost.total, "\(column.kind)")
            #expect(sum(column.lines, .listed) == column.cost.total, "\(column.kind)")
            #expect(
                column.lines.reduce(0) { $0 + $1.tokens }
                    == column.cost.items.reduce(0) { $0 + $1.tokens }, "\(column.kind)")
            #expect(Set(column.lines.map(\.identity)).count == column.lines.count)
            #expect(column.lines.allSatisfy { $0.tokens > 0 })
        }
        #expect(try result.policy("capped").column.total == columns[4].cost.total)
        let files = (0..<6).map { file in
            LogInput.lines(records[(file * 100)..<(file * 100 + 100)], name: "\(file).jsonl")
        }
        let split = try await plan.replay(files, jobs: 5, assume: assume)
        #expect(try #require(split.charges).map(\.lines) == columns.map(\.lines))
    }
}

extension ChargeLine {
    /// What no two lines have in common.
    fileprivate var identity: [String] {
        [
            period.lowerBound.rfc3339,
            "\(tags.map { [$0.key, $0.value].map { Figure.name($0.text) } })",
            Figure.name(model.text), tier.name, "\(price)",
        ]
    }
}
