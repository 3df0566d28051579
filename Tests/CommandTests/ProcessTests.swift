import Foundation
import Testing

/// How the program behaves towards its surroundings.
@Suite struct ProcessTests {
    private static func line(_ number: Int) -> String {
        "{\"ts\":\"2026-01-05T08:00:00Z\",\"model\":\"gpt-4.1\",\"prompt_tokens\":\(number % 1000),"
            + "\"completion_tokens\":1}\n"
    }

    private static let log = (0..<20_000).map(line).joined()

    @Test func aReaderThatHasGoneIsNoError() async throws {
        let process = TollgateProcess(["replay", "-"])
        try process.startWithoutReader()
        process.feed(Self.line(1))
        let outcome = await process.finish(readingOutput: false)
        #expect(outcome.exitCode == 0)
        #expect(outcome.errors == "")
    }

    /// More than a pipe holds has been written, so the program is reading when it is interrupted.
    @Test func interruptionLeavesNothingBehind() async throws {
        try await Repository.withTemporaryFolder { folder in
            let process = TollgateProcess(["replay", "-", "--out", "result.txt"], in: folder)
            try process.start()
            try process.inputPipe.fileHandleForWriting.write(contentsOf: Data(Self.log.utf8))
            process.interrupt()
            let outcome = await process.finish()
            #expect(outcome.exitCode == 2)
            #expect(outcome.errors.contains("interrupted"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
        }
    }

    @Test func resultsGoToTheFileOnly() async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write("old", to: "result.json")
            let outcome = try await TollgateProcess.run(
                ["replay", "-", "--format", "json", "--out", "result.json"], input: Self.line(7),
                in: folder)
            #expect(outcome.exitCode == 0)
            #expect(outcome.output == "")
            let result = try String(
                contentsOf: folder.appending(path: "result.json"), encoding: .utf8)
            #expect(result.contains("\"tollgate.replay/1\""))
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["result.json"])
        }
    }

    @Test func aFailedRunLeavesTheOldResult() async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write("old", to: "result.txt")
            let outcome = try await TollgateProcess.run(
                ["replay", "-", "--out", "result.txt", "--skip-bad", "--rejects", "bad.jsonl"]
                    + ["--policy", "tutorial"],
                input: Self.line(7), in: folder)
            #expect(outcome.exitCode == 2)
            let left = try String(contentsOf: folder.appending(path: "result.txt"), encoding: .utf8)
            #expect(left == "old")
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["result.txt"])
        }
    }

    @Test(arguments: ["text", "markdown", "csv", "json"])
    func bytesDoNotDependOnJobsOrFiles(_ format: String) async throws {
        try await Repository.withTemporaryFolder { folder in
            let lines = Self.log.split(separator: "\n", omittingEmptySubsequences: true)
            for part in 0..<10 {
                let text = lines[(part * 2000)..<((part + 1) * 2000)].joined(separator: "\n")
                try folder.write(text + "\n", to: "part-\(part).jsonl")
            }
            let base = ["replay", "--format", format, "--by", "model,hour", "--baseline", "all"]
            let parts = try await TollgateProcess.run(base + ["."], in: folder)
            try folder.write(Self.log, to: "whole")
            let one = try await TollgateProcess.run(base + ["whole", "--jobs", "1"], in: folder)
            let many = try await TollgateProcess.run(base + ["whole", "--jobs", "7"], in: folder)
            #expect(one.exitCode == 0)
            #expect(one.output == many.output)
            #expect(Self.withoutSources(parts.output) == Self.withoutSources(one.output))
        }
    }

    private static func withoutSources(_ report: String) -> [Substring] {
        report.split(separator: "\n").filter { !$0.contains("part-") && !$0.contains("whole") }
    }

    @Test func rejectsKeepTheLinesAsTheyStand() async throws {
        try await Repository.withTemporaryFolder { folder in
            let bad = "{\"ts\":\"2026-01-05T08:00:00Z\"}\r\nnonsense ü\n"
            let outcome = try await TollgateProcess.run(
                ["replay", "-", "--skip-bad", "--rejects", "bad.jsonl"],
                input: Self.line(1) + bad + Self.line(2), in: folder)
            #expect(outcome.exitCode == 0)
            #expect(outcome.output.contains("standard input:2"))
            let kept = try String(contentsOf: folder.appending(path: "bad.jsonl"), encoding: .utf8)
            #expect(kept == bad)
        }
    }

    @Test func rejectedRowsOfCSVAreALogAgain() async throws {
        try await Repository.withTemporaryFolder { folder in
            let header = "TIMESTAMP,ContextTokens,GeneratedTokens"
            let good = "2023-11-16 18:15:46.6805900,374,44"
            for (name, bad) in [("a.csv", "x,1,2"), ("b.csv", "y,3,4")] {
                try folder.write("\(header)\n\(good)\n\(bad)\n", to: name)
            }
            let outcome = try await TollgateProcess.run(
                [
                    "replay", "a.csv", "b.csv", "--assume", "model=gpt-4.1", "--skip-bad",
                    "--rejects", "bad.csv",
                ], in: folder)
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            let kept = folder.appending(path: "bad.csv")
            let rows = try String(contentsOf: kept, encoding: .utf8)
            #expect(rows == "\(header)\nx,1,2\ny,3,4\n")
            let mended = rows.replacing(#/\n[xy]/#, with: "\n2023-11-16 18:15:46")
            try folder.write(mended, to: "bad.csv")
            let again = try await TollgateProcess.run(
                ["replay", "bad.csv", "--assume", "model=gpt-4.1", "--format", "csv"], in: folder)
            #expect(again.exitCode == 0, "\(again.errors)")
            let ingest = try await TollgateProcess.run(
                [
                    "ingest", "a.csv", "b.csv", "--store", "s.db", "--assume", "model=gpt-4.1",
                    "--skip-bad", "--rejects", "bad.csv",
                ], in: folder)
            #expect(ingest.exitCode == 0, "\(ingest.errors)")
            #expect(try String(contentsOf: kept, encoding: .utf8) == rows)
        }
    }

    @Test func gzipIsReadDirectly() async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(Self.log, to: "log.jsonl")
            let gzip = Process()
            gzip.executableURL = URL(filePath: "/usr/bin/env")
            gzip.arguments = ["gzip", "-k", "log.jsonl"]
            gzip.currentDirectoryURL = folder
            try gzip.run()
            gzip.waitUntilExit()
            let plain = try await TollgateProcess.run(
                ["replay", "log.jsonl", "--format", "csv"], in: folder)
            let packed = try await TollgateProcess.run(
                ["replay", "log.jsonl.gz", "--format", "csv"], in: folder)
            #expect(plain.exitCode == 0)
            #expect(plain.output == packed.output)
        }
    }
}
