import Calls
import Pricing
import Testing

/// The kinds of usage are disjoint, and their names differ from one integration to the next.
@Suite("Langfuse usage")
struct LangfuseUsageTests {
    typealias Case = (usage: String, tokens: TokenUsage?)

    @Test(
        "kinds",
        arguments: [
            (#"{"input":10,"output":5,"total":15}"#, TokenUsage(input: 10, output: 5)),
            // OpenAI's details; audio is a part of its own.
            (
                #"{"input":200,"input_cached_tokens":800,"output":40,"output_reasoning_tokens":60,"#
                    + #""output_audio_tokens":5,"input_audio_tokens":3,"total":1108}"#,
                TokenUsage(input: 203, cacheRead: 800, output: 105, reasoning: 60)
            ),
            (
                #"{"input":1,"input_cache_read":2,"input_cache_creation":3,"output":4}"#,
                TokenUsage(input: 1, cacheRead: 2, cacheWrite5m: 3, output: 4)
            ),
            (
                #"{"input":1,"input_cache_creation_5m":2,"input_cache_creation_1h":3,"output":4}"#,
                TokenUsage(input: 1, cacheWrite5m: 2, cacheWrite1h: 3, output: 4)
            ),
            // LangChain's names; what repeats their sum does not count again.
            (
                #"{"input":1,"input_ephemeral_5m_input_tokens":2,"#
                    + #""input_ephemeral_1h_input_tokens":3,"input_cache_creation":0,"output":4}"#,
                TokenUsage(input: 1, cacheWrite5m: 2, cacheWrite1h: 3, output: 4)
            ),
            (
                #"{"input":1,"input_cache_creation":5,"input_ephemeral_5m_input_tokens":2,"#
                    + #""input_ephemeral_1h_input_tokens":3,"output":4}"#,
                TokenUsage(input: 1, cacheWrite5m: 2, cacheWrite1h: 3, output: 4)
            ),
            (
                #"{"input":1,"input_cache_creation":7,"input_cache_creation_1h":3,"output":4}"#,
                TokenUsage(input: 1, cacheWrite5m: 7, cacheWrite1h: 3, output: 4)
            ),
            // Anthropic's own names, whose input excludes the cache as well.
            (
                #"{"input_tokens":1,"cache_read_input_tokens":2,"cache_creation_input_tokens":3,"#
                    + #""output_tokens":4}"#,
                TokenUsage(input: 1, cacheRead: 2, cacheWrite5m: 3, output: 4)
            ),
            (
                #"{"input":1,"input_cache_write":2,"output":3,"output_reasoning":4}"#,
                TokenUsage(input: 1, cacheWrite5m: 2, output: 7, reasoning: 4)
            ),
            (#"{"prompt_tokens":1,"completion_tokens":2}"#, TokenUsage(input: 1, output: 2)),
            // The same counts once more, under OpenAI's names.
            (
                #"{"input":1,"output":2,"prompt_tokens":1,"completion_tokens":2,"total":3}"#,
                TokenUsage(input: 1, output: 2)
            ),
            // As databases write 64-bit integers.
            (#"{"input":"10","output":"5","total":"15"}"#, TokenUsage(input: 10, output: 5)),
            // Zeros are what is written where nothing is known.
            (#"{"input":0,"output":0,"total":0}"#, nil),
            (#"{"input":1.0,"output":2e1,"cached":null}"#, TokenUsage(input: 1, output: 20)),
            // An embedding has no output.
            (#"{"input":42,"total":42}"#, TokenUsage(input: 42)),
            // What is no token is passed over.
            (#"{"input":1,"output":2,"searches":7,"images":"x"}"#, TokenUsage(input: 1, output: 2)),
            // Told only in part.
            (#"{"input":10,"total":15}"#, nil), (#"{"input":10}"#, nil), (#"{"total":15}"#, nil),
            (#"{"output":10}"#, nil), (#"{"input_cached_tokens":1,"total":1}"#, nil), ("{}", nil),
            ("null", nil),
        ] as [Case])
    func kinds(usage: String, tokens: TokenUsage?) async throws {
        for spelling in Langfuse.Spelling.allCases {
            let row = try await Reading.row(Langfuse.used(usage, as: spelling))
            #expect(row.tokens == tokens ?? .zero)
            #expect(row.usage == (tokens == nil ? .unknown : .known))
        }
    }

    @Test("zeros of a call that failed tell that it used nothing")
    func failedZeros() async throws {
        let row = try await Reading.row(
            Langfuse.blob(#""level":"ERROR","usage_details":{"input":0,"output":0,"total":0}"#))
        #expect(row.usage == .none)
        #expect(row.tokens == .zero)
    }

    private static let count = "a whole number from 0 to 281474976710655"

    @Test(
        "bad lines",
        arguments: [
            (#"{"input":-1,"output":5}"#, "input in usage_details is not \(count): found -1"),
            (#"{"input":1.5,"output":5}"#, "input in usage_details is not \(count): found 1.5"),
            (#"{"input":"x","output":5}"#, #"input in usage_details is not \#(count): found "x""#),
            (#"{"output":{}}"#, "output in usage_details is not \(count): found {}"),
            (
                #"{"input":281474976710656}"#,
                "input in usage_details is not \(count): found 281474976710656"
            ),
            (
                #"{"input":281474976710655,"output":1}"#,
                "the sum of usage_details is not below 281474976710656: found 281474976710656"
            ),
            (#"{"input":1,"input":1}"#, #"the key "input" stands twice in one object"#),
            (#"{"input":1,"\u0069nput":1}"#, #"the key "input" stands twice in one object"#),
            ("[1]", "usage_details is not an object: found [1]"),
        ])
    func bad(usage: String, message: String) async throws {
        let lines = [Langfuse.blob(), Langfuse.used(usage), Langfuse.blob()]
        let log = lines.joined(separator: "\n")
        #expect(try await Reading.fault(of: log) == "log:2: \(message); \(Advice.mend)")
        let reading = try await Reading.of(log, .everything, .skipping)
        #expect(reading.rows.count == 2)
        #expect(reading.rejected == Array((lines[1] + "\n").utf8))
    }
}
