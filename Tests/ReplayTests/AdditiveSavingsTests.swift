import Pricing
import Replay
import Routing
import Testing

/// Parts of a saving by model, team or day sum to the saving, to the last digit.
@Suite struct AdditiveSavings {
    @Test(arguments: ["model", "team", "day", "user,hour", "team,model,day"])
    func partsSumToTheWhole(_ grouping: String) async throws {
        var log = RandomLog(seed: 20_260_105)
        var plan = try ReplayPlan.named("list-2026", by: [grouping])
        plan.selectors = [
            try ModelSelector(Policy.always("deepseek-v3.2")),
            try ModelSelector(Policy.named("tutorial")),
        ]
        let result = try await plan.replay(
            log.lines(700), jobs: 2,
            assume: ["content_length=3*prompt_tokens", "message_count=1", "system=none"])
        for (index, policy) in result.policies.enumerated() {
            let parts = result.groups.map { group in
                group.asRequested.total - group.policies[index].cost.total
            }
            #expect(parts.count > 1)
            #expect(
                parts.reduce(.zero, +) == result.asRequested.total - policy.column.total)
        }
    }

    /// Without unknown models, so that every call is priced on both sides.
    @Test func partsSumToTheSavingItself() async throws {
        let lines = (0..<200).map { index in
            call(
                ["gpt-4.1", "gemini-2.5-flash", "claude-sonnet-4.5"][index % 3], 17 + index * 13,
                3 + index, #""team":"t\#(index % 5)""#,
                at: "2026-01-0\(1 + index % 7)T12:00:00Z")
        }
        var plan = try ReplayPlan.named("list-2026", by: ["model", "team", "day"])
        plan.selectors = [try ModelSelector(Policy.always("deepseek-v3.2"))]
        let result = try await plan.replay(lines, jobs: 3)
        let saving = try #require(result.policies[0].savings.first)
        #expect(saving.comparedRequests == 200)
        for dimension in ["model", "team", "day"] {
            let groups = result.groups.filter { $0.by.map(\.dimension) == [dimension] }
            #expect(groups.count >= 3)
            let parts = groups.map { $0.asRequested.total - $0.policies[0].cost.total }
            #expect(parts.reduce(.zero, +) == saving.saved)
        }
    }
}
