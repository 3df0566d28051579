import Crypto
import Foundation
import Testing

/// The folder of a report: what is in it, and that it is whole or not there.
@Suite struct ReportCommandTests {
    private static let log = Repository.cases.appending(path: "mixed-traffic/log.jsonl").path
    static let everything = [
        "--by", "team,day", "--billing-account", "acme", "--dearest", "3", "--latency", "--policy",
        "tutorial-budget",
    ]

    private struct Manifest: Decodable {
        struct File: Decodable {
            let name: String
            let bytes: Int
            let sha256: String
        }
        struct Missing: Decodable {
            let name: String
            let reason: String
        }
        let schema: String
        let files: [File]
        let missing: [Missing]
        let without_price: [String]
    }

    private static func report(
        _ options: [String], in folder: URL, to name: String = "report"
    ) async throws -> TollgateProcess.Outcome {
        try await TollgateProcess.run(["report", log, "--out", name] + options, in: folder)
    }

    private static func manifest(_ report: URL) throws -> Manifest {
        try JSONDecoder().decode(
            Manifest.self, from: Data(contentsOf: report.appending(path: "manifest.json")))
    }

    static func names(_ folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    /// Whether a folder is a whole report: all files that its manifest lists, with their bytes.
    static func expectWhole(_ report: URL) throws {
        let manifest = try manifest(report)
        #expect(manifest.schema == "tollgate.report/1")
        #expect(try names(report) == (manifest.files.map(\.name) + ["manifest.json"]).sorted())
        for file in manifest.files {
            let data = try Data(contentsOf: report.appending(path: file.name))
            #expect(data.count == file.bytes, "\(file.name)")
            let digest = SHA256.hash(data: data).map { String(format: "%02x", $0) }.joined()
            #expect(digest == file.sha256, "\(file.name)")
        }
    }

    @Test func allFormsOfOneResultLieInTheFolder() async throws {
        try await Repository.withTemporaryFolder { folder in
            let outcome = try await Self.report(Self.everything, in: folder)
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
            let report = folder.appending(path: "report")
            try Self.expectWhole(report)
            #expect(
                try Self.names(report) == [
                    "budget.csv", "fallback.csv", "focus.csv", "groups.csv", "index.html",
                    "latency.csv",
                    "manifest.json", "models.csv", "report.md", "requests.csv", "result.json",
                    "rules.csv", "totals.csv",
                ])
            #expect(try Self.names(folder) == ["report"])
            let index = try String(
                contentsOf: report.appending(path: "index.html"), encoding: .utf8)
            for name in try Self.names(report) where name.hasSuffix(".csv") {
                #expect(index.contains("<a href=\"\(name)\">\(name)</a>"), "\(name)")
            }
        }
    }

    /// Each file is what `replay` writes in that form.
    @Test(arguments: [
        ("report.md", "markdown", ""), ("totals.csv", "csv", "--section totals"),
        ("groups.csv", "csv", "--section groups"), ("rules.csv", "csv", "--section rules"),
        ("models.csv", "csv", "--section models"), ("budget.csv", "csv", "--section budget"),
        ("requests.csv", "csv", "--section requests"), ("latency.csv", "csv", "--section latency"),
        ("result.json", "json", ""), ("focus.csv", "focus", "--billing-account acme"),
    ])
    func filesAreThoseOfReplay(_ name: String, _ format: String, _ more: String) async throws {
        try await Repository.withTemporaryFolder { folder in
            _ = try await Self.report(Self.everything, in: folder)
            let options = Self.everything.filter { !["--billing-account", "acme"].contains($0) }
            let replay = try await TollgateProcess.run(
                ["replay", Self.log, "--format", format] + options
                    + more.split(separator: " ").map(String.init), in: folder)
            #expect(replay.exitCode == 0, "\(replay.errors)")
            let file = folder.appending(path: "report").appending(path: name)
            var text = try String(contentsOf: file, encoding: .utf8)
            if format == "markdown" {
                // Only the report in the folder leads to files.
                let parts = text.components(separatedBy: "## Files\n")
                let rest = try #require(parts.last?.range(of: "\n## "))
                text = parts[0] + (parts.last?[rest.lowerBound...].dropFirst() ?? "")
            }
            #expect(text == replay.output)
        }
    }

