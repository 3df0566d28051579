import Calls
import Testing

@testable import Logs

@Suite("Telling formats by their shape")
struct DetectionTests {
    private static let formats = LogFormat.detected.map(\.rawValue).joined(separator: ", ")
    private static let pair = #"{"ts":"t","request":{"model":"a"},"response":{}}"#

    @Test(
        "the first line",
        arguments: [
            (#"{"ts":"t","model":"a"}"#, .native), ("{}", .native), (#"{"anything":1}"#, .native),
            (pair, .openai), (" \t" + pair, .openai), ("\n\r\n\n" + pair + "\n{}", .openai),
            (#"{"response":{},"request":{}}"#, .openai), (#"{"request":{"model":"a"}}"#, .openai),
            (#"{"request" : {}, "response"  :  null}"#, .openai),
            // The words must be keys, and of the first level.
            (#"{"x":{"request":{},"response":{}}}"#, .native),
            (#"{"x":["request","response"]}"#, .native),
            (#"{"x":"\"request\":","y":"\"response\":"}"#, .native),
            (#"{"model":"a","request":"r-1"}"#, .native), (#"{"response":{}}"#, .native),
            ("TIMESTAMP,ContextTokens,GeneratedTokens", .azure),
            ("TIMESTAMP,ContextTokens,GeneratedTokens\r\n2023", .azure),
            // Damaged lines are recognised by what can be seen of them.
            ("{", .native), (#"{"ts":"2026-01-05T08:15:30Z","model":"gp"#, .native),
            (#"{""#, .native),
            (#"{"ts":"t","request":{"model":"a""#, .openai), (#"{"ts":"t","request":"#, .openai),
            (#"{"ts":"t","request":{},"response":{]}"#, .openai),
            (#"{"ts":"t\","model":"a"}"#, .native),
            (#"{"ts":x,"request":{},"response":"\"#, .openai), ("{\0\u{FFFD}", .native),
            ("", nil), ("\n \r\n\t", nil),
        ] as [(String, LogFormat?)])
    func shapes(head: String, format: LogFormat?) throws {
        var bytes = Array(head.utf8)
        let found = try bytes.withUnsafeMutableBufferPointer {
            try LogShape.detect(UnsafeBufferPointer($0), in: "log")?.format
        }
        #expect(found == format)
    }

    @Test(
        "no shape that is known",
        arguments: [
            ("a,b,c", "a,b,c"), ("null", "null"), ("\0\u{1}", "\u{FFFD}\u{FFFD}"),
            ("TIMESTAMP,ContextTokens", "TIMESTAMP,ContextTokens"),
            ("timestamp,contexttokens,generatedtokens", "timestamp,contexttokens,generatedtokens"),
            ("<html>\u{1B}[31m\u{85}", "<html>\u{FFFD}[31m\u{FFFD}"),
            (String(repeating: "x", count: 61), String(repeating: "x", count: 60)),
        ])
    func unknown(line: String, shown: String) async throws {
        #expect(
            try await Reading.fault(of: line + "\n1,2,3")
                == "log:1: no log format has this shape: \"\(shown)\"; tried \(Self.formats); "
                + "see 'tollgate formats', force one with --input-format, or describe this one "
                + "with --mapping")
    }

    @Test("a list in one line")
    func list() async throws {
        let fault = try #require(await Reading.fault(of: "[\(Native.line())]"))
        #expect(fault.hasPrefix("log:1: no log format has this shape: "))
        #expect(fault.hasSuffix("; \(Self.asOneLineEach)"))
    }

    private static let asOneLineEach =
        "a log has one object a line, not a list of them: write it so with jq -c '.[]' FILE"

    @Test(
        "records over several lines",
        arguments: [
            ("[\n{\n\"foo\": 1\n}\n]", asOneLineEach),
            ("[\n\(Langfuse.blob()),\n\(Langfuse.blob())\n]", asOneLineEach),
            (
                "{\n\"foo\": 1\n}",
                "a log has one object a line, not one over several: write it so with "
                    + "jq -c . FILE"
            ),
        ])
    func indented(log: String, advice: String) async throws {
        let fault = try #require(await Reading.fault(of: log))
        #expect(fault.hasPrefix("log:1: not valid JSON: "))
        #expect(fault.hasSuffix("; \(advice)"))
    }

    @Test("JSON that no format is told by is read as native, which its first fault says")
    func guessed() async throws {
        let advice =
            " (read as native, since no format has its keys; see 'tollgate formats', "
            + "--input-format, or --mapping for others)"
        let fault = try #require(await Reading.fault(of: #"{"foo":1}"#))
        #expect(fault.hasSuffix(Advice.mend + advice))
        let native = try #require(await Reading.fault(of: #"{"ts":1,"model":"m"}"#))
        #expect(native.hasSuffix(Advice.mend))
        // Only the first line tells the format.
        let second = try #require(
            await Reading.fault(
                of: #"{"usage":"none","model":"m","ts":"2026-01-05T08:15:30Z"}"# + "\n{}"))
        #expect(second.hasPrefix("log:2: "))
        #expect(second.hasSuffix(Advice.mend))
    }

    @Test("what the first fault would say is noted where it is skipped")
    func guessedAndSkipped() async throws {
        let foreign = Array("{\"foo\":1}\n{\"foo\":2}\n".utf8)
        let indented = Array("{\n\"foo\": 1\n}".utf8)
        let reading = try await Reading.of(
            bytes: [foreign, indented, foreign, foreign], .everything, .skipping)
        #expect(reading.rows.isEmpty)
        #expect(
            reading.summary.notes == [
                "log and 2 more files: read as native, since no format has its keys; see "
                    + "'tollgate formats', --input-format, or --mapping for others",
                "log2: a log has one object a line, not one over several: write it so with "
                    + "jq -c . FILE",
            ])
        let native = #"{"ts":1,"model":"m"}"#
        #expect(try await Reading.of(native, .everything, .skipping).summary.notes == [])
    }

    @Test(
        "a first line that was cut may begin with a brace",
        arguments: ["{", #"{"role":"user","content":"abc"}]}}"#, #"{"a":1}"#])
    func cutAtABrace(line: String) async throws {
        let pair = #"{"ts":"2026-01-05T08:15:30Z","request":{"model":"a"},"response":{}}"#
        let lines = Array("\(line)\n\(pair)\n".utf8)
        #expect(
            try lines.withUnsafeBufferPointer { try LogShape.detect($0, in: "log")?.format }
                == .openai)
        let native = Array("\(line)\n\(Native.line())\n\(pair)\n".utf8)
        #expect(
            try native.withUnsafeBufferPointer { try LogShape.detect($0, in: "log")?.format }
                == .native)
    }

    @Test("a first line that was cut does not hide the shape", arguments: [1, 99])
    func cutFirstLine(lines: Int) async throws {
        let log = String(repeating: "cut off\"}\n", count: lines) + Native.line()
        #expect(
            try await Reading.fault(of: log)
                == "log:1: not valid JSON: expected an object {…} at byte 1; " + Advice.mend)
    }

    @Test("faults in a recognised shape are the reader's")
    func damagedFirstLine() async throws {
        let pair = #"{"ts":"2026-01-05T08:15:30Z","request":{"model":"a"},"response":{]}"#
        let fault = "not valid JSON: expected a key in double quotes at byte 66"
        #expect(try await Reading.fault(of: pair) == "log:1: \(fault); \(Advice.mend)")
        let log = pair + "\n" + Pair.line()
        let reading = try await Reading.of(log, .everything, .skipping)
        #expect(reading.summary.formats == ["openai"])
        #expect(reading.rows.map(\.model) == ["gpt-4.1"])
    }

    @Test("each input has its own format; a forced one holds for all")
    func severalInputs() async throws {
        let logs = [
            Native.line(), "\n\n", "TIMESTAMP,ContextTokens,GeneratedTokens\n", Pair.line(),
            Native.line(),
        ].map { Array($0.utf8) }
        let reading = try await Reading.of(bytes: logs)
        #expect(reading.summary.formats == ["native", "azure", "openai"])
        #expect(reading.summary.files == ["log", "log2", "log3", "log4", "log5"])
        #expect(reading.rows.count == 3)
        let forced = ReadingOptions { $0.format = .openai }
        #expect(
            try await Reading.fault(of: Native.line(), .everything, forced)
                == "log:1: request is missing: expected the body of the request; \(Advice.mend)")
    }
}
