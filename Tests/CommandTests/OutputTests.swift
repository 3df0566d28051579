import Foundation
import Testing

/// Results go where they are sent, and nothing else is harmed.
@Suite struct OutputTests {
    private static let log =
        "{\"ts\":\"2026-01-05T08:00:00Z\",\"model\":\"gpt-4.1\",\"prompt_tokens\":7,"
        + "\"completion_tokens\":1}\n"

    /// Runs in a folder that holds a log, a price table and a policy.
    private static func run(
        _ options: [String], prepare: (URL) throws -> Void = { _ in },
        then check: (TollgateProcess.Outcome, URL) throws -> Void
    ) async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(log, to: "log.jsonl")
            try prepare(folder)
            let outcome = try await TollgateProcess.run(
                ["replay", "log.jsonl"] + options, in: folder)
            try check(outcome, folder)
        }
    }

    private static func text(_ name: String, in folder: URL) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    @Test(arguments: [
        ["--out", "log.jsonl"], ["--out", "./log.jsonl"], ["--out", "link"],
        ["--skip-bad", "--rejects", "log.jsonl"],
    ])
    func inputsAreNotOverwritten(_ options: [String]) async throws {
        try await Self.run(options) { folder in
            try FileManager.default.createSymbolicLink(
                atPath: folder.appending(path: "link").path, withDestinationPath: "log.jsonl")
        } then: { outcome, folder in
            #expect(outcome.exitCode == 2)
            #expect(outcome.errors.contains("is an input of this run"))
            let kept = try Self.text("log.jsonl", in: folder)
            #expect(kept == Self.log)
        }
    }

    /// A file that comes in by standard input is an input too.
    @Test func norIsARedirectedFile() async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(Self.log, to: "log.jsonl")
            let shell = Process()
            shell.executableURL = URL(filePath: "/bin/sh")
            shell.currentDirectoryURL = folder
            shell.arguments = [
                "-c", "\"$0\" replay - --out log.jsonl < log.jsonl 2> errors",
                TollgateProcess.executable.path,
            ]
            try shell.run()
            shell.waitUntilExit()
            #expect(shell.terminationStatus == 2)
            #expect(try Self.text("log.jsonl", in: folder) == Self.log)
            #expect(try Self.text("errors", in: folder).contains("is an input of this run"))
        }
    }

    @Test func norAreThePricesInUse() async throws {
        let prices =
            "prices: p\nversion: 1\ncurrency: USD\nunit: 1M tokens\nmodels:\n"
            + "  - {id: m, all_tokens: \"1\"}\n"
        try await Self.run(["--prices", "p.yaml", "--out", "p.yaml"]) { folder in
            try folder.write(prices, to: "p.yaml")
        } then: { outcome, folder in
            #expect(outcome.exitCode == 2)
            let kept = try Self.text("p.yaml", in: folder)
            #expect(kept == prices)
        }
    }

    @Test func aNewFileCannotBeTwoOutputsEither() async throws {
        try await Self.run(["--out", "x", "--skip-bad", "--rejects", "./x"]) { outcome, folder in
            #expect(outcome.exitCode == 2)
            #expect(outcome.errors.contains("--out and --rejects both name"))
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(left == ["log.jsonl"])
        }
    }

    @Test func oneFileCannotBeTwoOutputs() async throws {
        try await Self.run(["--out", "x", "--skip-bad", "--rejects", "./x"]) { folder in
            try folder.write("old", to: "x")
        } then: { outcome, folder in
            #expect(outcome.exitCode == 2)
            #expect(outcome.errors.contains("--out and --rejects both name"))
            let kept = try Self.text("x", in: folder)
            #expect(kept == "old")
        }
    }

    @Test func linksStayAndPermissionsToo() async throws {
        try await Self.run(["--out", "link"]) { folder in
            try folder.write("old", to: "private.txt")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: folder.appending(path: "private.txt").path
            )
            try FileManager.default.createSymbolicLink(
                atPath: folder.appending(path: "link").path, withDestinationPath: "private.txt")
        } then: { outcome, folder in
            #expect(outcome.exitCode == 0)
            let kept = try Self.text("private.txt", in: folder)
            #expect(kept.hasPrefix("As requested"))
            let link = folder.appending(path: "link").path
            let target = try FileManager.default.destinationOfSymbolicLink(atPath: link)
            #expect(target == "private.txt")
            let attributes = try FileManager.default.attributesOfItem(
                atPath: folder.appending(path: "private.txt").path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test func aDeviceIsWrittenTo() async throws {
        try await Self.run(["--out", "/dev/null"]) { outcome, _ in
            #expect(outcome.exitCode == 0)
            let attributes = try FileManager.default.attributesOfItem(atPath: "/dev/null")
            #expect(attributes[.type] as? FileAttributeType == .typeCharacterSpecial)
        }
    }
}
