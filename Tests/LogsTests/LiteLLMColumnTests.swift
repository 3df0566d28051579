import Calls
import Foundation
import Logs
import Pricing
import Testing

/// Columns of type JSON as strings, and lines that can't be read.
@Suite("LiteLLM: columns and bad lines")
struct LiteLLMColumnTests {
    private static let metadata =
        #"{ "note": "\u00fc \"x\" \\ 👋",\#n"usage_object": {"prompt_tokens_details": {"cached_tokens": 30}}}"#

    @Test("metadata as a value and as a string with it, escapes and line breaks inside")
    func metadata() async throws {
        let tokens = TokenUsage(input: 70, cacheRead: 30, output: 50)
        let oneLine = Self.metadata.replacing("\n", with: " ")
        let inString = LiteLLM.asString(Self.metadata).replacing("\n", with: #"\n"#)
        for column in [oneLine, inString, inString.replacing("{", with: #"\u007b"#)] {
            #expect(try await Reading.row(LiteLLM.spend(metadata: column)).tokens == tokens)
        }
    }

    @Test("columns without anything in them", arguments: ["null", #""""#, "{}", #""{}""#])
    func empty(column: String) async throws {
        let line = LiteLLM.spend(metadata: column, #""response":\#(column),"messages":\#(column)"#)
        let row = try await Reading.row(line)
        #expect(row.tokens.total == 150)
        #expect(row.messageCount == nil)
    }

    private static let whole = "a whole number from 0 to 281474976710655"
    private static let time =
        "a time: seconds since 1970 such as 1767600930.123, "
        + #"or RFC 3339 such as "2026-01-05T08:15:30Z""#

    static let cases: [BadLines.Case] = [
        BadLines.Case("{", "not valid JSON: expected a key in double quotes at byte 2"),
        BadLines.Case(
            LiteLLM.payload() + "x",
            "not valid JSON: expected the end of the line after the object at byte "
                + "\(LiteLLM.payload().utf8.count + 1)"),
        BadLines.Case(
            LiteLLM.payload().replacing("1767600930.5", with: "null"),
            "startTime is missing: expected a time"),
        BadLines.Case(
            LiteLLM.payload().replacing("1767600930.5", with: "1767600930123"),
            "startTime is not \(time): found 1767600930123"),
        BadLines.Case(
            LiteLLM.spend().replacing("08:15", with: "8:15"),
            "startTime is not \(time): found \"2026-01-05T8:15:30.5+00:00\""),
        BadLines.Case(
            LiteLLM.payload(counts: #""prompt_tokens":-1"#),
            "prompt_tokens is not \(whole): found -1"),
        BadLines.Case(
            LiteLLM.spend(counts: #""completion_tokens":281474976710656"#),
            "completion_tokens is not \(whole): found 281474976710656"),
        BadLines.Case(
            LiteLLM.payload(usage: #"{"cache_read_input_tokens":101}"#),
            "cached and cache-write tokens are more than the prompt tokens: 101 + 0 of 100"),
        BadLines.Case(
            LiteLLM.payload(
                usage: #"{"cache_read_input_tokens":9,"prompt_cache_hit_tokens":8}"#),
            "prompt_cache_hit_tokens stands there under two names with different counts: 9 and 8"),
        BadLines.Case(
            LiteLLM.payload(
                usage: #"{"completion_tokens_details":{"reasoning_tokens":51}}"#),
            "reasoning tokens are more than the completion tokens: 51 of 50"),
        BadLines.Case(
            LiteLLM.payload(#""cache_hit":"maybe""#),
            #"cache_hit is not true or false: found "maybe""#),
        BadLines.Case(
            LiteLLM.payload(#""cache_hit":1"#), "cache_hit is not true or false: found 1"),
        BadLines.Case(
            LiteLLM.payload(#""status":"failure""#),
            #"the key "status" stands twice in one object"#),
        BadLines.Case(
            LiteLLM.payload(#""request_tags":{"env":"x"}"#),
            #"request_tags is not a list of strings: found {"env":"x"}"#),
        BadLines.Case(
            LiteLLM.spend(metadata: "[]"), "metadata is not an object: found []"),
        BadLines.Case(LiteLLM.spend(metadata: #""[]""#), "metadata is not an object: found []"),
        BadLines.Case(
            LiteLLM.spend(metadata: #""{'a': None}""#),
            "metadata holds a string that is not valid JSON: "
                + "expected a key in double quotes at byte 2"),
        BadLines.Case(
            LiteLLM.spend(metadata: #""{}x""#),
            "metadata holds a string that is not valid JSON: "
                + "expected the end of the line after the object at byte 3"),
        BadLines.Case(
            LiteLLM.spend(metadata: #""{\"a\":\"\\ud800\"}""#),
            "metadata holds a string that is not valid JSON: "
                + #"half of a surrogate pair in a \u escape at byte 7"#),
        BadLines.Case(
            LiteLLM.spend(metadata: #""{\"a\":\"x\ny\"}""#),
            "metadata holds a string that is not valid JSON: a control character inside a string, "
                + "or a string that is not closed at byte 8"),
        BadLines.Case(
            LiteLLM.spend(metadata: LiteLLM.asString(#"{"usage_object":{"prompt_tokens":-1}}"#)),
            "prompt_tokens is not \(whole): found -1"),
    ]

    private static func format(of line: [UInt8]) -> LogFormat {
        String(decoding: line, as: UTF8.self).contains("request_id")
            ? .litellmSpend : .litellmPayload
    }

    @Test("a bad line ends strict reading and is left out by --skip-bad", arguments: cases)
    func bad(bad: BadLines.Case) async throws {
        let format = Self.format(of: bad.line)
        let good = Array(
            (format == .litellmSpend ? LiteLLM.spend() : LiteLLM.payload()).utf8)
        let log = Array([good, bad.line, good].joined(separator: [0x0A]))
        let fault = try await Reading.fault(of: log)
        #expect(fault == "log:2: \(bad.message); \(Advice.mend)", "\(fault ?? "accepted")")
        let reading = try await Reading.of(bytes: [log], .everything, .skipping)
        #expect(reading.rows.count == 2)
        #expect(reading.rejected == bad.line + [0x0A])
        #expect(reading.summary.formats == [format.rawValue])
    }

    /// A real row whose columns are strings with JSON in them.
    private static func rawRow() throws -> [UInt8] {
        let file = Places.fixtures.appending(path: "litellm/spend.raw.jsonl")
        return Array(try Data(contentsOf: file).prefix { $0 != 0x0A })
    }

    @Test("a row cut anywhere is a bad line")
    func cutRows() async throws {
        let row = try Self.rawRow()
        let options = ReadingOptions { $0.format = .litellmSpend }
        for end in stride(from: 1, to: row.count, by: 13) {
            let fault = try await Reading.fault(of: Array(row.prefix(end)), .everything, options)
            #expect(fault?.hasPrefix("log:1: not valid JSON: ") == true, "cut at \(end)")
        }
    }

    @Test("a column cut anywhere is a bad line")
    func cutColumns() async throws {
        let json = #"{"usage_object":{"prompt_tokens_details":{"cached_tokens":30}},"ü":"\n"}"#
        for end in 1..<json.count {
            let metadata = LiteLLM.asString(String(json.prefix(end)))
            let fault = try await Reading.fault(of: LiteLLM.spend(metadata: metadata))
            let reason = "log:1: metadata holds a string that is not valid JSON: "
            #expect(fault?.hasPrefix(reason) == true, "cut at \(end): \(fault ?? "accepted")")
        }
    }

    @Test("both formats and others side by side")
    func mixed() async throws {
        let logs = [LiteLLM.spend(), Native.line(), LiteLLM.payload()].map { Array($0.utf8) }
        let reading = try await Reading.of(bytes: logs)
        #expect(reading.summary.formats == ["litellm-spend", "native", "litellm-payload"])
        #expect(reading.rows.map(\.model) == ["smart", "gpt-4.1", "smart"])
    }

    @Test(
        "told by their keys, in any order, from the first line that is whole enough",
        arguments: [
            (#"{"response_cost":null,"startTime":1}"#, "litellm-payload"),
            (#"{"spend":0,"startTime":"","request_id":""#, "litellm-spend"),
            (#"{"startTime":1,"model":"a"}"#, "native"), (#"{"spend":1,"model":"a"}"#, "native"),
            (#"{"x":{"startTime":1,"response_cost":2}}"#, "native"),
        ])
    func detection(line: String, format: String) async throws {
        let reading = try await Reading.of(line, .everything, .skipping)
        #expect(reading.summary.formats == [format])
    }
}
