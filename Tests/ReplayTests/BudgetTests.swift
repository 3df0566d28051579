import Foundation
import Logs
import Pricing
import Replay
import Routing
import Testing

@Suite struct `Budgets` {
    /// One dear and one cheap model; a token of the dear one costs $1.
    private static let prices = """
          - {id: dear, aliases: [dear-2026], all_tokens: 100000}
          - {id: cheap, all_tokens: 10000}
        """

    private func plan(
        _ rules: String = "rules: [{name: all, use: requested}]", monthly: String = "1 USD",
        alert: String = "80%", zone: String = "UTC", by groupings: [String] = []
    ) throws -> ReplayPlan {
        let budget = "budget: {monthly: \(monthly), alert_at: \(alert), then_use: cheap}\n"
        var plan = ReplayPlan(prices: try PriceTable.file(Self.prices))
        plan.selectors = [try ModelSelector(Policy.file("test", rules + "\n" + budget))]
        plan.clock = LocalClock(try timeZone(zone))
        plan.groupings = try groupings.map { try Grouping($0) }
        return plan
    }

    /// A call of one token, which costs 10 cents at the dear model and 1 cent at the cheap one.
    private func one(_ time: String, _ model: String = "dear", _ more: String = "") -> String {
        call(model, 1, 0, more, at: time)
    }

    /// The figures of the months, one a line.
    private func months(_ result: ReplayResult) throws -> [String] {
        try #require(try result.policy("test").budget).figures
    }

