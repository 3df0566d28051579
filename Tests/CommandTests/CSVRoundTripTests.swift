import Foundation
import Testing

/// Every CSV of the program, read back with every delimiter.
@Suite struct CSVRoundTripTests {
    private static let hostile = [
        "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "say \"hi\"", "two\nlines",
        "a,b;c\td", "\u{202E}txt.exe", "'", "+1", "@SUM(A1)", "-2;=3",
    ]

    /// As a cell reads that a spreadsheet must not take for a formula.
    private static func guarded(_ name: String) -> String {
        "=+-@".contains(name.prefix(1)) ? "'" + name : name
    }

    private static let delimiters = [",", ";", "tab"]

    private static func rows(_ text: String, _ delimiter: String) throws -> [[String]] {
        let separator: Unicode.Scalar = delimiter == ";" ? ";" : delimiter == "tab" ? "\t" : ","
        var (rows, row, cell, isQuoted) = ([[String]](), [String](), "", false)
        var scalars = Array(text.unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "\"" where isQuoted && scalars.first == "\"":
                cell.append("\"")
                scalars.removeFirst()
            case "\"": isQuoted.toggle()
            case _ where isQuoted: cell.unicodeScalars.append(scalar)
            case separator: (row, cell) = (row + [cell], "")
            case "\r":
                try #require(scalars.popFirst() == "\n", "a row ends with CR LF")
                rows.append(row + [cell])
                (row, cell) = ([], "")
            default: cell.unicodeScalars.append(scalar)
            }
        }
        try #require(!isQuoted && row.isEmpty && cell.isEmpty, "the last row is not ended")
        return rows
    }

    /// The same table whatever the delimiter; nil for one that is read with commas.
    private func table(_ arguments: [String], in folder: URL) async throws -> [[String]] {
        var found: [[String]]?
        for delimiter in Self.delimiters {
            let outcome = try await TollgateProcess.run(
                arguments + ["--delimiter", delimiter], in: folder)
            try #require([0, 1].contains(outcome.exitCode), "\(outcome.errors)")
            let rows = try Self.rows(outcome.output, delimiter)
            #expect(rows.count > 1, "\(arguments)")
            #expect(Set(rows.map(\.count)).count == 1, "\(arguments) \(delimiter): \(rows)")
            if let found { #expect(rows == found, "\(arguments) \(delimiter)") }
            found = rows
        }
        return try #require(found)
    }

    /// Replays in all sections, comparisons, sweeps, frontiers and reconciliations.
    @Test(arguments: GoldenCase.all.filter { $0.format == "csv" })
    func casesReadTheSameWithEveryDelimiter(_ golden: GoldenCase) async throws {
        let command = try String(
            contentsOf: golden.folder.appending(path: "command"), encoding: .utf8)
        let rows = try await table(
            try Words.split(command) + ["--format", "csv"], in: golden.folder)
        let expected = try String(
            contentsOf: golden.folder.appending(path: "expected.csv"), encoding: .utf8)
        #expect(try Self.rows(expected, ",") == rows)
    }

    private static func log() -> String {
        hostile.enumerated().map { index, name in
            let text = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
                .replacing("\n", with: "\\n").replacing("\t", with: "\\t")
            let time = "2026-0\(1 + index % 2)-05T08:00:00Z"
            return #"{"ts":"\#(time)","id":"\#(text)","model":"\#(text)","team":"\#(text)","#
                + #""latency_ms":5,"prompt_tokens":10,"completion_tokens":1}"# + "\n"
        }.joined()
    }

    private static func prices(_ rate: String) -> String {
        let models = hostile.map { name in
            let text = name.replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
                .replacing("\t", with: "\\t")
            return "  - {id: \"\(text)\", all_tokens: \(rate)}\n"
        }
        return "prices: p\(rate)\nversion: 1\ncurrency: USD\nunit: 1M tokens\nmodels:\n"
            + models.joined()
    }

    private static let audit = """
        audit: test
        version: 1
        claims:
          - claim: "=1+1;\\"two\\"\\nlines"
            checks: [{compute: 1 + 1, states: "2"}]
        """

    @Test(arguments: [
        "replay log.jsonl --section models", "replay log.jsonl --by team --section groups",
        "replay log.jsonl --dearest 10 --section requests",
        "replay log.jsonl --latency --section latency",
        "diff p1.yaml p2.yaml log.jsonl", "diff p1.yaml p2.yaml log.jsonl --by team",
        "prices diff p1.yaml p2.yaml", "prices diff p1.yaml p2.yaml log.jsonl",
    ])
    func hostileNamesComeBackButForFormulas(_ command: String) async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(Self.log(), to: "log.jsonl")
            try folder.write(Self.prices("1"), to: "p1.yaml")
            try folder.write(Self.prices("2"), to: "p2.yaml")
            let options = command.hasPrefix("replay") ? ["--prices", "p1.yaml"] : []
            let rows = try await table(
                command.split(separator: " ").map(String.init) + options
                    + ["--format", "csv", "--quiet"], in: folder)
            let cells = Set(rows.flatMap { $0 })
            for name in Self.hostile {
                #expect(cells.contains(Self.guarded(name)), "\(name): \(rows)")
            }
        }
    }

    @Test func mixesReadTheSameWithEveryDelimiter() async throws {
        let rows = try await table(
            ["whatif", "mix", "--tokens", "500M", "--target", "1485", "--format", "csv"],
            in: Repository.root)
        #expect(rows[0].last == "bill")
    }

    @Test func auditsReadTheSameWithEveryDelimiter() async throws {
        let rows = try await table(["audit", "tutorial", "--format", "csv"], in: Repository.root)
        #expect(rows[0][0] == "number")
    }

    @Test(arguments: [
        (["--delimiter", ";"], "Error: --delimiter is about CSV; give --format csv with it"),
        (["--format", "csv", "--delimiter", "|"], "Error: The value '|' is invalid"),
    ])
    func aDelimiterIsForCSV(_ options: [String], _ message: String) async throws {
        let outcome = try await TollgateProcess.run(
            ["whatif", "mix", "--tokens", "5M", "--target", "15"] + options)
        #expect(outcome.exitCode == 64)
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }

    /// What others read: the CSV module of Python.
    @Test(.enabled(if: TestTools.folder != nil, TestTools.advice), arguments: delimiters)
    func pythonReadsTheSame(_ delimiter: String) async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(Self.log(), to: "log.jsonl")
            try folder.write(Self.prices("1"), to: "p1.yaml")
            let outcome = try await TollgateProcess.run(
                [
                    "replay", "log.jsonl", "--prices", "p1.yaml", "--by", "team", "--format",
                    "csv", "--quiet", "--delimiter", delimiter, "--out", "out.csv",
                ], in: folder)
            try #require(outcome.exitCode == 0, "\(outcome.errors)")
            let script = """
                import csv, json, sys
                rows = csv.reader(open("out.csv", newline="", encoding="utf-8"), delimiter=sys.argv[1])
                print(json.dumps(list(rows)))
                """
            let printed = try TestTools.run(
                "python", ["-c", script, delimiter == "tab" ? "\t" : delimiter], in: folder)
            let text = try String(contentsOf: folder.appending(path: "out.csv"), encoding: .utf8)
            let rows = try JSONDecoder().decode([[String]].self, from: Data(printed.utf8))
            #expect(rows == (try Self.rows(text, delimiter)))
            #expect(rows.count == Self.hostile.count + 1)
        }
    }
}
