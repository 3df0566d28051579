import Calls
import Logs
import Pricing
import Testing

/// One bad line between good ones, in strict mode and with `--skip-bad`.
@Suite("Bad lines")
struct BadLineTests {
    static let all =
        BadLines.grammar + BadLines.meaning + BadLines.duplicates + BadLines.escapedDuplicates
        + BadLines.illFormed

    @Test("strict reading ends at the line", arguments: all)
    func strict(bad: BadLines.Case) async throws {
        let good = Array(Native.line().utf8)
        let fault = try await Reading.fault(
            of: joined([good, [], bad.line, good, Array("{".utf8)]))
        #expect(fault == "log:3: \(bad.message); \(Advice.mend)", "\(fault ?? "accepted")")
    }

    @Test("--skip-bad counts the line and keeps its bytes", arguments: all)
    func skipping(bad: BadLines.Case) async throws {
        let good = Array(Native.line().utf8)
        let log = joined([good, [], bad.line, good, bad.line])
        let reading = try await Reading.of(bytes: [log], .everything, .skipping)
        #expect(reading.rows.count == 2)
        let skipped = try #require(reading.summary.skipped.first)
        #expect(reading.summary.skipped.count == 1)
        #expect(skipped.lines == 2)
        #expect(skipped.first == "log:3")
        #expect(bad.message.hasPrefix(skipped.reason))
        #expect(reading.rejected == bad.line + [0x0A] + bad.line + [0x0A])
    }

    @Test("keys that are not read may stand twice")
    func unreadDuplicates() async throws {
        let line = Native.line(
            #""x":1,"x":2,"user":"a","user":"b","tags":{"env":1,"env":2},"tags":{},"#
                + #""system":"s","system":"t","content_length":1,"content_length":2"#)
        #expect(try await Reading.row(line, Demand()).tokens.total == 15)
        #expect(
            try await Reading.fault(of: line, Demand(fields: .user))
                == #"log:1: the key "user" stands twice in one object; \#(Advice.mend)"#)
    }

    @Test(
        "well-formed UTF-8 of each class",
        arguments: [
            "\u{80}", "\u{7FF}", "\u{800}", "\u{FFF}", "\u{1000}", "\u{CFFF}", "\u{D000}",
            "\u{D7FF}", "\u{E000}", "\u{FEFF}", "\u{FFFF}", "\u{10000}", "\u{3FFFF}",
            "\u{40000}", "\u{FFFFF}", "\u{100000}", "\u{10FFFF}",
        ])
    func wellFormed(text: String) async throws {
        for offset in [0, 1, 12, 13, 14, 15, 16, 17, 31] {
            let name = String(repeating: "x", count: offset) + text
            #expect(try await Reading.row(Native.line(#""user":"\#(name)""#)).user == name)
        }
    }

    @Test("reasons are listed the most frequent first, each with its first place")
    func reasons() async throws {
        let lines = [
            Native.line(), "{", Native.counted(prompt: "-1"), "nonsense",
            Native.counted(prompt: "1.5"),
            "{}", Native.line(), "[]",
        ]
        let reading = try await Reading.of(lines.joined(separator: "\n"), .everything, .skipping)
        #expect(reading.rows.count == 2)
        #expect(
            reading.summary.skipped == [
                SkippedLines(reason: "not valid JSON", lines: 3, first: "log:2"),
                SkippedLines(
                    reason: "prompt_tokens is not a whole number from 0 to 281474976710655",
                    lines: 2, first: "log:3"),
                SkippedLines(reason: "ts is missing", lines: 1, first: "log:6"),
            ])
    }

    private func joined(_ lines: [[UInt8]]) -> [UInt8] { Array(lines.joined(separator: [0x0A])) }
}
