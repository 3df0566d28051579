import Calls
import Logs
import Pricing
import Routing
import Testing

@testable import Replay

/// The dearest groups (`--top`) and requests (`--dearest`).
@Suite struct `The dearest` {
    // MARK: Groups

    private static let teams = [("a", 5), ("b", 900), ("c", 30), ("d", 30), ("e", 7)]

    private func groups(
        _ top: Int, by grouping: String = "team", policies: [String] = ["tutorial"]
    ) async throws -> [GroupOutcome] {
        let plan = try ReplayPlan.named("list-2026", policies: policies, by: [grouping])
        let features = #""content_length":1,"message_count":1,"system":"""#
        let lines =
            Self.teams.enumerated().map { day, team in
                call(
                    "gpt-4.1", team.1, 0, #""team":"\#(team.0)",\#(features)"#,
                    at: "2026-01-0\(day + 1)T00:00:00Z")
            } + [call("unknown", 10, 0, #""team":"f",\#(features)"#, at: "2026-01-06T00:00:00Z")]
        return try await plan.replay(lines).keepingDearestGroups(top).groups
    }

    @Test(
        arguments: [
            (1, ["b", nil], 5), (2, ["b", "c", nil], 4), (3, ["b", "c", "d", nil], 3),
            (5, ["b", "c", "d", "e", "a", nil], 1), (6, ["b", "c", "d", "e", "a", "f"], nil),
            (100, ["b", "c", "d", "e", "a", "f"], nil),
        ] as [(Int, [String?], UInt64?)])
    func `groups are kept by cost, the earlier of equals first`(
        top: Int, teams: [String?], folded: UInt64?
    ) async throws {
        let groups = try await groups(top)
        #expect(groups.map { $0.by[0].value } == teams)
        #expect(groups.map(\.folded) == Array(repeating: nil, count: teams.count - 1) + [folded])
    }

    @Test func `days keep their order`() async throws {
        let days = try await groups(3, by: "day").map { $0.by[0].value }
        #expect(days == ["2026-01-02", "2026-01-03", "2026-01-04", nil])
    }

    @Test(arguments: 1...5)
    func `sums are the same`(top: Int) async throws {
        let (all, kept) = (try await groups(99), try await groups(top))
        #expect(kept.reduce(0) { $0 + $1.requests } == all.reduce(0) { $0 + $1.requests })
        #expect(kept.reduce(0) { $0 + $1.tokens } == all.reduce(0) { $0 + $1.tokens })
        let costs = { (groups: [GroupOutcome]) in
            groups.map(\.asRequested) + groups.map { $0.policies[0].cost }
        }
        let sum = { (costs: [GroupCost]) in costs.reduce(Money.zero) { $0 + $1.total } }
        #expect(sum(costs(kept)) == sum(costs(all)))
        #expect(
            costs(kept).reduce(0) { $0 + $1.unpricedRequests }
                == costs(all).reduce(0) { $0 + $1.unpricedRequests })
    }

    // MARK: Requests

    /// Records that mostly have ids, with what each costs as requested.
    private func lines(_ count: Int) throws -> (lines: [String], costs: [(String, String)]) {
        var log = RandomLog(seed: 5)
        let lines = log.lines(count).enumerated().map { index, line in
            index % 5 == 0 ? line : "{\"id\":\"r-\(index)\",\(line.dropFirst())"
        }
        let costs = try lines.compactMap { line -> (String, String)? in
            let call = try SlowCall(line)
            return SlowPrices.list.cost(call.text("model"), of: call).amount.map {
                (call.text("id") ?? "(none)", "\($0)")
            }
        }
        return (lines, costs)
    }

    private func plan(_ count: Int) throws -> ReplayPlan {
        var plan = try ReplayPlan.named("list-2026", policies: ["tutorial"])
        plan.dearestRequests = count
        return plan
    }

    @Test(arguments: [1, 10, 150, 10_000])
    func `requests are ranked by what each costs as requested`(count: Int) async throws {
        let (lines, costs) = try lines(400)
        let plan = try plan(count)
        let result = try await plan.replay(lines)
        let requests = try #require(result.dearestRequests)
        let expected = try costs.map { (name: $0.0, cost: try money($0.1)) }
            .sorted { $0.cost > $1.cost }.prefix(count)
        #expect(requests.map(\.asRequested) == expected.map(\.cost))
        // Of equally dear ones the earlier goes first, and the last places may be contested.
        let least = try #require(requests.last).asRequested
        #expect(
            Set(requests.filter { $0.asRequested > least }.map { $0.name ?? "(none)" })
                == Set(expected.filter { $0.cost > least }.map(\.name)))
        let files = (0..<8).map { file in
            LogInput.lines(lines[(file * 50)..<(file * 50 + 50)], name: "\(file).jsonl")
        }
        for jobs in [1, 4] {
            let other = try await plan.replay(files, jobs: jobs).dearestRequests ?? []
            #expect(other.map { "\($0)" } == requests.map { "\($0)" }, "\(jobs) jobs")
        }
    }

