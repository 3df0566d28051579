import Calls
import Documents
import Foundation
import Logs
import Pricing
import Replay
import Routing
import Testing

/// What a real trace costs by LiteLLM's list, as decimal arithmetic in Python computed it.
@Suite struct `The spend of a trace` {
    private func prices() throws -> PriceTable {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent(
                "../../Fixtures/litellm-prices/model_prices_and_context_window.json")
        return try PriceTable(Document(contentsOf: file.path))
    }

    @Test func `is that of the reference`() async throws {
        var plan = ReplayPlan(prices: try prices())
        plan.baselines = .models([
            "gpt-4o", "gpt-4o-mini", "claude-sonnet-4-5", "gemini-2.5-pro", "gemini-2.5-flash",
            "deepseek/deepseek-chat",
        ])
        let rules = """
            rules:
              - {name: short, when: content_length < 1000, use: gpt-4o-mini}
              - {name: others, use: requested}
            """
        plan.selectors = [try ModelSelector(Policy.file("split", rules))]
        let result = try await plan.replay(
            [.file(`Demo figures`.trace)], jobs: 2,
            assume: ["model=gpt-4o", "content_length=prompt_tokens"])

        #expect(result.traffic.usage.totalInput == 22_361_870)
        #expect(result.traffic.usage.output == 4_088_665)
        #expect(
            result.baselines.map { "\($0.model) \($0.column.total)" } == [
                "gpt-4o 96.791325", "gpt-4o-mini 5.8074795", "claude-sonnet-4-5 128.415585",
                "gemini-2.5-pro 68.8389875", "gemini-2.5-flash 16.9302235",
                "deepseek/deepseek-chat 7.9785629",
            ])
        let policy = try result.policy("split")
        #expect(policy.column.total.description == "76.504151")
        #expect(
            policy.column.models.map { "\($0.model ?? "") \($0.requests)" }
                == ["gpt-4o 10327", "gpt-4o-mini 9039"])
        #expect(
            policy.savings.first { $0.against == .baseline("gpt-4o") }?.saved.description
                == "20.287174")
    }
}
