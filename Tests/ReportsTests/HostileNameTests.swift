import Calls
import Foundation
import Replay
import Reports
import Testing

/// Names that try to be markup, commands or formulas.
@Suite struct HostileNameTests {
    static let escape = "\u{1B}[31mred\u{7}\u{9B}0m"
    static let names = [
        escape, "a|b", "`rm`", "<script>alert(1)</script>", "*bold*", "__x__", "[a](http://b)",
        "back\\slash|", "line\nbreak", "\r\nx", "\u{202E}txt.exe", "two\u{2028}lines", "![i](u)",
        "www.evil.example", "@someone", " ", String(repeating: "long", count: 1_000),
        "=1+1", "tab\there", "\"quoted\", and more", "'", "e\u{301}\u{301}\u{301}", "日本語",
    ]

    private func result(_ name: String) async throws -> ReplayResult {
        try await replay(
            [TestCall(model: name, team: name), TestCall()], by: ["team"],
            summary: SourceSummary(
                files: [name], formats: ["native"],
                skipped: [SkippedLines(reason: name, lines: 1, first: name)],
                assumptions: [AppliedAssumption(text: name, records: 1)]))
    }

    private func isSteering(_ scalar: Unicode.Scalar) -> Bool {
        scalar != "\n"
            && [.control, .format, .lineSeparator, .paragraphSeparator].contains(
                scalar.properties.generalCategory)
    }

    @Test(arguments: names)
    func `text and Markdown hold no steering character`(name: String) async throws {
        let result = try await result(name)
        #expect(!result.text.unicodeScalars.contains(where: isSteering))
        #expect(!result.markdown.unicodeScalars.contains(where: isSteering))
    }

    @Test(arguments: names)
    func `a name adds no line and no cell to a table`(name: String) async throws {
        let (plain, hostile) = (try await result("plain"), try await result(name))
        let tables = { (text: String) in text.split(separator: "\n").filter { $0.first == "|" } }
        let (expected, rows) = (tables(plain.markdown), tables(hostile.markdown))
        #expect(rows.count == expected.count)
        #expect(rows.map(cells) == expected.map(cells))
        #expect(
            hostile.section("Models, policy `router`").count
                == plain.section("Models, policy `router`").count)
    }

    /// Cells as GitHub counts them: a bar after a backslash is none, whatever it stands in.
    private func cells(_ row: Substring) -> Int {
        var (bars, isEscaped) = (0, false)
        for character in row {
            if character == "|" && !isEscaped { bars += 1 }
            isEscaped = character == "\\" && !isEscaped
        }
        return bars
    }

    @Test(arguments: [
        ("gpt-4.1", "`gpt-4.1`"),
        ("<b>*x*_y_", "`<b>*x*_y_`"),
        ("a|b", "a\\|b"),
        ("`x`", "\\`x\\`"),
        ("\\|<i>", "\\\\\\|\\<i\\>"),
        ("a\nb", "`a\u{FFFD}b`"),
    ])
    func `names in Markdown are code, or have their marks escaped`(name: String, cell: String) {
        let table = Table(of: [name], [.name("model") { $0 }])
        #expect(table.markdown().split(separator: "\n").last?.hasPrefix("| \(cell) ") == true)
    }

    @Test(arguments: [
        ("content_length=4*prompt_tokens", "content_length=4\\*prompt_tokens"),
        (
            "_x_ <b> [a](u) | `c` ~d~ &amp;",
            "\\_x\\_ \\<b\\> \\[a\\](u) \\| \\`c\\` \\~d\\~ \\&amp;"
        ),
        ("# no heading", "\\# no heading"),
        ("- no list", "\\- no list"),
        ("1. no list", "1\\. no list"),
        ("see https://a.example", "see https\\://a.example"),
    ])
    func `assumptions in Markdown are words only`(text: String, item: String) async throws {
        let summary = SourceSummary(
            files: [], formats: [], skipped: [],
            assumptions: [AppliedAssumption(text: text, records: 3)])
        let result = try await replay([TestCall()], summary: summary)
        #expect(result.markdown.contains("\n- \(item) (filled in for 3 records)\n"))
    }

    @Test func `JSON keeps a name to the byte`() async throws {
        for name in Self.names {
            let text = try ReplayJSON(try await result(name)).text()
            let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
            let source = try #require((object as? [String: Any])?["source"] as? [String: Any])
            #expect(source["files"] as? [String] == [name])
            #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.value < 32 })
        }
    }
}