    @Test func `all of them add up to the columns`() async throws {
        let result = try await plan(10_000).replay(lines(300).lines)
        let requests = try #require(result.dearestRequests)
        #expect(requests.reduce(Money.zero) { $0 + $1.asRequested } == result.asRequested.total)
        #expect(UInt64(requests.count) == result.asRequested.pricedRequests)
        let unpriced = result.asRequested.unpriced.contains { $0.requests > 0 }
        #expect(unpriced, "some are not ranked")
    }

    @Test func `each has its time, model, tokens and its cost under each policy`() async throws {
        let features = #""content_length":1,"message_count":1,"system":"""#
        let result = try await plan(1).replay([
            call("gpt-4.1", 1_000_000, 0, #""id":"big",\#(features)"#),
            call("gpt-4.1", 10, 0, #""id":17,\#(features)"#),
        ])
        let request = try #require(result.dearestRequests?.first)
        #expect(request.name == "big")
        #expect(request.time.rfc3339 == "2026-01-05T12:00:00Z")
        #expect(request.model == "gpt-4.1")
        #expect(request.tokens == 1_000_000)
        #expect(request.asRequested == (try money("2")))
        #expect(request.policies.map(\.cost) == [try money("0.28")])
        #expect(result.dearestRequests?.count == 1)
        let none = try await ReplayPlan.named("list-2026").replay([call("gpt-4.1", 1, 1)])
        #expect(none.dearestRequests == nil)
    }

    @Test func `of requests without a cost none is listed, but free ones are`() async throws {
        var plan = try plan(5)
        plan.selectors = []
        let result = try await plan.replay([
            call("unknown", 1_000_000, 0, #""id":"a""#),
            record(#""id":"b","model":"gpt-4.1","usage":"none","status":429"#),
            record(#""id":"c","model":"gpt-4.1","usage":"unknown""#),
        ])
        #expect(result.dearestRequests?.map(\.name) == ["b"])
        #expect(result.dearestRequests?.map(\.asRequested) == [.zero])
    }

    @Test func `an attempt costs what the fallback chain makes of it`() async throws {
        let features = #""content_length":1,"message_count":1,"system":"""#
        var plan = try plan(2)
        plan.selectors.append(try ModelSelector(Policy.always("deepseek-v3.2")))
        let result = try await plan.replay([
            call("gpt-4.1", 1_000_000, 0, #""operation_id":"o","status":500,\#(features)"#),
            call(
                "gpt-4.1", 2_000_000, 0, #""operation_id":"o",\#(features)"#,
                at: "2026-01-05T12:00:01Z"),
        ])
        let costs = result.dearestRequests?.map { $0.policies.map(\.cost) }
        #expect(
            costs == [
                [try money("0.60"), try money("0.56")], [try money("0.28"), try money("0.28")],
            ])
    }

    /// However long the log and whatever its order.
    @Test(arguments: [1, 10, 1000])
    func `memory does not grow with the log`(limit: Int) throws {
        let plan = try plan(limit)
        let ranking = RequestRanking(plan, limit: limit)
        let block = CallBlock(demand: plan.demand, names: NameTable(), capacity: 500)
        var facts = CallFacts(plan)
        var most = 0
        for start in stride(from: 0, to: 60_000, by: 500) {
            block.removeAll()
            for index in start..<start + 500 {
                var record = CallRecord()
                record.time = Timestamp(nanoseconds: Int64(index))
                record.model = block.names.intern("gpt-4.1")
                record.usage = TokenUsage(input: UInt64(index))
                record.usageState = .known
                block.append(record, texts: [.absent], tags: [])
            }
            let kinds = facts.combine(block)
            ranking.add(block, kinds: kinds, count: facts.count) { facts.kind($0, outcomes: [0]) }
            most = max(most, ranking.held)
        }
        #expect(most <= 2 * limit + 64)
        #expect(
            ranking.ranked.map(\.usage.input)
                == (0..<limit).map { UInt64(59_999 - $0) })
    }
}