    @Test func `the request that reaches the threshold is still served as decided`() async throws {
        let lines = (0..<12).map { one("2026-01-05T12:00:\(10 + $0)Z") }
        let result = try await plan().replay(lines)
        let policy = try result.policy("test")
        #expect(
            try months(result)
                == ["2026-01: 12, 0.84, by 8, 4 after, 4 moved, 0.36 saved"])
        #expect(policy.budget?.threshold.description == "0.80")
        #expect(policy.budget?.months.first?.strike?.at.rfc3339 == "2026-01-05T12:00:17Z")
        #expect(policy.column.total.description == "0.84")
        #expect(policy.rules.map { "\($0.rule) \($0.requests)" } == ["all 8", "budget 4"])
        #expect(
            policy.column.models.map { "\($0.model ?? "") \($0.requests) \($0.cost)" }
                == ["dear 8 0.80", "cheap 4 0.04"])
        #expect(try policy.saving(against: "as_requested").saved.description == "0.36")
    }

    @Test func `a threshold that is not reached changes nothing`() async throws {
        let lines = (0..<7).map { one("2026-01-05T12:00:\(10 + $0)Z") }
        let result = try await plan().replay(lines)
        #expect(
            try months(result) == ["2026-01: 7, 0.7, by 0, 0 after, 0 moved, 0 saved"])
        #expect(
            try result.policy("test").rules.map { "\($0.rule) \($0.requests)" }
                == ["all 7", "budget 0"])
    }

    @Test func `each month begins anew, and months without calls are none`() async throws {
        let lines = ["2026-01-31", "2026-02-01", "2026-04-30"].flatMap { day in
            (0..<9).map { one("\(day)T12:00:\(10 + $0)Z") }
        }
        let result = try await plan().replay(lines)
        let rest = "9, 0.81, by 8, 1 after, 1 moved, 0.09 saved"
        #expect(
            try months(result) == ["2026-01: \(rest)", "2026-02: \(rest)", "2026-04: \(rest)"])
        #expect(try result.policy("test").budget?.strikes == 3)
    }

    @Test(arguments: [
        ("UTC", ["2026-01: 8, 0.8, by 8", "2026-02: 2, 0.2, by 0"]),
        ("Europe/Berlin", ["2026-01: 6, 0.6, by 0", "2026-02: 4, 0.4, by 0"]),
        ("America/St_Johns", ["2026-01: 10, 0.82, by 8"]),
    ])
    func `months are those of the zone`(zone: String, expected: [String]) async throws {
        let times =
            (0..<6).map { "2026-01-31T22:59:5\($0)Z" }
            + ["2026-01-31T23:00:00Z", "2026-01-31T23:59:59.999Z"]
            + ["2026-02-01T00:00:00Z", "2026-02-01T03:29:59Z"]
        let result = try await plan(zone: zone).replay(times.map { one($0) })
        let found = try months(result).map { $0.split(separator: ",").prefix(3) }
        #expect(found.map { $0.joined(separator: ",") } == expected)
        #expect(
            result.assumptions.contains(
                "the months of budgets are those of \(zone), and only the calls of this replay "
                    + "count; calls of the same instant count in the order of the logs"))
    }

    @Test func `time counts, not the order of the log`() async throws {
        let seconds = [17, 11, 18, 10, 13, 19, 12, 16, 14, 15]
        let result = try await plan().replay(seconds.map { one("2026-01-05T12:00:\($0)Z") })
        let strike = try #require(try result.policy("test").budget?.months.first?.strike)
        #expect(strike.at.rfc3339 == "2026-01-05T12:00:17Z")
        #expect(strike.requestsAfter == 2)
    }

    /// Nine calls at one instant, of which the last in the order of the logs alone is cheap.
    @Test(arguments: [1, 2, 4])
    func `at one instant the order of the logs counts`(jobs: Int) async throws {
        let now = "2026-01-05T12:00:00Z"
        let files = (0..<9).map { index in
            LogInput.lines([one(now, "dear", #""team":"t\#(index)""#)], name: "\(index).jsonl")
        }
        let result = try await plan(by: ["team"]).replay(files, jobs: jobs)
        let cheap = result.groups.filter { $0.policies.first?.cost.total.description == "0.01" }
        #expect(cheap.map { $0.by.first?.value } == ["t8"])
    }

    @Test func `groups add up to the policy's cost`() async throws {
        let lines = (0..<12).map { index in
            let fields = #""team":"\#(["a", "b"][index % 2])","cost_usd":"1""#
            return one("2026-01-05T12:00:\(10 + index)Z", "dear", fields)
        }
        let result = try await plan(by: ["team", "day,team"]).replay(lines)
        let totals = result.groups.map { $0.policies.first?.cost.total.description }
        #expect(totals == ["0.42", "0.42", "0.42", "0.42"])
        #expect(result.groups.map(\.requests) == [6, 6, 6, 6])
        let saving = try result.policy("test").saving(against: "recorded")
        #expect(saving.saved.description == "11.16")
        #expect(saving.comparedRequests == 12)
    }

    @Test func `a model that goes by an alias does not move`() async throws {
        let budget = "budget: {monthly: 1 USD, alert_at: 10%, then_use: dear}\n"
        var plan = try plan()
        let rules = "rules: [{name: all, use: requested}]\n"
        plan.selectors = [try ModelSelector(Policy.file("test", rules + budget))]
        let result = try await plan.replay(
            ["dear", "dear-2026", "cheap"].enumerated().map {
                one("2026-01-05T12:00:1\($0)Z", $1)
            })
        #expect(
            try months(result) == ["2026-01: 3, 0.3, by 1, 2 after, 1 moved, -0.09 saved"])
    }

    @Test func `what has no price counts as nothing spent, and is named`() async throws {
        let lines = (0..<9).map { one("2026-01-05T12:00:\(10 + $0)Z", $0 < 2 ? "other" : "dear") }
        let result = try await plan(alert: "70%").replay(
            lines + [record(#""model":"dear","usage":"unknown""#, at: "2026-01-05T12:01:00Z")])
        let month = try #require(try result.policy("test").budget?.months.first)
        #expect(month.unpricedRequests == 3)
        #expect(month.strike?.request == 9)
        #expect(month.strike?.requestsAfter == 1)
        #expect(month.strike?.comparedRequests == 0)
        #expect(month.spent.description == "0.70")
    }

    @Test func `a policy beside it goes its own way`() async throws {
        var plan = try plan()
        plan.selectors.append(try ModelSelector(Policy.always("dear", name: "other")))
        let result = try await plan.replay((0..<9).map { one("2026-01-05T12:00:1\($0)Z") })
        #expect(try result.policy("test").column.total.description == "0.81")
        #expect(try result.policy("other").column.total.description == "0.90")
        #expect(try result.policy("other").budget == nil)
    }

    @Test func `the share is reached exactly, whatever its digits`() async throws {
        let result = try await plan(monthly: "0.333333333333333333 USD", alert: "33.33%")
            .replay([one("2026-01-05T12:00:00Z")])
        #expect(
            try result.policy("test").budget?.threshold.description == "0.1111")
    }

    @Test func `listed requests cost what they cost after the switch`() async throws {
        var plan = try plan()
        plan.dearestRequests = 20
        let lines = (0..<10).map { one("2026-01-05T12:00:\(10 + $0)Z", "dear", #""id":"r\#($0)""#) }
        let result = try await plan.replay(lines)
        let listed = try #require(result.dearestRequests)
        let costs = listed.map { "\($0.name ?? "") \($0.policies[0].cost?.description ?? "")" }
        #expect(
            costs == (0..<8).map { "r\($0) 0.10" } + ["r8 0.01", "r9 0.01"])
    }

    @Test func `another currency than that of the prices is refused`() async throws {
        let refusal = try await plan(monthly: "1 EUR").refusal(of: [.file("/nowhere")])
        #expect(
            refusal == "policy test has a budget in EUR, and price table test is in USD; state "
                + "both in one currency")
    }

    @Test func `a rule of the name under which the switched calls count is refused`() async throws {
        let plan = try plan("rules: [{name: budget, use: requested}]")
        let refusal = try await plan.refusal(of: [.file("/nowhere")])
        #expect(
            refusal == "policy test has a budget and a rule named budget, which is what the calls "
                + "after the switch are counted under; rename the rule")
    }

    @Test(arguments: [1, 2])
    func `of the demo's trace`(jobs: Int) async throws {
        let result = try await ReplayPlan.named(policies: ["tutorial-budget"]).replay(
            [.file(`Demo figures`.trace)], jobs: jobs,
            assume: [
                "model=gpt-4.1", "content_length=4*prompt_tokens", "message_count=1",
                "system=none",
            ])
        let policy = try result.policy("tutorial-budget")
        #expect(policy.column.total.description == "83.40638542")
        let strike = try #require(policy.budget?.months.first?.strike)
        #expect(policy.budget?.months.count == 1)
        #expect(strike.request == 12_835)
        #expect(strike.requestsAfter == 6_531)
        #expect(strike.movedRequests == 1_322)
        #expect(strike.saved == (try money("107.61047758")) - (try money("83.40638542")))
    }
}

extension BudgetOutcome {
    /// In the wording of `SlowBudget`.
    var figures: [String] {
        months.map { month in
            let (strike, saved) = (month.strike, Figure.amount(month.strike?.saved ?? .zero))
            return "\(month.month): \(month.requests), \(Figure.amount(month.spent)), by "
                + "\(strike?.request ?? 0), \(strike?.requestsAfter ?? 0) after, "
                + "\(strike?.movedRequests ?? 0) moved, \(saved) saved"
        }
    }
}