    @Test func whatIsNotThereIsNamedWithItsReason() async throws {
        try await Repository.withTemporaryFolder { folder in
            _ = try await Self.report(["--quiet"], in: folder)
            let report = folder.appending(path: "report")
            let reasons = try Self.manifest(report).missing.map { "\($0.name): \($0.reason)" }
            #expect(
                reasons == [
                    "rules.csv: no --policy was given", "groups.csv: no --by was given",
                    "requests.csv: no --dearest was given", "latency.csv: no --latency was given",
                    "budget.csv: no policy has a budget",
                    "fallback.csv: no fallback chain of a policy had something to do",
                    "focus.csv: it needs --billing-account, the id of who is billed",
                ])
            for page in ["index.html", "report.md"] {
                let text = try String(contentsOf: report.appending(path: page), encoding: .utf8)
                #expect(text.contains("no focus.csv: it needs"), "\(page): \(text)")
            }
        }
    }

    @Test func unpricedUsageIsNamedInTheManifest() async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(
                #"{"ts":"2026-01-05T08:00:00Z","model":"x","prompt_tokens":7,"#
                    + #""completion_tokens":1}"# + "\n", to: "log.jsonl")
            let outcome = try await TollgateProcess.run(
                ["report", "log.jsonl", "--out", "report", "--billing-account", "a"], in: folder)
            let sentence =
                "no FOCUS row for 1 request to model x with 8 tokens: not in price table "
                + "headline-2026"
            #expect(outcome.errors.contains(sentence), "\(outcome.errors)")
            let manifest = try Self.manifest(folder.appending(path: "report"))
            #expect(manifest.without_price == [sentence])
        }
    }

    @Test func anEarlierReportIsReplacedWhole() async throws {
        try await Repository.withTemporaryFolder { folder in
            _ = try await Self.report(Self.everything, in: folder)
            let outcome = try await Self.report(["--delimiter", ";"], in: folder, to: "report/")
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(try Self.names(folder) == ["report"])
            let report = folder.appending(path: "report")
            try Self.expectWhole(report)
            #expect(try !Self.names(report).contains("focus.csv"))
            let totals = try String(
                contentsOf: report.appending(path: "totals.csv"), encoding: .utf8)
            #expect(totals.hasPrefix("kind;name;currency;"))
        }
    }

    /// What is at the path, and what the refusal says.
    enum Obstacle: String, CaseIterable, CustomTestStringConvertible {
        case file, emptyFolder, strangersFolder, foreignManifest, addedFile, addedFolder
        case changedFile, link, missingParent
        var testDescription: String { rawValue }

        func put(_ folder: URL) throws {
            let report = folder.appending(path: "report")
            switch self {
            case .file: try folder.write("mine", to: "report")
            case .emptyFolder: try Self.make(report)
            case .strangersFolder:
                try Self.make(report)
                try report.write("mine", to: "notes.txt")
            case .foreignManifest:
                try Self.make(report)
                try report.write(#"{"schema":"other/1","files":[]}"#, to: "manifest.json")
            case .addedFile: try report.write("mine", to: "notes.txt")
            case .changedFile: try report.write("mine", to: "report.md")
            case .addedFolder: try Self.make(report.appending(path: "totals.csv.d"))
            case .link:
                try FileManager.default.createSymbolicLink(
                    atPath: report.path, withDestinationPath: "nowhere")
            case .missingParent: break
            }
        }

        private static func make(_ folder: URL) throws {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }

        var message: String {
            switch self {
            case .file: "report: is a file; name a folder"
            case .emptyFolder, .strangersFolder, .foreignManifest:
                "report: is there and is no report of tollgate's (it has no manifest.json of the "
                    + "schema tollgate.report/1); name another folder"
            case .addedFile:
                "report: holds notes.txt, which is not of the report there; move it away or name "
                    + "another folder"
            case .addedFolder:
                "report: holds totals.csv.d, which is not of the report there; move it away or "
                    + "name another folder"
            case .changedFile:
                "report: report.md was changed after the report was written; move it away or name "
                    + "another folder"
            case .link: "report: is a link to nowhere; name a folder"
            case .missingParent: "none/report: can't be written: No such file or directory"
            }
        }
    }

    @Test(arguments: Obstacle.allCases)
    func whatIsNoReportStays(_ obstacle: Obstacle) async throws {
        try await Repository.withTemporaryFolder { folder in
            if [.addedFile, .addedFolder, .changedFile].contains(obstacle) {
                _ = try await Self.report([], in: folder)
            }
            try obstacle.put(folder)
            let before = try Self.contents(folder)
            let outcome = try await Self.report(
                [], in: folder, to: obstacle == .missingParent ? "none/report" : "report")
            #expect(outcome.exitCode == 2)
            #expect(outcome.errors == "tollgate: \(obstacle.message)\n")
            #expect(try Self.contents(folder) == before)
        }
    }

    private static func contents(_ folder: URL) throws -> [String: Data] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return Dictionary(
            uniqueKeysWithValues: paths.map { path in
                (path, (try? Data(contentsOf: folder.appending(path: path))) ?? Data())
            })
    }

    @Test(arguments: [
        (["--out", "-"], Int32(64), "--out -: expected a folder"),
        (["--out", "report", "--charge-period", "day"], 64, "--charge-period is about FOCUS"),
        (["--out", "report", "--top", "3"], 64, "--top chooses among groups; give --by"),
        (["--out", "report", "--where", "nonsense = 1"], 64, "--where"),
        (["--out", "report", "--prices", "none.yaml"], 2, "none.yaml"),
        (["--out", "report", "--policy", "tutorial", "--from", "2030-01-01"], 0, ""),
    ])
    func nothingIsLeftAfterAFault(
        _ options: [String], _ code: Int32, _ message: String
    ) async throws {
        try await Repository.withTemporaryFolder { folder in
            let outcome = try await TollgateProcess.run(["report", Self.log] + options, in: folder)
            #expect(outcome.exitCode == code, "\(outcome.errors)")
            #expect(message.isEmpty || outcome.errors.contains(message), "\(outcome.errors)")
            #expect(try Self.names(folder) == (code == 0 ? ["report"] : []))
        }
    }

    @Test func aBadLineLeavesNothing() async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write("{\"ts\":\"2026-01-05T08:00:00Z\"\n", to: "log.jsonl")
            let outcome = try await TollgateProcess.run(
                ["report", "log.jsonl", "--input-format", "native", "--out", "report"], in: folder)
            #expect(outcome.exitCode == 2)
            #expect(try Self.names(folder) == ["log.jsonl"])
        }
    }

    @Test func rejectsMayNotLieInTheFolder() async throws {
        try await Repository.withTemporaryFolder { folder in
            _ = try await Self.report([], in: folder)
            let outcome = try await Self.report(
                ["--skip-bad", "--rejects", "report/bad.jsonl"], in: folder)
            #expect(outcome.exitCode == 2)
            #expect(outcome.errors.contains("lies in the folder of --out"), "\(outcome.errors)")
            try Self.expectWhole(folder.appending(path: "report"))
            #expect(try Self.names(folder) == ["report"])
        }
    }

    @Test func aGateThatFailsLeavesTheReport() async throws {
        try await Repository.withTemporaryFolder { folder in
            let outcome = try await Self.report(["--fail-if", "requests > 0"], in: folder)
            #expect(outcome.exitCode == 1)
            try Self.expectWhole(folder.appending(path: "report"))
        }
    }
}
