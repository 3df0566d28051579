import Calls
import Logs
import Pricing
import Testing

@Suite("CSV read through a mapping")
struct MappedCSVTests {
    private static let fields = """
        cached_tokens: {column: meta data, path: usage.cached}
        user: user
        failed: {column: state, equals: [failed]}
        """

    private static func log(_ delimiter: String, rows: [[String]]) -> String {
        let header = ["at", "model", "in", "out", "meta data", "user", "state"]
        return ([header] + rows).map { $0.joined(separator: delimiter) }.joined(separator: "\n")
    }

    private static let rows = [
        [
            "2026-01-05 08:15:30.5", "gpt-4.1", "100", "50",
            #""{""usage"":{""cached"":30}}""#, #""a;b,c ""d""""#, "ok",
        ],
        ["2026-01-05 08:15:31", "gpt-4.1", "", "", "", "\"two\nlines\"", "failed"],
    ]

    @Test(
        "any delimiter, cells with it in quotes, over lines, with JSON in them",
        arguments: [(",", ","), (";", ";"), ("\u{9}", "\\t"), ("|", "|")], [1, 4])
    func delimiters(written: (String, String), jobs: Int) async throws {
        let options = try Mapped.options(
            "csv", fields: Self.fields, rest: "delimiter: \"\(written.1)\"")
        let reading = try await Reading.of(
            Self.log(written.0, rows: Self.rows), .everything, options, jobs: jobs)
        #expect(reading.summary.formats == ["csv/mine"])
        #expect(
            reading.rows.map(\.time) == ["2026-01-05T08:15:30.500Z", "2026-01-05T08:15:31Z"])
        #expect(reading.rows[0].tokens == TokenUsage(input: 70, cacheRead: 30, output: 50))
        #expect(reading.rows.map(\.user) == [#"a;b,c "d""#, "two\nlines"])
        #expect(reading.rows.map(\.usage) == [.known, UsageState.none])
        #expect(reading.rows.map(\.isFailed) == [false, true])
    }

    @Test("a dot in the name of a column is a dot")
    func dots() async throws {
        let options = try ReadingOptions {
            $0.mapping = try Mapped.mapping(
                Mapped.text("csv").replacing("prompt_tokens: in", with: "prompt_tokens: usage.in"))
        }
        let log = "at,model,usage.in,out\n2026-01-05T08:15:30Z,gpt-4.1,100,50"
        #expect(try await Reading.of(log, .everything, options).rows.map(\.tokens.input) == [100])
    }

    @Test("several files with their columns in different order, each with a header of its own")
    func columnOrder() async throws {
        let logs = [
            "at,model,in,out\n2026-01-05T08:15:30Z,gpt-4.1,100,50\n",
            "\u{FEFF}out,in,unused,model,at\r\n51,101,x,gpt-4.1,2026-01-05T08:15:31Z\r\n",
        ].map { Array($0.utf8) }
        let rows = try await Reading.of(bytes: logs, .everything, Mapped.options("csv")).rows
        #expect(rows.map(\.tokens.input) == [100, 101])
    }

    @Test(
        "bad rows",
        arguments: [
            ("2026-01-05T08:15:30Z,m,-1,5", "prompt_tokens (in) is not \(whole): found \"-1\""),
            (
                "2026-01-05T08:15:30Z,m,1",
                "the row has not as many cells as the header: found 3, expected 4"
            ),
            (
                "yesterday,m,1,5",
                "time (at) is not a time by RFC 3339, such as \"2026-01-05T08:15:30Z\"; for a number the mapping has to give a unit: found \"yesterday\""
            ),
            (",m,1,5", "time (at) is missing: expected when the call was made"),
        ] as [(String, String)])
    func bad(row: String, message: String) async throws {
        let good = "2026-01-05T08:15:30Z,m,100,50"
        let log = ["at,model,in,out", good, row, good].joined(separator: "\n")
        let fault = try await Reading.fault(of: log, .everything, Mapped.options("csv"))
        #expect(fault == "log:3: \(message); \(Advice.mend)", "\(fault ?? "accepted")")
        let reading = try await Reading.of(
            log, .everything, Mapped.options("csv", skips: true))
        #expect(reading.rows.count == 2)
        #expect(reading.rejected == Array("\(row)\n".utf8))
    }

    private static let whole = "a whole number from 0 to 281474976710655"

    @Test(
        "what is no error, in a cell and in JSON",
        arguments: [
            ("", false), ("null", false), ("None", false), ("NULL", false), ("false", false),
            ("False", false), ("0", false), ("{}", false), ("[]", false), (" ", false),
            (" null ", false), ("{ }", false), ("true", true), ("1", true), ("timeout", true),
            ("nullable", true), (#"{""code"":1}"#, true), ("[0]", true), ("no", true),
        ])
    func errors(cell: String, isError: Bool) async throws {
        let log = "at,model,in,out,error\n2026-01-05T08:15:30Z,gpt-4.1,100,50,\"\(cell)\""
        let options = try Mapped.options("csv", fields: "error: error")
        let csv = try await Reading.of(log, .everything, options).rows
        #expect(csv.map(\.isFailed) == [isError])
        let text = cell.replacing("\"\"", with: "\\\"")
        let json = try await Mapped.row(
            Mapped.line("\"error\":\"\(text)\""), fields: "error: error")
        #expect(json?.isFailed == isError)
    }

    @Test(
        "values of JSON that are errors or none",
        arguments: [
            ("null", false), ("false", false), ("0", false), ("0.0", false), ("{}", false),
            ("[ ]", false), ("true", true), ("1", true), (#"{"code":0}"#, true),
        ])
    func errorsInJSON(value: String, isError: Bool) async throws {
        let line = Mapped.line(#""error":\#(value)"#)
        #expect(try await Mapped.row(line, fields: "error: error")?.isFailed == isError)
    }

    @Test("a truth value that is none is told by its field", arguments: ["1", "{}", "[true]"])
    func truth(value: String) async throws {
        let log = Mapped.line(#""failed":\#(value)"#)
        let fault = try await Reading.fault(
            of: log, .everything, Mapped.options(fields: "failed: failed"))
        #expect(fault?.contains("is not true or false: found \(value)") == true, "\(fault ?? "")")
    }

    @Test("a header whose first cell is empty, and one that spans lines")
    func headers() async throws {
        let row = "2026-01-05T08:15:30Z,gpt-4.1,100,50"
        let tabs = "\tat\tmodel\tin\tout\t\r\nx\t\(row.replacing(",", with: "\t"))\t\r\n"
        var options = try Mapped.options("csv", rest: "delimiter: \"\\t\"")
        #expect(try await Reading.of(tabs, .everything, options).rows.map(\.tokens.input) == [100])
        let lines = "\n\"a\nb, \"\"c\"\"\",at,model,in,out\r\n\"x\ny\",\(row)\n"
        options = try Mapped.options("csv", fields: "user: \"a\\nb, \\\"c\\\"\"")
        #expect(try await Reading.of(lines, .everything, options).rows.map(\.user) == ["x\ny"])
        let bad = lines + "1\n"
        #expect(
            try await Reading.fault(of: bad, .everything, options)?.hasPrefix("log:6: ") == true)
    }
}
