import Calls
import Pricing
import Replay
import Testing

@testable import Reports

/// Reports as HTML: one file, well-formed, for eyes and for screen readers.
@Suite struct HTMLTests {
    private struct Report: PrintedReport {
        let document: ReportDocument
    }

    /// A page of one block.
    private static func page(_ block: ReportDocument.Block) throws -> HTMLPage {
        let section = ReportDocument.Section(title: "Part", blocks: [block])
        return try Report(
            document: ReportDocument(title: "Title", lead: [], sections: [section])
        ).page()
    }

    private func result() async throws -> ReplayResult {
        let calls = [
            TestCall(team: "search", contentLength: 2_000),
            TestCall(team: "research", usage: TokenUsage(input: 7, output: 3)),
        ]
        return try await replay(calls, baselines: ["cheap", "dear"], by: ["team"])
    }

    @Test func `the answer comes first, what it was made from last`() async throws {
        let page = try ReplayReport(try await result()).page()
        let headings = page.all("h2").map(\.text)
        #expect(page.all("h1").map(\.text) == ["What the traffic costs"])
        #expect(page.all("header")[0].all("p", class: "lead")[0].text.hasPrefix("router costs $"))
        #expect(headings.first == "At a glance")
        #expect(headings.last == "How this report was made")
        #expect(page.all("main").count == 1)
        #expect(page.all("html")[0].attributes["lang"] == "en")
    }

    @Test func `amounts have the digits of the text`() async throws {
        let result = try await result()
        let page = try ReplayReport(result).page()
        for line in result.section("Costs").dropFirst(2) {
            let amount = try #require(line.split(separator: " ").first { $0.hasPrefix("$") })
            #expect(page.all("td").contains { $0.text == amount })
        }
    }

    @Test func `every table names itself, its columns and its rows`() async throws {
        let page = try ReplayReport(try await result()).page()
        for table in page.all("table") {
            #expect(table.all("caption").map(\.text.isEmpty) == [false])
            #expect(table.all("th").allSatisfy { ["row", "col"].contains($0.attributes["scope"]) })
            #expect(table.all("tr").dropFirst().allSatisfy { $0.children.first?.name == "th" })
        }
        for box in page.all("div", class: "scroll") {
            #expect(box.attributes["tabindex"] == "0")
            #expect(box.attributes["role"] == "region")
            #expect(box.attributes["aria-label"]?.isEmpty == false)
        }
        #expect(page.all("table").count == page.all("div", class: "scroll").count)
    }

    @Test func `every picture says what it shows`() async throws {
        let page = try ReplayReport(try await result()).page()
        let pictures = page.all("svg").filter { $0.attributes["role"] == "img" }
        #expect(pictures.count == 3)
        for picture in pictures {
            let parts = picture.children.prefix(2)
            #expect(parts.map(\.name) == ["title", "desc"])
            #expect(parts.allSatisfy { !$0.text.isEmpty })
            #expect(picture.attributes["aria-labelledby"] == parts[0].attributes["id"])
        }
        let ids = page.all("svg").compactMap { $0.attributes["aria-labelledby"] }
        #expect(Set(ids).count == ids.count)
    }

    @Test func `a page asks for nothing and runs nothing`() async throws {
        let page = try ReplayReport(try await result()).page()
        let running = ["script", "link", "img", "iframe", "object", "embed", "base", "form", "a"]
        #expect(running.flatMap(page.all).isEmpty)
        #expect(!page.source.contains("url("))
        #expect(!page.source.contains("@import"))
        #expect(page.source.contains("content=\"default-src &#39;none&#39;;"))
    }

    @Test(arguments: HostileNameTests.names)
    func `a hostile name stays text`(name: String) async throws {
        let summary = SourceSummary(
            files: [name], formats: ["native"],
            skipped: [SkippedLines(reason: name, lines: 1, first: name)],
            assumptions: [AppliedAssumption(text: name, records: 1)])
        let calls = [TestCall(model: name, team: name), TestCall()]
        func page(_ calls: [TestCall], _ summary: SourceSummary?) async throws -> HTMLPage {
            let result = try await replay(calls, by: ["team"], summary: summary)
            return try ReplayReport(result, heading: name).page()
        }
        let hostile = try await page(calls, summary)
        let steering = hostile.source.unicodeScalars.filter {
            $0 != "\n"
                && [.control, .format, .lineSeparator, .paragraphSeparator].contains(
                    $0.properties.generalCategory)
        }
        #expect(steering.isEmpty)
        let plain = try await page(
            [TestCall(model: "plain", team: "plain"), TestCall()],
            SourceSummary(
                files: ["plain"], formats: ["native"],
                skipped: [SkippedLines(reason: "plain", lines: 1, first: "plain")],
                assumptions: [AppliedAssumption(text: "plain", records: 1)]))
        #expect(hostile.all("td").count == plain.all("td").count)
        #expect(hostile.all("li").count == plain.all("li").count)
        #expect(hostile.all("script").isEmpty)
    }

    @Test func `a page tells what it was made from`() async throws {
        let page = try ReplayReport(try await result()).page()
        let section = try #require(page.all("section").last)
        #expect(section.all("pre")[0].text == "tollgate replay '<b>.jsonl'")
        let rows = section.all("tr").dropFirst().map { $0.children.map(\.text) }
        #expect(rows.first == ["log", "<b>.jsonl", "1,234", "ab12"])
        #expect(rows.last == ["log", "standard input", "–", "not hashed"])
        let details = section.all("details")[0]
        #expect(details.all("summary")[0].text == "policy router, SHA-256 cd34")
        #expect(details.all("pre")[0].text == "rules:\n    - \"</pre>\" & more\n")
    }

    @Test func `projected numbers are told from exact ones`() throws {
        let table = Table(
            of: [1.5], [.text("month") { _ in "May" }, .estimate("cost", .usd) { $0 }])
        let exact = Table(of: ["May"], [.name("month") { $0 }])
        let pages = try [table, exact].map { try Self.page(.table($0)) }
        #expect(pages[0].all("td", class: "estimate").map(\.text) == ["≈ $1.50"])
        #expect(pages[0].all("footer")[0].text.contains("≈"))
        #expect(pages[1].all("footer").isEmpty)
    }
}
