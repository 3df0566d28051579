import Calls
import Logs
import Pricing
import Testing

/// The cells of Langfuse's CSV are JSON; those of older versions are texts where they can be.
@Suite("Langfuse: CSV")
struct LangfuseCSVTests {
    private static let header =
        "id,traceId,type,startTime,level,model,userId,input,usageDetails,traceTags"

    /// A row of cells, of which each is written by itself.
    private static func csv(_ cells: String...) -> String {
        "\(header)\n\(cells.joined(separator: ","))\n"
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    private static let expected = Row(
        time: "2026-01-05T08:15:30Z", model: "gpt-4.1", user: "4711",
        operation: OperationID("t-1"), tokens: TokenUsage(input: 7, output: 3), contentLength: 17,
        messageCount: 1, texts: [.absent, .present], tags: ["prod", ""], id: RecordID("o-1"))

    private static let demand: Demand = {
        var demand = Demand.everything
        demand.fields.insert(.id)
        return demand
    }()

    @Test(
        "texts with quotes of their own, and without",
        arguments: [
            [
                #""o-1""#, #""t-1""#, #""GENERATION""#, #""2026-01-05T08:15:30.000Z""#, #""""#,
                #""gpt-4.1""#, #""4711""#, #""Was kostet \"käse\"?""#, #"{"input":7,"output":3}"#,
                #"["env:prod"]"#,
            ],
            [
                "o-1", "t-1", "GENERATION", "2026-01-05 08:15:30", "", "gpt-4.1", "4711",
                #"Was kostet "käse"?"#, #"{"input":7,"output":3}"#, #"["env:prod"]"#,
            ],
            // JSON that was printed over several lines.
            [
                "o-1", "t-1", "GENERATION", "2026-01-05 08:15:30", "DEFAULT", "gpt-4.1", "4711",
                "[\n  {\"role\": \"user\",\r\n \"content\": \"Was kostet käse..\"}\n]",
                "{\n \"input\": \"7\",\n \"output\": \"3\"\n}", "[\n\"env:prod\"\n]",
            ],
        ])
    func spellings(cells: [String]) async throws {
        let row = "\(Self.header)\n\(cells.map(Self.quoted).joined(separator: ","))"
        var expected = Self.expected
        if cells[7].contains("\"?") || cells[7].contains("\\\"?") { expected.contentLength = 18 }
        #expect(try await Reading.row(row, Self.demand) == expected)
    }

    @Test(
        "a text that only begins like JSON is a text",
        arguments: [
            ("{käse", 5), (#""käse"#, 5), (#""käse" x"#, 8), ("[käse]", 6), ("{}käse", 6),
            (#"\"käse"#, 6),
        ])
    func noJSON(text: String, length: Int64) async throws {
        let row = try await Reading.row(
            Self.csv(
                "o-1", "t-1", "GENERATION", "2026-01-05T08:15:30Z", "", "gpt-4.1", "",
                Self.quoted(text), "", ""))
        #expect(row.contentLength == length)
        #expect(row.texts == [.absent, .present])
        #expect(row.usage == .unknown)
    }

    @Test("faults name the field and the line, behind a row of several")
    func faults() async throws {
        let good = #"o-1,t-1,SPAN,2026-01-05T08:15:30Z,,,,"a"# + "\n\n" + #"b",,"#
        for (cell, found) in [("7", #""7""#), (#""{""input"":7""#, #""{\"input\":7""#)] {
            let bad = "o-2,t-1,GENERATION,2026-01-05T08:15:30Z,,,,,\(cell),"
            let log = "\(Self.header)\n\(good)\n\(bad)\n"
            #expect(
                try await Reading.fault(of: log)
                    == "log:5: usageDetails is not an object: found \(found); \(Advice.mend)")
        }
    }

    @Test("detection, and what it is not")
    func detection() async throws {
        for header in [Self.header, "type,trace_id,start_time", #""type","trace_id","start_time""#]
        {
            #expect(try await Reading.of(header, Demand()).summary.formats == ["langfuse"])
        }
        #expect(
            try await Reading.fault(of: "type,traceId,start_time\n", Demand())?
                .hasPrefix("log:1: no log format has this shape") == true)
    }
}
