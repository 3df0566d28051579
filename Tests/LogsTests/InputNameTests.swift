import Foundation
import Testing

@testable import Logs

@Suite("Naming inputs")
struct InputNameTests {
    /// A folder with logs at several levels, and other files.
    private func withLogs(_ body: (URL) async throws -> Void) async throws {
        try await Places.withTemporaryFolder { folder in
            for name in ["deep/er", "empty"] {
                try FileManager.default.createDirectory(
                    at: folder.appending(path: name), withIntermediateDirectories: true)
            }
            for name in [
                "b.jsonl", "a.jsonl", "c.csv", "d.log.gz", "e.ndjson", "f.json", "deep/g.jsonl",
                "deep/er/h.jsonl.gz", "notes.txt", "x.yaml", ".hidden.jsonl", "empty/readme",
            ] {
                try Data(Native.line().utf8).write(to: folder.appending(path: name))
            }
            try await body(folder)
        }
    }

    private func names(_ arguments: [String], in folder: URL) throws -> [String] {
        try LogInput.expand(arguments.map { $0 == "-" ? $0 : folder.appending(path: $0).filePath })
            .map { $0.name.replacing(folder.filePath, with: "").trimmingPrefix("/") }
            .map { String($0) }
    }

    @Test("files, folders, globs, standard input")
    func expansion() async throws {
        try await withLogs { folder in
            let all = [
                "a.jsonl", "b.jsonl", "c.csv", "d.log.gz", "deep/er/h.jsonl.gz", "deep/g.jsonl",
                "e.ndjson", "f.json",
            ]
            let whole = try names([""], in: folder)
            #expect(whole == all)
            #expect(try names(["deep"], in: folder) == ["deep/er/h.jsonl.gz", "deep/g.jsonl"])
            #expect(try names(["b.jsonl", "a.jsonl"], in: folder) == ["b.jsonl", "a.jsonl"])
            #expect(try names(["notes.txt"], in: folder) == ["notes.txt"])
            #expect(try names(["*.jsonl"], in: folder) == ["a.jsonl", "b.jsonl"])
            #expect(
                try names(["[ab].jsonl", "-"], in: folder) == [
                    "a.jsonl", "b.jsonl", "standard input",
                ])
            #expect(
                try names(["d*"], in: folder) == ["d.log.gz", "deep/er/h.jsonl.gz", "deep/g.jsonl"])
        }
    }

    @Test("what is not there, or twice")
    func refusals() async throws {
        try await withLogs { folder in
            let path = folder.filePath.hasSuffix("/") ? folder.filePath : folder.filePath + "/"
            let log = path + "a.jsonl"
            for (arguments, message) in [
                (
                    ["none.jsonl"],
                    "\(path)none.jsonl: no such file or folder; expected a log file, a folder or '-'"
                ),
                (["*.none"], "\(path)*.none: no file matches this pattern"),
                (
                    ["empty"],
                    "\(path)empty: no logs in this folder; expected files ending in .jsonl .ndjson .json .csv .tsv .log, packed also in .gz .zst"
                ),
                (
                    ["a.jsonl", "a.jsonl"],
                    "\(log): this input is already given as \(log); name it once"
                ),
                (
                    ["a.jsonl", "deep/../a.jsonl"],
                    "\(path)deep/../a.jsonl: this input is already given as \(log); name it once"
                ),
                (["-", "-"], "-: this input is already given as -; name it once"),
            ] {
                try await expectFault(message) { _ = try names(arguments, in: folder) }
            }
        }
    }

    @Test("links to a folder inside itself are not followed")
    func circularLinks() async throws {
        try await withLogs { folder in
            for name in ["round", "about", "deep/up"] {
                try FileManager.default.createSymbolicLink(
                    at: folder.appending(path: name), withDestinationURL: folder)
            }
            #expect(try names(["deep"], in: folder) == ["deep/er/h.jsonl.gz", "deep/g.jsonl"])
            #expect(try names([""], in: folder).count == 8)
            // Named by the user, a link to a folder is that folder.
            #expect(try names(["round"], in: folder).count == 8)
        }
    }

    @Test("files that go away, folders given as files")
    func reading() async throws {
        try await Places.withTemporaryFolder { folder in
            let path = folder.filePath
            try await expectFault("\(path)gone: can't be opened: No such file or directory") {
                _ = try await Reading.of([.file(path + "gone")])
            }
            try await expectFault("\(path): can't be read: Is a directory") {
                _ = try await Reading.of([.file(path)])
            }
        }
    }
}

@Suite("Names of logs")
struct LogNameTests {
    @Test(arguments: [
        ("a.jsonl", true), ("a.JSONL", true), ("a.log", true), ("a.log.1", true),
        ("a.log.2.gz", true), ("a.log-20260105", true), ("a.log.2026-01-05.gz", true),
        ("a.csv.gz", true), ("day.gz", true), ("deep/er.x/a.ndjson", true), ("a.json", true),
        ("a.txt", false), ("a.txt.gz", false), ("a.jsonl.tmp", false), ("a.jsonl.zst", true),
        ("day.zst", true),
        ("a.tsv", true), ("a.tsv.1.zst", true), ("a.txt.zst", false), ("a.zst.txt", false),
        ("log", false), ("1", false), ("20260105", false), ("a.log.old", false), ("-1", false),
    ])
    func areTold(_ path: String, _ isLog: Bool) {
        #expect(LogName.isLog(path) == isLog)
    }

    @Test("what a folder holds twice is read once, and said")
    func linksInAFolder() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "tollgate-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in ["app.log", "notes.txt"] {
            try Data("x".utf8).write(to: folder.appending(path: name))
        }
        let log = folder.appending(path: "app.log")
        try FileManager.default.createSymbolicLink(
            at: folder.appending(path: "current.log"), withDestinationURL: log)
        try FileManager.default.linkItem(at: log, to: folder.appending(path: "hard.log"))
        #expect(mkfifo(folder.appending(path: "pipe.log").path, 0o600) == 0)
        try FileManager.default.createSymbolicLink(
            atPath: folder.appending(path: "nowhere.log").path, withDestinationPath: "gone.log")
        let expansion = try LogInput.Expansion([folder.path])
        #expect(expansion.inputs.map(\.name) == [log.path])
        let path = folder.path
        #expect(
            expansion.passedOver == [
                "\(path)/notes.txt: not named like a log",
                "\(path)/nowhere.log: not a file that can be read to its end",
                "\(path)/pipe.log: not a file that can be read to its end",
                "\(path)/current.log: the same file as \(path)/app.log",
                "\(path)/hard.log: the same file as \(path)/app.log",
            ])
        #expect(throws: LogError.self) {
            try LogInput.Expansion([log.path, path + "/hard.log"])
        }
    }
}
