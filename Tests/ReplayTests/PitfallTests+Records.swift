import Calls
import Logs
import Pricing
import Replay
import Testing

/// Ways to go wrong that lie in the records.
extension Pitfalls {
    @Test func `10: duplicated records`() async throws {
        let lines = [
            call("gpt-4.1", 1000, 100, #""id":"a""#), call("gpt-4.1", 1000, 100, #""id":"a""#),
            call("gpt-4.1", 1000, 100, #""id":"b""#),
        ]
        let plan = try ReplayPlan.named("list-2026")
        let counted = try await plan.replay(lines)
        #expect(counted.asRequested.total.description == "0.0084")
        var options = ReadingOptions()
        options.removesDuplicates = true
        let once = try await plan.result(
            reading: LogFiles([.lines(lines)], options: options), jobs: 1)
        #expect(once.asRequested.total.description == "0.0056")
        #expect(once.traffic.requests == 2)
        #expect(once.source.removed.map(\.records) == [1])
    }

    /// An answer out of the proxy's own cache has tokens in the log and no cost anywhere.
    @Test(arguments: [(false, "0.0028"), (true, "0.00")])
    func `15: a proxy's own cache hits billed`(isHit: Bool, cost: String) async throws {
        let line =
            #"{"startTime":1767600930.5,"status":"success","model":"gpt-4.1","#
            + #""model_group":"gpt-4.1","response_cost":0.001,"prompt_tokens":1000,"#
            + #""completion_tokens":100,"metadata":{"usage_object":{}},"cache_hit":\#(isHit)}"#
        let result = try await ReplayPlan.named("list-2026", baselines: .models(["gpt-4.1"]))
            .replay([line])
        #expect(result.asRequested.total.description == cost)
        #expect(result.baselines[0].column.total.description == cost)
        #expect(result.traffic.requests == 1)
        #expect(result.asRequested.unpricedRequests == 0)
    }

    /// What a cost is divided by are all tokens: fresh, cached, written, output and reasoning.
    @Test func `17: blended rates divided by part of the tokens`() async throws {
        let result = try await ReplayPlan.named("list-2026", by: ["team"]).replay([
            call(
                "claude-sonnet-4.5", 1000, 300,
                #""cached_tokens":400,"cache_write_tokens":200,"reasoning_tokens":100,"team":"a""#)
        ])
        #expect(result.asRequested.models.map(\.tokens) == [1300])
        #expect(result.groups.map(\.tokens) == [1300])
        let items = result.asRequested.items
        #expect(items.reduce(0) { $0 + $1.tokens } == 1300)
        #expect(items.reduce(.zero) { $0 + $1.cost } == result.asRequested.total)
    }
}
