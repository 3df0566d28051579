import Calls
import Testing

@Suite("Langfuse: bad lines")
struct LangfuseBadLineTests {
    private static let time =
        "a time: milliseconds since 1970 such as 1767600930123, "
        + #"or RFC 3339 such as "2026-01-05T08:15:30Z""#
    private static let type = #"a type of observation, such as "GENERATION""#
    private static let money = #"an amount of money from 0 to 10^9, such as "0.006496""#

    static let lines: [BadLines.Case] = [
        .init(#"{"trace_id":"t","start_time":"x"}"#, "start_time is not \(time): found \"x\""),
        .init(#"{"startTime":"2026-02-30"}"#, "startTime is not \(time): found \"2026-02-30\""),
        .init(#"{"trace_id":"t"}"#, "type is missing: expected \(type)"),
        .init(#"{"type":"GENERATION"}"#, "start_time is missing: expected when the call began"),
        .init(Langfuse.blob(type: "generation"), "type is not \(type): found \"generation\""),
        .init(Langfuse.blob(type: "SCORE"), "type is not \(type): found \"SCORE\""),
        .init(Langfuse.blob(#""level":1"#), "level is not a string: found 1"),
        .init(Langfuse.blob(#""total_cost":-1"#), "total_cost is not \(money): found -1"),
        .init(Langfuse.blob(#""total_cost":"x""#), "total_cost is not \(money): found \"x\""),
        .init(Langfuse.ui(#""costDetails":[]"#), "costDetails is not an object: found []"),
        .init(Langfuse.ui(#""userId":7"#), "userId is not a string: found 7"),
        .init(Langfuse.ui(#""sessionId":7"#), "sessionId is not a string: found 7"),
        .init(
            Langfuse.blob(#""model":"gpt-4.1""#),
            "a field stands there under two names: the second is \"model\""),
        .init(
            Langfuse.ui(#""start_time":null"#),
            "a field stands there under two names: the second is \"start_time\""),
        .init(
            Langfuse.ui(#""type":"GENERATION""#), #"the key "type" stands twice in one object"#),
        // The grammar of what is passed over is checked all the same.
        .init(
            Langfuse.blob(#""input":[1,]"#, type: "SPAN"),
            "not valid JSON: expected a value at byte 129"),
        .init(
            String(Langfuse.blob().dropLast(10)),
            "not valid JSON: expected a value at byte 114"),
        .init(#"["GENERATION"]"#, "not valid JSON: expected an object {…} at byte 1"),
        .init(Native.line(), "type is missing: expected \(type)"),
    ]

    @Test("strict reading ends at the line; --skip-bad leaves it out", arguments: lines)
    func bad(bad: BadLines.Case) async throws {
        let good = Array(Langfuse.blob().utf8)
        let log = Array([good, bad.line, good, bad.line].joined(separator: [0x0A]))
        #expect(try await Reading.fault(of: log) == "log:2: \(bad.message); \(Advice.mend)")
        let reading = try await Reading.of(bytes: [log], .everything, .skipping)
        #expect(reading.rows.count == 2)
        #expect(reading.summary.skipped.map(\.lines) == [2])
        #expect(reading.rejected == bad.line + [0x0A] + bad.line + [0x0A])
    }
}
