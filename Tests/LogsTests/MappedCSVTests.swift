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
}
