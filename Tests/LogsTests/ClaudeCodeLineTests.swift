import Calls
import Foundation
import Logs
import Pricing
import Testing

@Suite("Claude Code: what a line says")
struct ClaudeCodeLineTests {
    @Test("counts exclude cached tokens; writes for 5 minutes and an hour; the faster mode")
    func usage() async throws {
        let line = ClaudeCode.answer(0) { line in
            line.usage =
                #"{"input_tokens":4,"output_tokens":50,"cache_read_input_tokens":900,"#
                + #""cache_creation_input_tokens":120,"cache_creation":"#
                + #"{"ephemeral_5m_input_tokens":20,"ephemeral_1h_input_tokens":100},"#
                + #""server_tool_use":{"web_search_requests":1},"service_tier":"standard","#
                + #""speed":"fast"}"#
            line.stopReason = "end_turn"
        }
        let row = Row(
            time: "2026-03-02T10:00:00Z", model: "claude-sonnet-4.5", serviceTier: "fast",
            session: "s-1",
            tokens: TokenUsage(
                input: 4, cacheRead: 900, cacheWrite5m: 20, cacheWrite1h: 100, output: 50),
            texts: [.unknown, .unknown], tags: ["", ""])
        #expect(try await Reading.row(line) == row)
    }

    @Test(
        "for how long writes are kept",
        arguments: [
            (#""cache_creation_input_tokens":120"#, 120, 0, true),
            (#""cache_creation_input_tokens":120,"cache_creation":null"#, 120, 0, true),
            (
                #""cache_creation_input_tokens":120,"cache_creation":{"ephemeral_1h_input_tokens":100}"#,
                20, 100, true
            ),
            (#""cache_creation":{"ephemeral_1h_input_tokens":100}"#, 0, 100, false),
            (#""cache_creation_input_tokens":0"#, 0, 0, false),
        ] as [(String, UInt64, UInt64, Bool)])
    func lifetimes(fields: String, write5m: UInt64, write1h: UInt64, isSaid: Bool) async throws {
        let line = ClaudeCode.answer(9) {
            $0.usage = #"{"input_tokens":4,"output_tokens":50,\#(fields)}"#
        }
        let reading = try await Reading.of(line)
        #expect(
            reading.rows.map(\.tokens) == [
                TokenUsage(
                    input: 4, cacheWrite5m: write5m, cacheWrite1h: write1h, output: 50)
            ])
        let note =
            "claude-code: calls that do not say for how long their cache writes are kept: 1; "
            + "they count as kept for 5 minutes"
        #expect(reading.summary.notes == (isSaid ? [note] : []))
    }

    @Test("an error of the API costs nothing and names no model; no usage is unknown")
    func failures() async throws {
        let none = #"{"input_tokens":0,"output_tokens":0}"#
        let error = ClaudeCode.answer(0) {
            ($0.model, $0.usage, $0.more) = ("<synthetic>", none, #""isApiErrorMessage":true"#)
        }
        let row = try await Reading.row(error)
        #expect(row.isFailed && row.usage == .none && row.model == "")
        let old = try await Reading.row(ClaudeCode.answer(0) { $0.model = "<synthetic>" })
        #expect(old.isFailed && old.usage == .none)
        let unknown = try await Reading.row(ClaudeCode.answer(0) { $0.usage = "null" })
        #expect(!unknown.isFailed && unknown.usage == .unknown)
        let half = try await Reading.row(
            ClaudeCode.answer(0) { $0.usage = #"{"input_tokens":4}"# })
        #expect(half.usage == .unknown && half.tokens == .zero)
        // Usage decides what is billed.
        let billed = try await Reading.row(
            ClaudeCode.answer(8) { $0.more = #""isApiErrorMessage":true"# })
        #expect(billed.isFailed && billed.tokens.output == 8)
    }

    @Test(
        "lines that are no calls, whatever they hold",
        arguments: [
            #"{"type":"user","message":{"role":"user","content":"x","usage":3},"timestamp":"now"}"#,
            #"{"type":"summary","summary":"x","leafUuid":"u"}"#,
            #"{"type":"system","timestamp":17,"message":"x"}"#,
            #"{"type":"progress","data":{"message":{"type":"assistant","message":{}}}}"#,
            #"{"type":"file-history-snapshot","messageId":"m","snapshot":{}}"#,
            #"{"timestamp":"x","sessionId":"s","message":{"role":"user"}}"#,
        ])
    func otherLines(line: String) async throws {
        let reading = try await Reading.of(line + "\n" + ClaudeCode.answer(5))
        #expect(reading.summary.formats == ["claude-code"])
        #expect(reading.rows.map(\.tokens.output) == [5])
        #expect(reading.summary.removed.isEmpty)
    }

    @Test("old files: no type, a recorded cost", arguments: [1, 4])
    func fixture(jobs: Int) async throws {
        let file = Places.fixtures.appending(path: "claude-code/session-alpha.jsonl").filePath
        let reading = try await Reading.of([.file(file)], jobs: jobs)
        #expect(reading.rows.count == 3)
        func tokens(_ model: String) -> TokenUsage {
            reading.rows.filter { $0.model == model }.reduce(into: .zero) { $0 += $1.tokens }
        }
        #expect(
            tokens("claude-sonnet-4-20250514")
                == TokenUsage(input: 400, cacheRead: 50, cacheWrite5m: 25, output: 175))
        #expect(
            tokens("claude-opus-4-20250514")
                == TokenUsage(input: 200, cacheRead: 20, cacheWrite5m: 50, output: 75))
        #expect(reading.rows.compactMap(\.cost).reduce(.zero, +).description == "1.02")
        #expect(reading.rows.map(\.serviceTier).sorted() == ["", "", "fast"])
        #expect(Set(reading.rows.map(\.session)) == ["session-alpha"])
    }

    private static let whole = "a whole number from 0 to 281474976710655"

    @Test(
        "bad lines",
        arguments: [
            (ClaudeCode.answer(-1), "output_tokens is not \(whole): found -1"),
            (
                ClaudeCode.answer(281_474_976_710_656),
                "output_tokens is not \(whole): found 281474976710656"
            ),
            (
                ClaudeCode.answer(5) { $0.usage = #"{"input_tokens":"4"}"# },
                "input_tokens is not \(whole): found \"4\""
            ),
            (ClaudeCode.answer(5) { $0.usage = "[]" }, "usage is not an object: found []"),
            (
                ClaudeCode.answer(5) {
                    $0.usage =
                        #"{"input_tokens":4,"output_tokens":1,"#
                        + #""cache_creation_input_tokens":5,"cache_creation":"#
                        + #"{"ephemeral_5m_input_tokens":3,"ephemeral_1h_input_tokens":3}}"#
                },
                "cache_creation adds up to more than cache_creation_input_tokens: 3 + 3 of 5"
            ),
            (
                ClaudeCode.answer(5) { $0.time = "today" },
                "timestamp is not a time by RFC 3339, such as \"2026-01-05T08:15:30Z\": "
                    + "found \"today\""
            ),
            (
                #"{"type":"assistant","message":{"role":"assistant"}}"#,
                "timestamp is missing: expected a time by RFC 3339"
            ),
            (#"{"type":"assistant"}"#, "message is missing: expected the answer"),
            (Native.line(), "type is missing: expected a kind of line such as \"assistant\""),
            (
                ClaudeCode.answer(5) { $0.more = #""sessionId":"s-2""# },
                #"the key "sessionId" stands twice in one object"#
            ),
            (
                ClaudeCode.answer(5) { $0.usage = #"{"output_tokens":1,"output_tokens":2}"# },
                #"the key "output_tokens" stands twice in one object"#
            ),
            (
                ClaudeCode.answer(5) { $0.more = #""costUSD":-1"# },
                "costUSD is not an amount of money from 0 to 10^9, such as \"0.006496\": found -1"
            ),
            (
                #"{"type":"user","message":{]}"#,
                "not valid JSON: expected a key in double quotes at byte 27"
            ),
        ])
    func bad(line: String, message: String) async throws {
        let good = ClaudeCode.answer(5) { ($0.message, $0.request) = ("msg_9", "req_9") }
        let log = [good, line, good].joined(separator: "\n")
        let fault = try await Reading.fault(of: log)
        #expect(fault == "log:2: \(message); \(Advice.mend)", "\(fault ?? "accepted")")
        let reading = try await Reading.of(log, .everything, .skipping)
        #expect(reading.rows.count == 1)
        #expect(reading.rejected == Array("\(line)\n".utf8))
    }

    @Test("a file that was cut in its last line")
    func cut() async throws {
        let line = ClaudeCode.answer(5)
        for end in stride(from: 1, to: line.utf8.count, by: 7) {
            let log = line + "\n" + String(line.prefix(end))
            let fault = try await Reading.fault(of: log)
            #expect(fault?.hasPrefix("log:2: not valid JSON: ") == true, "cut at \(end)")
        }
    }

    @Test(
        "told from other formats",
        arguments: [
            "openai-pairs/pairs.jsonl", "langfuse/ui.jsonl",
            "langfuse/blob.jsonl", "litellm/payload.jsonl", "litellm/spend.rows.jsonl",
        ])
    func otherFormats(path: String) async throws {
        let file = Places.fixtures.appending(path: path).filePath
        let formats = try await Reading.of([.file(file)], Demand(), .skipping).summary.formats
        #expect(formats != ["claude-code"] && formats != ["native"])
    }
}
