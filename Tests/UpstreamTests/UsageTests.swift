import Pricing
import Testing
import Upstream

@Suite struct UsageTests {
    private func usage(_ json: String?) throws -> Completion.Usage {
        let usage = json.map { #", "usage": \#($0)"# } ?? ""
        let trial = Trial([
            .head(200),
            .text(#"{"choices": [{"message": {"content": "x"}}]\#(usage)}"#),
        ])
        return try #require(try trial.attempt().completion).usage
    }

    @Test(arguments: [
        (
            #"{"prompt_tokens": 5, "completion_tokens": 3, "total_tokens": 8}"#,
            TokenUsage(input: 5, output: 3)
        ),
        (
            #"{"prompt_tokens": 5, "completion_tokens": 3, "prompt_tokens_details": null}"#,
            TokenUsage(input: 5, output: 3)
        ),
        (
            #"{"prompt_tokens": 5, "completion_tokens": 3, "prompt_tokens_details": {"cached_tokens": 5}, "completion_tokens_details": {"reasoning_tokens": 3}}"#,
            TokenUsage(cacheRead: 5, output: 3, reasoning: 3)
        ),
        (
            #"{"prompt_tokens": 9, "completion_tokens": 3, "prompt_tokens_details": {"cached_tokens": 2, "cache_creation_tokens": 4}}"#,
            TokenUsage(input: 3, cacheRead: 2, cacheWrite5m: 4, output: 3)
        ),
        (
            #"{"prompt_tokens": 9, "completion_tokens": 3, "prompt_tokens_details": {"cache_write_tokens": 9}}"#,
            TokenUsage(cacheWrite5m: 9, output: 3)
        ),
        (
            #"{"input_tokens": 5, "output_tokens": 3, "input_tokens_details": {"cached_tokens": 1}, "output_tokens_details": {"reasoning_tokens": 2}}"#,
            TokenUsage(input: 4, cacheRead: 1, output: 3, reasoning: 2)
        ),
        (
            #"{"prompt_tokens": 5, "completion_tokens": 3, "input_tokens": 0, "output_tokens": 3}"#,
            TokenUsage(input: 5, output: 3)
        ),
        (#"{"prompt_tokens": 5.0, "completion_tokens": 3e2}"#, TokenUsage(input: 5, output: 300)),
    ])
    func countsAreReadInDisjointParts(json: String, counts: TokenUsage) throws {
        #expect(try usage(json) == .known(counts))
    }

    @Test(arguments: [
        nil, "null", "{}", "[]", "7", #""many""#,
        // Zeros of a service that can't count: the answer was not free.
        #"{"prompt_tokens": 0, "completion_tokens": 0}"#,
        #"{"prompt_tokens": 5, "completion_tokens": 0}"#,
        #"{"prompt_tokens": 0, "completion_tokens": 5}"#,
        #"{"prompt_tokens": 5}"#, #"{"completion_tokens": 5}"#,
        #"{"prompt_tokens": null, "completion_tokens": 3}"#,
        #"{"prompt_tokens": -1, "completion_tokens": 3}"#,
        #"{"prompt_tokens": 5, "completion_tokens": -0.5}"#,
        #"{"prompt_tokens": 5.5, "completion_tokens": 3}"#,
        #"{"prompt_tokens": "5", "completion_tokens": 3}"#,
        #"{"prompt_tokens": 9223372036854775808, "completion_tokens": 3}"#,
        #"{"prompt_tokens": 18446744073709551616, "completion_tokens": 3}"#,
        #"{"prompt_tokens": 281474976710656, "completion_tokens": 3}"#,
        #"{"prompt_tokens": 1e400, "completion_tokens": 3}"#,
        #"{"prompt_tokens": 5, "completion_tokens": 1e-400}"#,
        #"{"prompt_tokens": 5, "completion_tokens": 3, "prompt_tokens_details": {"cached_tokens": 6}}"#,
        #"{"prompt_tokens": 5, "completion_tokens": 3, "completion_tokens_details": {"reasoning_tokens": 4}}"#,
        #"{"prompt_tokens": 5, "completion_tokens": 3, "prompt_tokens_details": {"cached_tokens": -1}}"#,
        #"{"prompt_tokens": 5, "completion_tokens": 3, "prompt_tokens_details": 1}"#,
        #"{"prompt_tokens": 5, "completion_tokens": 3, "input_tokens": 6}"#,
    ])
    func whatIsMissingOrAbsurdIsUnknown(json: String?) throws {
        #expect(try usage(json) == .unknown)
    }

    @Test func anAbsurdUsageInAStreamIsUnknown() throws {
        let text = StreamTests.text(
            Array(StreamTests.events.prefix(4)) + [
                #"{"choices":[],"usage":{"prompt_tokens":1e400,"completion_tokens":-1}}"#, "[DONE]",
            ])
        let attempt = try Trial([StreamTests.head(), .text(text)]).attempt(isStreamed: true)
        #expect(attempt.completion?.usage == .unknown)
        #expect(attempt.completion?.content == "Grüß Gott 👋")
    }
}
