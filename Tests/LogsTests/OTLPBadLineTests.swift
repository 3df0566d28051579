import Calls
import Testing

@Suite("OTLP traces: bad lines")
struct OTLPBadLineTests {
    private static let count = "a whole number from 0 to 281474976710655"

    private static func with(_ attribute: String) -> String {
        OTLP.line([OTLP.call("a", nil, [attribute])])
    }

    private static func span(_ members: String) -> String {
        #"{"resourceSpans":[{"scopeSpans":[{"spans":[{\#(members)}]}]}]}"#
    }

    static let lines: [BadLines.Case] = [
        .init(
            with(OTLP.integer("gen_ai.usage.input_tokens", -5)),
            #"gen_ai.usage.input_tokens is not \#(count): found "-5""#),
        .init(
            with(OTLP.attribute("gen_ai.usage.input_tokens", #"{"intValue":-5}"#)),
            "gen_ai.usage.input_tokens is not \(count): found -5"),
        .init(
            with(OTLP.integer("gen_ai.usage.output_tokens", 1 << 48)),
            #"gen_ai.usage.output_tokens is not \#(count): found "281474976710656""#),
        .init(
            with(OTLP.text("gen_ai.usage.prompt_tokens", "many")),
            #"gen_ai.usage.prompt_tokens is not \#(count): found "many""#),
        .init(
            with(OTLP.attribute("gen_ai.usage.prompt_tokens", #"{"boolValue":true}"#)),
            "gen_ai.usage.prompt_tokens is not \(count): found true"),
        .init(
            with(OTLP.integer("gen_ai.response.model", 4)),
            #"gen_ai.response.model is not a string: found "4""#),
        .init(
            with(OTLP.text("gen_ai.request.model", "other")),
            #"the key "gen_ai.request.model" stands twice in one object"#),
        .init(
            OTLP.line([
                OTLP.call(
                    "a", (10, 5), [OTLP.integer("gen_ai.usage.prompt_tokens", 11)])
            ]),
            "gen_ai.usage.input_tokens stands there under two names with different counts: "
                + "11 and 10"),
        .init(
            OTLP.line([
                OTLP.call(
                    "a", (10, 5), [OTLP.integer("gen_ai.usage.cache_read.input_tokens", 11)])
            ]),
            "cached and cache-write tokens are more than the prompt tokens: 11 + 0 of 10"),
        .init(
            span(#""spanId":"s","traceId":"t","status":{"code":3}"#),
            "status.code is not 0, 1, 2 or their names: found 3"),
        .init(span(#""spanId":"s""#), "traceId is missing: expected the trace's id"),
        .init(span(#""traceId":"t","spanId":"""#), "spanId is missing: expected the span's id"),
        .init(
            span(#""spanId":"s","spanId":"s""#), #"the key "spanId" stands twice in one object"#),
        .init(
            OTLP.line([OTLP.call("a")]).replacing(#""1767600930123000000""#, with: #""0""#),
            "startTimeUnixNano is missing: expected when the call began"),
        .init(
            span(#""traceId":"t","spanId":"s","startTimeUnixNano":"soon""#),
            "startTimeUnixNano is not a time: nanoseconds since 1970 such as "
                + #"1767600930123000000, or RFC 3339 such as "2026-01-05T08:15:30Z": "#
                + #"found "soon""#),
        .init(#"{"resourceSpans":{}}"#, "resourceSpans is not a list: found {}"),
        .init(
            #"{"resourceLogs":[]}"#,
            "resourceSpans is missing: expected an ExportTraceServiceRequest a line"),
        .init(
            String(OTLP.line([OTLP.plain("a")]).dropLast(3)),
            "not valid JSON: expected ',' or '}' at byte 253"),
    ]

    @Test("strict reading ends at the line; --skip-bad leaves it out", arguments: lines)
    func bad(bad: BadLines.Case) async throws {
        let good = ["t8", "t9"].map { trace in
            var span = OTLP.call("a")
            span.trace = trace
            return Array(OTLP.line([span]).utf8)
        }
        let log = Array([good[0], bad.line, good[1], bad.line].joined(separator: [0x0A]))
        #expect(try await Reading.fault(of: log) == "log:2: \(bad.message); \(Advice.mend)")
        let reading = try await Reading.of(bytes: [log], .everything, .skipping)
        #expect(reading.rows.count == 2)
        #expect(reading.summary.skipped.map(\.lines) == [2])
        #expect(reading.rejected == bad.line + [0x0A] + bad.line + [0x0A])
    }
}
