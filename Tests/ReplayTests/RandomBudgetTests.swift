import Foundation
import Logs
import Pricing
import Replay
import Routing
import Testing

/// Budgets on random logs against a slow calculation, call after call.
@Suite struct `Random budgets` {
    static let zones = ["UTC", "Europe/Berlin", "America/St_Johns"]

    private static let budget = """

        budget: {monthly: 60000000 USD, alert_at: 62.5%, then_use: deepseek-v3.2}
        """

    private static let slow = SlowBudget(
        policy: .teams, monthly: 60_000_000, alert: Decimal(string: "0.625") ?? .nan,
        thenUse: "deepseek-v3.2")

    private func plan(_ zone: String) throws -> ReplayPlan {
        var plan = ReplayPlan(prices: try PriceTable.named("list-2026"))
        plan.selectors = [
            try ModelSelector(Policy.file("teams", SlowPolicy.teamsFile + Self.budget)),
            try ModelSelector(Policy.always("gpt-4.1", name: "all")),
        ]
        plan.groupings = try ["model", "team,day", "session"].map { try Grouping($0) }
        plan.baselines = .models(["gpt-4.1"])
        plan.clock = LocalClock(try timeZone(zone))
        return plan
    }

    @Test(arguments: zones, 0..<3)
    func `equal a walk through the sorted calls`(zone: String, seed: Int) async throws {
        var log = RandomLog(seed: UInt64(7000 + seed))
        let lines = log.lines(400)
        let result = try await plan(zone).replay(lines, assume: SlowPolicy.teamsAssumptions)

        let calls = try lines.enumerated().map { try SlowCall($1, place: $0) }
        let outcome = Self.slow.outcome(calls, .list, try timeZone(zone))
        let teams = SlowPolicy(
            name: "teams", rules: SlowPolicy.teams.rules + ["budget"],
            choose: SlowPolicy.teams.choose)
        let all = SlowPolicy(name: "all", rules: ["all"]) { _ in (0, "gpt-4.1") }
        var slow = SlowReplay(calls: calls, prices: .list)
        slow.ordered["teams"] = outcome.choices
        slow.policies = [teams, all]
        slow.baselines = ["gpt-4.1"]
        slow.groupings = [["model"], ["team", "day"], ["session"]]
        slow.zone = try timeZone(zone)
        slow.assumed = ["team": "none", "user": "nobody"]
        expectSame(result.figures, slow.figures, "\(zone), seed \(seed)")
        let budget = try #require(try result.policy("teams").budget)
        expectSame(budget.figures, outcome.months, "\(zone), seed \(seed)")
        #expect(budget.strikes > 0)
    }

    @Test(arguments: 0..<2)
    func `do not depend on jobs, files and their order`(seed: Int) async throws {
        var log = RandomLog(seed: UInt64(7100 + seed))
        var times: Set<String> = []
        // At one instant the order of the logs counts.
        let lines = try log.lines(900).filter {
            let time = try SlowCall($0).time
            return times.insert("\(time)").inserted
        }
        let plan = try plan("Europe/Berlin")
        let assume = SlowPolicy.teamsAssumptions
        let one = try await plan.replay(lines, assume: assume)
        var random = SplitMix(state: UInt64(seed))
        for jobs in 1...4 {
            let shuffled = lines.shuffled(using: &random)
            let files = stride(from: 0, to: lines.count, by: 90).map { start in
                LogInput.lines(
                    shuffled[start..<min(start + 90, lines.count)], name: "\(start).jsonl")
            }
            let split = try await plan.replay(files, jobs: jobs, assume: assume)
            expectSame(split.everything, one.everything, "seed \(seed), \(jobs) jobs")
            #expect(try split.policy("teams").budget == one.policy("teams").budget)
        }
    }
}
