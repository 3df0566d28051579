import Calls
import Foundation
import Logs
import Pricing
import Replay
import Testing

/// The figures of the demo: the real Azure trace of 2023 under the policy `tutorial`.
@Suite struct `Demo figures` {
    static let trace = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Fixtures/azure-2023/AzureLLMInferenceTrace_conv.csv").path

    @Test(arguments: [1, 2])
    func `are as published`(jobs: Int) async throws {
        var plan = try ReplayPlan.named(policies: ["tutorial"], baselines: .all)
        plan.listPrices = try PriceTable.named("list-2026")
        let result = try await plan.replay(
            [.file(Self.trace)], jobs: jobs,
            assume: [
                "model=gpt-4.1", "content_length=4*prompt_tokens", "message_count=1",
                "system=none",
            ])

        #expect(result.source.formats == ["azure"])
        #expect(result.traffic.requests == 19_366)
        #expect(result.traffic.operations == 19_366)
        #expect(result.traffic.usage.totalInput == 22_361_870)
        #expect(result.traffic.usage.output == 4_088_665)
        #expect(result.asRequested.total.description == "211.60428")
        #expect(
            result.baselines.map { "\($0.model) \($0.column.total)" } == [
                "deepseek-v3.2 11.1092247", "gemini-2.5-flash 66.1263375", "gpt-4.1 211.60428",
                "claude-sonnet-4.5 396.758025",
            ])

        let policy = try result.policy("tutorial")
        #expect(policy.column.total.description == "107.61047758")
        #expect(
            policy.rules.map { "\($0.rule) \($0.requests)" }
                == ["long-or-complex 4448", "medium 12329", "default 2589"])
        #expect(
            policy.column.models.map { "\($0.model ?? "") \($0.requests)" }
                == ["gpt-4.1 4448", "deepseek-v3.2 14918"])
        #expect(policy.column.unpriced == [])

        #expect(result.listPrices?.asRequested.description == "77.43306")
        #expect(result.listPrices?.unpricedRequests == 0)
        #expect(result.projection == nil)
        #expect(
            result.assumptions.prefix(4) == [
                "model=gpt-4.1 (filled in for 19,366 records)",
                "content_length=4*prompt_tokens (filled in for 19,366 records)",
                "message_count=1 (filled in for 19,366 records)",
                "system=none (filled in for 19,366 records)",
            ])
    }
}
