import Foundation
import Logs
import Pricing
import Replay
import Routing
import Testing

/// Random logs against a slow calculation that shares no code with the fast one.
@Suite struct `Random logs` {
    struct Case: CustomTestStringConvertible, Sendable {
        let prices: String
        let zone: String
        let seed: UInt64
        var testDescription: String { "\(prices), \(zone), seed \(seed)" }
    }

    static let cases = ["headline-2026", "list-2026", "custom"].enumerated().flatMap {
        table, name in
        ["UTC", "Europe/Berlin", "Asia/Kolkata", "America/St_Johns"].enumerated().map {
            Case(prices: name, zone: $1, seed: UInt64(100 * table + $0))
        }
    }

    static let groupings = [
        ["model"], ["served-model"], ["user"], ["team"], ["session"], ["day"], ["hour"],
        ["tag:project"], ["team", "day"], ["hour", "tag:env", "model"], ["user", "session"],
    ]

    private func slowPrices(_ name: String) throws -> (table: PriceTable, slow: SlowPrices) {
        switch name {
        case "headline-2026": (try PriceTable.named(name), .headline)
        case "list-2026": (try PriceTable.named(name), .list)
        default: (try SlowPrices.custom.table(), .custom)
        }
    }

    private func plan(_ prices: PriceTable, zone: String) throws -> ReplayPlan {
        var plan = ReplayPlan(prices: prices)
        plan.selectors = [
            try ModelSelector(Policy.named("tutorial")),
            try ModelSelector(Policy.file("teams", SlowPolicy.teamsFile)),
        ]
        plan.baselines = .models(["gpt-4.1", "deepseek-chat", "claude-sonnet-4.5"])
        plan.groupings = try Self.groupings.map { try Grouping($0.joined(separator: ",")) }
        plan.clock = LocalClock(try timeZone(zone))
        if prices.name == "headline-2026" { plan.listPrices = try PriceTable.named("list-2026") }
        return plan
    }

    @Test(arguments: cases)
    func `equal decimal arithmetic to the last digit`(_ given: Case) async throws {
        var log = RandomLog(seed: given.seed)
        let lines = log.lines(250)
        let (table, slowTable) = try slowPrices(given.prices)
        let plan = try plan(table, zone: given.zone)
        let result = try await plan.replay(lines, assume: SlowPolicy.teamsAssumptions)

        let calls = try lines.enumerated().map { try SlowCall($1, place: $0) }
        var slow = SlowReplay(calls: calls, prices: slowTable)
        slow.ordered["tutorial"] = SlowFallback.tutorial.choices(calls)
        slow.listPrices = given.prices == "headline-2026" ? .list : nil
        slow.policies = [.tutorial, .teams]
        slow.baselines = ["gpt-4.1", "deepseek-chat", "claude-sonnet-4.5"]
        slow.groupings = Self.groupings
        slow.zone = try timeZone(given.zone)
        slow.assumed = ["team": "none", "user": "nobody"]
        expectSame(result.figures, slow.figures, "\(given.testDescription)")
    }

    @Test(arguments: 1...2)
    func `do not depend on jobs and files`(seed: UInt64) async throws {
        var log = RandomLog(seed: seed)
        let lines = log.lines(800)
        let plan = try plan(try SlowPrices.custom.table(), zone: "Europe/Berlin")
        let assume = SlowPolicy.teamsAssumptions
        let one = try await plan.replay(lines, assume: assume).everything
        let files = (0..<10).map { file in
            LogInput.lines(lines[(file * 80)..<(file * 80 + 80)], name: "\(file).jsonl")
        }
        for jobs in [1, 2, 4, 7] {
            let split = try await plan.replay(files, jobs: jobs, assume: assume).everything
            expectSame(split, one, "seed \(seed), ten files, \(jobs) jobs")
        }
    }

    /// More bytes than a worker is handed at once.
    @Test(arguments: [1, 2, 4, 7])
    func `of many blocks do not depend on jobs`(jobs: Int) async throws {
        let plan = try ReplayPlan.named(policies: ["tutorial"], by: ["day,model"])
        let lines = (0..<9_000).map { index in
            let models = ["gpt-4.1", "deepseek-v3.2", "llama"]
            return call(
                models[index % 7 % 3], index, 7,
                #""content_length":\#(index),"message_count":1,"system":"""#,
                at: "2026-01-0\(1 + index / 1000)T00:00:00Z")
        }
        let result = try await plan.replay(lines, jobs: jobs)
        #expect(result.traffic.usage.totalInput == 9_000 * 8_999 / 2)
        #expect(try result.policy("tutorial").rules.map(\.requests) == [3_999, 4_000, 1_001])
        let days = try #require(result.groups.last).by.map(\.value)
        #expect(days.first == "2026-01-09")
        #expect(result.groups.count == 27)
        #expect(result.groups.reduce(0) { $0 + $1.requests } == 9_000)
    }
}
