import Pricing
import Testing
import Upstream

@Suite struct WholeAnswerTests {
    /// The example of https://platform.openai.com/docs/api-reference/chat/create, shortened.
    static let answer = """
        {"id":"chatcmpl-1","object":"chat.completion","created":1741569952,
         "model":"gpt-4.1-2025-04-14",
         "choices":[{"index":0,"message":{"role":"assistant","content":"Hello!","refusal":null,
           "annotations":[]},"logprobs":null,"finish_reason":"stop"}],
         "usage":{"prompt_tokens":19,"completion_tokens":10,"total_tokens":29,
           "prompt_tokens_details":{"cached_tokens":8,"audio_tokens":0},
           "completion_tokens_details":{"reasoning_tokens":4,"audio_tokens":0}},
         "service_tier":"default"}
        """

    @Test func anAnswerIsReadWithItsUsageInDisjointParts() throws {
        let trial = Trial([
            .wait(milliseconds: 120), .head(200), .wait(milliseconds: 30), .text(Self.answer),
        ])
        let attempt = try trial.attempt()
        #expect(
            attempt.completion
                == Completion(
                    servedModel: "gpt-4.1-2025-04-14",
                    usage: .known(TokenUsage(input: 11, cacheRead: 8, output: 10, reasoning: 4)),
                    finishReason: "stop", content: "Hello!"))
        #expect(attempt.status == 200)
        #expect(attempt.model == "gpt-4.1")
        #expect(attempt.firstByte.map(trial.milliseconds) == 120)
        #expect(trial.milliseconds(attempt.end) == 150)
        #expect(attempt.pieces == [attempt.end])
        #expect(trial.time.now() == attempt.end)
    }
}
