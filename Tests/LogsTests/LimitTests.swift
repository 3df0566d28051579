import Calls
import Logs
import Pricing
import Testing

@Suite("Limits, each at its boundary")
struct LimitTests {
    /// The record itself is the first of the 512 levels.
    @Test(
        "levels of nesting",
        arguments: [
            ("[", "]", #""x":"#, 1), (#"{"a":"#, "}", #""x":"#, 1),
            (#"[{"a":"#, "}]", #""x":"#, 1),
            // Where a value is read and has the wrong type, or is read and passed over.
            ("[", "]", #""error":"#, 1), ("[", "]", #""tags":{"env":"#, 2),
            ("[", "]", #""tags":{"x":"#, 2),
        ])
    func nesting(open: String, close: String, field: String, levels: Int) async throws {
        func line(_ depth: Int) -> String {
            let repeats = (depth - levels) / open.filter { "[{".contains($0) }.count
            let nested =
                String(repeating: open, count: repeats) + "1"
                + String(repeating: close, count: repeats)
            return Native.line(field + nested + String(repeating: "}", count: levels - 1))
        }
        let widest = open.hasPrefix("[{") ? 511 : 512
        let deepest = try await Reading.fault(of: line(widest))
        #expect(deepest == nil)
        let tooDeep = try await Reading.fault(of: line(widest + 2))
        #expect(tooDeep?.contains("more than 512 levels of nesting at byte") == true)
        if widest == 512 {
            let justTooDeep = try await Reading.fault(of: line(513))
            #expect(justTooDeep?.contains("more than 512 levels of nesting at byte") == true)
        }
        let huge = try await Reading.fault(of: line(500_001))
        #expect(huge?.contains("more than 512 levels of nesting at byte") == true)
    }

    @Test(
        "tokens stay below 2⁴⁸",
        arguments: [
            "prompt_tokens", "completion_tokens", "cached_tokens", "cache_write_tokens",
            "cache_write_1h_tokens", "reasoning_tokens", "content_length", "message_count",
            "max_tokens", "status",
        ])
    func tokens(field: String) async throws {
        let largest = UInt64(1) << 48 - 1
        var fields: [String: UInt64] = [
            "prompt_tokens": largest, "completion_tokens": largest,
            "cache_write_tokens": field == "cached_tokens" ? 0 : largest,
        ]
        func line() -> String {
            Native.uncounted(
                fields.sorted { $0.key < $1.key }.map { "\"\($0)\":\($1)" }
                    .joined(separator: ","))
        }
        fields[field] = largest
        #expect(try await Reading.row(line()).tokens.totalInput == largest)
        fields[field] = largest + 1
        let fault = try await Reading.fault(of: line())
        #expect(
            fault == "log:1: \(field) is not a whole number from 0 to 281474976710655: "
                + "found 281474976710656; \(Advice.mend)")
    }

    static let lineLimit = 1000

    /// The line's own bytes count, its newline does not.
    @Test("bytes of a line", arguments: [999, 1000, 1001, 5000], ["", "\n", "\n\n"])
    func lineLength(length: Int, end: String) async throws {
        let options = ReadingOptions { $0.maximumLineBytes = Self.lineLimit }
        let padding = length - Native.line(#""x":"""#).utf8.count
        let line = Native.line(#""x":"\#(String(repeating: "y", count: padding))""#)
        let isTooLong = length > Self.lineLimit
        let message = "the line is longer than 1000 bytes: raise --max-line if it is meant to be"
        #expect(
            try await Reading.fault(of: line + end, .everything, options)
                == (isTooLong ? "log:1: \(message); \(Advice.mend)" : nil))
        #expect(
            try await Reading.fault(of: "\(Native.line())\n\n\(line)\(end)", .everything, options)
                == (isTooLong ? "log:3: \(message); \(Advice.mend)" : nil))
    }

    @Test("a line that is too long is told so, whatever else is wrong with it")
    func tooLongAndDamaged() async throws {
        let options = ReadingOptions {
            $0.maximumLineBytes = Self.lineLimit
            $0.skipsBadLines = true
        }
        let damaged = "{" + String(repeating: "y", count: 2000)
        for log in [damaged, damaged + "\n", "\(Native.line())\n\(damaged)\n\(Native.line())"] {
            let skipped = try await Reading.of(log, .everything, options).summary.skipped
            #expect(skipped.map(\.reason) == ["the line is longer than 1000 bytes"])
        }
    }

    static let harmless: [(log: String, records: Int)] = {
        let line = Native.line()
        return [
            ("", 0), ("\n", 0), ("\n\n\r\n \t\n", 0), ("  ", 0), ("\u{FEFF}", 0), ("\u{FEFF}\n", 0),
            (line, 1), ("\(line)\n", 1), ("\(line)\r\n", 1), ("\u{FEFF}\(line)", 1),
            ("\u{FEFF}\r\n\(line)\r\n", 1), ("\n\n\(line)\n\n\(line)", 2),
            (" \t\(line) \t\r\n\r\n\t\(line)\r", 2),
        ]
    }()

    @Test("blanks around lines, line ends of other systems, byte order marks", arguments: harmless)
    func fine(log: String, records: Int) async throws {
        for jobs in [1, 4] {
            let reading = try await Reading.of(log, jobs: jobs)
            #expect(reading.rows.count == records)
            #expect(reading.summary.formats == (records > 0 ? ["native"] : []))
        }
    }

    @Test("blank lines count as lines", arguments: [1, 4])
    func blankLinesCount(jobs: Int) async throws {
        // More than a chunk of them.
        let blanks = String(repeating: " \r\n", count: 200_000)
        #expect(
            try await Reading.fault(of: "\u{FEFF}" + blanks + "{", jobs: jobs)
                == "log:200001: not valid JSON: expected a key in double quotes at byte 2; "
                + Advice.mend)
        let azure = blanks + "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46,1,2"
        #expect(try await Reading.of(azure, jobs: jobs).rows.map(\.tokens.total) == [3])
    }
}
