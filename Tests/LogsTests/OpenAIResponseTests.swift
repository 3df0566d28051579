import Calls
import Logs
import Pricing
import Testing

@Suite("OpenAI pairs: the response")
struct OpenAIResponseTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let response: String
        let more: String
        let usage: UsageState
        let isFailed: Bool
        var testDescription: String { response + more }

        init(
            _ response: String, beside more: String = "", _ usage: UsageState,
            isFailed: Bool = false
        ) {
            self.response = response
            self.more = more
            self.usage = usage
            self.isFailed = isFailed
        }
    }

    private static let counted = #"{"choices":[],"usage":\#(Pair.usage)}"#
    private static let chunk = #"{"choices":[{"delta":{"content":"a"}}]}"#
    private static let chunkWithNull = #"{"choices":[{"delta":{"content":"a"}}],"usage":null}"#
    private static let error = #"{"error":{"code":400,"message":"no","type":"t"}}"#

    static let cases: [Case] = [
        Case(counted, .known),
        Case("[\(chunk),\(chunk),\(counted)]", .known),
        Case("[\(chunkWithNull),\(chunkWithNull),\(counted)]", .known),
        Case("[\(counted),\(chunkWithNull)]", .known),
        // A stream without usage, a cut one, one of which nothing came: unknown, not failed.
        Case("[\(chunk),\(chunk)]", .unknown),
        Case("[\(chunkWithNull)]", .unknown),
        Case("[]", .unknown),
        Case("[null,\"x\",[\(counted)]]", .unknown),
        Case("null", .unknown),
        Case("{}", .unknown),
        Case(#""<html>""#, .unknown),
        Case(#"{"usage":null}"#, .unknown),
        Case(#"{"usage":{}}"#, .unknown),
        Case(#"{"usage":{"prompt_tokens":10}}"#, .unknown),
        Case(#"{"usage":{"completion_tokens":10,"total_tokens":10}}"#, .unknown),
        // Errors: an object in the body, beside it, a status; the text of an error page.
        Case(error, .none, isFailed: true),
        Case(error, beside: #""status":400"#, .none, isFailed: true),
        Case(#"{"error":"overloaded"}"#, .none, isFailed: true),
        Case(#"{"error":null}"#, .unknown),
        Case("null", beside: #""error":{"code":null,"message":"timeout"}"#, .none, isFailed: true),
        Case("null", beside: #""error":"timeout""#, .none, isFailed: true),
        Case("null", beside: #""error":null"#, .unknown),
        Case("null", beside: #""error":false"#, .unknown),
        Case("null", beside: #""error":"""#, .unknown),
        Case("null", beside: #""error":{ }"#, .unknown),
        Case("null", beside: #""error":[]"#, .unknown),
        Case("null", beside: #""error":0"#, .unknown),
        Case("null", beside: #""error":-0"#, .unknown),
        Case("null", beside: #""error":0.0e9"#, .unknown),
        Case("null", beside: #""error":0.5"#, .none, isFailed: true),
        Case("null", beside: #""error":-1"#, .none, isFailed: true),
        Case("null", beside: #""error":500"#, .none, isFailed: true),
        Case("null", beside: #""error":true"#, .none, isFailed: true),
        Case(#"{"error":{}}"#, .unknown),
        Case(#"[{"type":"response.created"},{"type":"error","code":"c"}]"#, .none, isFailed: true),
        Case(#"[{"type":"response.created"},{"type":7}]"#, .unknown),
        Case(#""502 Bad Gateway""#, beside: #""status":502"#, .none, isFailed: true),
        Case("null", beside: #""status":429"#, .none, isFailed: true),
        Case("null", beside: #""status":399"#, .unknown),
        Case("[\(chunk),\(error)]", .none, isFailed: true),
        // Usage decides, not status.
        Case(counted, beside: #""status":500"#, .known, isFailed: true),
        Case("[\(chunk),\(error),\(counted)]", .known, isFailed: true),
    ]

    @Test("pitfalls 7 and 9: usage and failure", arguments: cases)
    func outcome(of case: Case) async throws {
        let row = try await Reading.row(Pair.line(response: `case`.response, `case`.more))
        #expect(row.usage == `case`.usage)
        #expect(row.isFailed == `case`.isFailed)
        let counts = TokenUsage(input: 10, output: 5)
        #expect(row.tokens == (`case`.usage == .known ? counts : .zero))
        // The same if the response comes first, and after other records.
        let turned =
            #"{"response":\#(`case`.response),"ts":"2026-01-05T08:15:30Z","request":{"model":"gpt-4.1","messages":[]}"#
            + (`case`.more.isEmpty ? "" : "," + `case`.more) + "}"
        let log = [Pair.line(), turned, Pair.line(response: Self.error), turned]
        let rows = try await Reading.of(log.joined(separator: "\n")).rows
        #expect(rows[1] == row)
        #expect(rows[3] == row)
    }

    /// The names of chat completions and those of the Responses API.
    @Test(
        "pitfall 1: cached tokens are counted once",
        arguments: [
            (#""prompt_tokens":100,"completion_tokens":50"#, [100, 0, 50, 0]),
            (#""input_tokens":100,"output_tokens":50"#, [100, 0, 50, 0]),
            (
                #""prompt_tokens":100,"completion_tokens":50,"prompt_tokens_details":{"audio_tokens":1,"cached_tokens":60},"completion_tokens_details":{"reasoning_tokens":20,"x":[]}"#,
                [40, 60, 50, 20]
            ),
            (
                #""input_tokens_details":{"cached_tokens":60},"output_tokens_details":{"reasoning_tokens":20},"input_tokens":100,"output_tokens":50"#,
                [40, 60, 50, 20]
            ),
            (
                #""prompt_tokens":100,"completion_tokens":50,"prompt_tokens_details":null,"completion_tokens_details":{"reasoning_tokens":null}"#,
                [100, 0, 50, 0]
            ),
            (
                #""prompt_tokens":100,"completion_tokens":50,"prompt_tokens_details":{},"x":{"cached_tokens":7}"#,
                [100, 0, 50, 0]
            ),
            (#""prompt_tokens":100,"total_tokens":100"#, [100, 0, 0, 0]),
            (#""prompt_tokens":1e2,"completion_tokens":5.0e1"#, [100, 0, 50, 0]),
        ] as [(String, [UInt64])])
    func cachedTokensCountedTwice(fields: String, parts: [UInt64]) async throws {
        let tokens = try await Reading.row(Pair.line(response: #"{"usage":{\#(fields)}}"#)).tokens
        #expect([tokens.input, tokens.cacheRead, tokens.output, tokens.reasoning] == parts)
        #expect(tokens.totalInput == 100)
    }

    @Test("the last usage of a stream counts")
    func lastUsage() async throws {
        let response =
            #"[{"usage":{"prompt_tokens":10,"completion_tokens":1}},"#
            + #"{"usage":{"prompt_tokens":10,"completion_tokens":2}}]"#
        #expect(try await Reading.row(Pair.line(response: response)).tokens.output == 2)
    }

    @Test("events of the Responses API carry the response inside")
    func events() async throws {
        let response =
            #"[{"type":"response.created","response":{"model":"gpt-5","service_tier":"auto","usage":null,"error":null}},"#
            + #"{"type":"response.output_text.delta","delta":"x"},"#
            + #"{"type":"response.completed","response":{"model":"gpt-5-2025","service_tier":"flex","#
            + #""usage":{"input_tokens":10,"output_tokens":5},"error":null}}]"#
        let row = try await Reading.row(Pair.line(response: response))
        #expect(row.tokens == TokenUsage(input: 10, output: 5))
        #expect(row.servedModel == "gpt-5-2025")
        #expect(row.serviceTier == "flex")
        let failed = #"[{"type":"response.failed","response":{"error":{"code":"server_error"}}}]"#
        #expect(try await Reading.row(Pair.line(response: failed)).isFailed)
    }

    @Test(
        "the tier that served replaces the one that was asked for",
        arguments: [
            (#""flex""#, #""default""#, "default"), (#""flex""#, "null", "flex"),
            (#""flex""#, #""""#, "flex"), ("null", #""priority""#, "priority"),
            ("null", "null", ""),
        ])
    func serviceTier(asked: String, served: String, tier: String) async throws {
        let (request, response) = (
            #"{"service_tier":\#(asked)}"#, #"{"service_tier":\#(served)}"#
        )
        #expect(
            try await Reading.row(Pair.line(request: request, response: response)).serviceTier
                == tier)
        let turned =
            #"{"response":\#(response),"request":\#(request),"ts":"2026-01-05T08:15:30Z"}"#
        #expect(try await Reading.row(turned).serviceTier == tier)
    }

    @Test(
        "damaged responses",
        arguments: [
            (#"{"usage":7}"#, "usage is not an object: found 7"),
            (
                #"{"usage":{"prompt_tokens":-1}}"#,
                "prompt_tokens is not a whole number from 0 to 281474976710655: found -1"
            ),
            (
                #"{"usage":{"prompt_tokens_details":3}}"#,
                "prompt_tokens_details is not an object: found 3"
            ),
            (
                #"{"usage":{"prompt_tokens":1,"completion_tokens":1,"prompt_tokens_details":{"cached_tokens":2}}}"#,
                "cached and cache-write tokens are more than the prompt tokens: 2 + 0 of 1"
            ),
            (
                #"{"usage":{"prompt_tokens":1,"completion_tokens":1,"completion_tokens_details":{"reasoning_tokens":2}}}"#,
                "reasoning tokens are more than the completion tokens: 2 of 1"
            ),
            (
                #"{"usage":{"prompt_tokens":1,"prompt_tokens":1}}"#,
                #"the key "prompt_tokens" stands twice in one object"#
            ),
            (
                #"{"usage":{"prompt_tokens":100,"input_tokens":40,"completion_tokens":1}}"#,
                "input_tokens stands there under two names with different counts: 100 and 40"
            ),
            (
                #"{"usage":{"output_tokens":3,"completion_tokens":4,"prompt_tokens":1}}"#,
                "completion_tokens stands there under two names with different counts: 3 and 4"
            ),
            (
                #"{"usage":{"prompt_tokens_details":{"cached_tokens":0,"cached_tokens":0}}}"#,
                #"the key "cached_tokens" stands twice in one object"#
            ),
            (#"{"usage":null,"usage":null}"#, #"the key "usage" stands twice in one object"#),
            (#"{"model":7}"#, "model is not a string: found 7"),
            (#"[{"usage":{}},{"usage":{}]"#, "not valid JSON: expected ',' or '}' at byte 110"),
            (#"["#, "not valid JSON: expected a value at byte 86"),
        ])
    func damage(response: String, message: String) async throws {
        let fault = try await Reading.fault(of: Pair.line(response: response))
        #expect(fault == "log:1: \(message); \(Advice.mend)", "\(fault ?? "accepted")")
    }

    @Test(
        "both spellings of a count may stand side by side if they agree, or if one is 0",
        arguments: [
            #""prompt_tokens":10,"input_tokens":10,"output_tokens":5,"completion_tokens":5"#,
            #""prompt_tokens":10,"completion_tokens":5,"input_tokens":0,"output_tokens":0,"#
                + #""prompt_tokens_details":{"cached_tokens":3},"input_tokens_details":{"cached_tokens":0}"#,
            #""input_tokens":0,"output_tokens":0,"prompt_tokens":10,"completion_tokens":5,"#
                + #""input_tokens_details":null,"prompt_tokens_details":{"cached_tokens":3}"#,
        ])
    func bothSpellings(fields: String) async throws {
        let tokens = try await Reading.row(Pair.line(response: #"{"usage":{\#(fields)}}"#)).tokens
        #expect(tokens.totalInput == 10)
        #expect(tokens.output == 5)
        #expect(tokens.cacheRead == (fields.contains("cached") ? 3 : 0))
    }

    @Test("levels of nesting inside usage, details and metadata")
    func nesting() async throws {
        let forms = [
            (3, #"{"usage":{"x":"#, "}}"), (4, #"{"usage":{"prompt_tokens_details":{"x":"#, "}}}"),
            (4, #"[{"usage":{"x":"#, "}}]"), (2, #"{"x":"#, "}"), (3, #"[{"error":"#, "}]"),
            (3, #"{"response":{"x":"#, "}}"),
        ]
        for (levels, open, close) in forms {
            func line(_ depth: Int) -> String {
                let brackets = depth - levels
                return Pair.line(
                    response: open + String(repeating: "[", count: brackets)
                        + String(repeating: "]", count: brackets) + close)
            }
            #expect(try await Reading.fault(of: line(512)) == nil, "\(open)")
            let fault = try await Reading.fault(of: line(513))
            #expect(fault?.contains("more than 512 levels of nesting") == true, "\(open)")
        }
    }

    @Test("a pair needs a time and a request")
    func incomplete() async throws {
        #expect(
            try await Reading.fault(of: #"{"request":{},"response":{}}"#)
                == "log:1: ts is missing: expected a time by RFC 3339; \(Advice.mend)")
        let log = Pair.line() + "\n" + #"{"ts":"2026-01-05T08:15:30Z","response":{}}"#
        #expect(
            try await Reading.fault(of: log)
                == "log:2: request is missing: expected the body of the request; \(Advice.mend)")
        // Without a model it can be read: an assumption or the policy may supply one.
        #expect(try await Reading.row(Pair.line(request: "{}")).model.isEmpty)
    }
}
