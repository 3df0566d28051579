import Foundation
import Testing

/// What the README shows is what the program takes.
@Suite struct ReadmeTests {
    private static func blocks(_ language: String) throws -> [String] {
        let readme = try String(
            contentsOf: Repository.root.appending(path: "README.md"), encoding: .utf8)
        return readme.components(separatedBy: "```\(language)\n").dropFirst().compactMap {
            $0.components(separatedBy: "```").first
        }
    }

    @Test func policiesAndPricesAreValid() async throws {
        let blocks = try Self.blocks("yaml")
        #expect(blocks.count == 2)
        try await Repository.withTemporaryFolder { folder in
            for block in blocks {
                try folder.write(block, to: "file.yaml")
                let kind = block.hasPrefix("policy:") ? "policy" : "prices"
                let outcome = try await TollgateProcess.run(
                    [kind, "check", "file.yaml"], in: folder)
                #expect(outcome.exitCode == 0, "\(outcome.errors)")
            }
        }
    }

    @Test func theRecordCanBeReplayed() async throws {
        let record = try #require(try Self.blocks("json").first)
        let outcome = try await TollgateProcess.run(
            ["replay", "-", "--policy", "tutorial", "--baseline", "all", "--by", "team"],
            input: record)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("search"))
    }

    /// The check for changes of a policy, run as it stands in a repository like its reader's.
    @Test(arguments: [(5000, Int32(0)), (50, 1)])
    func checkForChangesWorks(bound: Int, code: Int32) async throws {
        let script = try #require(
            try Self.blocks("sh").first { $0.contains("tollgate diff before.yaml") })
        try await Repository.withTemporaryFolder { folder in
            let policies = folder.appending(path: "policies")
            let samples = folder.appending(path: "samples")
            for new in [policies, samples] {
                try FileManager.default.createDirectory(
                    at: new, withIntermediateDirectories: true)
            }
            let tutorial = try await TollgateProcess.run(["policy", "show", "tutorial"]).output
            try policies.write(tutorial, to: "mine.yaml")
            try FileManager.default.copyItem(
                at: Repository.cases.appending(path: "policies-compared/log.jsonl"),
                to: samples.appending(path: "week.jsonl"))
            let changed = tutorial.replacing("> 5000", with: "> \(bound)")
            try folder.write(
                """
                set -e
                git init -q -b main .
                git add -A
                git -c user.name=t -c user.email=t@localhost commit -qm policies
                printf '%s' "$CHANGED" > policies/mine.yaml
                tollgate() { "$TOLLGATE" "$@"; }
                \(script)
                """, to: "check.sh")
            let shell = Process()
            shell.executableURL = URL(filePath: "/bin/sh")
            shell.arguments = ["check.sh"]
            shell.currentDirectoryURL = folder
            shell.environment = ProcessInfo.processInfo.environment.merging([
                "TOLLGATE": TollgateProcess.executable.path, "CHANGED": changed,
            ]) { $1 }
            shell.standardError = FileHandle.nullDevice
            try shell.run()
            shell.waitUntilExit()
            #expect(shell.terminationStatus == code)
            let comment = try String(
                contentsOf: folder.appending(path: "comment.md"), encoding: .utf8)
            #expect(comment.hasPrefix("# From `before.yaml` to `policies/mine.yaml`"))
        }
    }

    /// What finance is told to run, run as it stands on two months of calls.
    @Test func commandsForThoseWhoPayWork() async throws {
        let script = try #require(
            try Self.blocks("sh").first { $0.contains("tollgate roi logs/") })
        try await Repository.withTemporaryFolder { folder in
            let logs = folder.appending(path: "logs")
            try FileManager.default.createDirectory(at: logs, withIntermediateDirectories: true)
            let days = (1...31).map { ("01", $0) } + (1...28).map { ("02", $0) }
            let calls = days.map { month, day in
                """
                {"id":"\(month)-\(day)","ts":"2026-\(month)-\(day < 10 ? "0" : "")\(day)T12:00:00Z",\
                "model":"gpt-4.1","team":"search","prompt_tokens":\(1000 + day * 10),\
                "completion_tokens":200,"content_length":800,"message_count":2,\
                "system_contains":{"komplexe Analyse":false}}

                """
            }
            try logs.write(calls.joined(), to: "calls.jsonl")
            try folder.write(
                "set -e\ntollgate() { \"$TOLLGATE\" \"$@\"; }\n" + script, to: "commands.sh")
            let shell = Process()
            shell.executableURL = URL(filePath: "/bin/sh")
            shell.arguments = ["commands.sh"]
            shell.currentDirectoryURL = folder
            shell.environment = ProcessInfo.processInfo.environment.merging([
                "TOLLGATE": TollgateProcess.executable.path
            ]) { $1 }
            shell.standardOutput = FileHandle.nullDevice
            try shell.run()
            shell.waitUntilExit()
            #expect(shell.terminationStatus == 0)
            let report = try FileManager.default.contentsOfDirectory(
                atPath: folder.appending(path: "report").path)
            #expect(Set(report).isSuperset(of: ["index.html", "focus.csv", "manifest.json"]))
        }
    }

    /// Every option that the README names is one.
    @Test func optionsExist() async throws {
        let readme = try String(
            contentsOf: Repository.root.appending(path: "README.md"), encoding: .utf8)
        var help = ""
        for command in [
            "replay", "ingest", "whatif sweep", "whatif mix", "diff", "reconcile", "audit",
            "report", "roi", "forecast", "capacity", "generate",
        ] {
            let words = command.split(separator: " ").map(String.init)
            help += try await TollgateProcess.run(words + ["--help"]).output
        }
        help += try await TollgateProcess.run(["live", "--help"], by: .network).output
        let named = Set(readme.matches(of: #/--[a-z]+(-[a-z]+)*/#).map { String($0.output.0) })
        #expect(named.count > 15)
        // Of another command, and of the package manager.
        #expect(named.filter { !help.contains($0) } == Set(["--strict", "--product"]))
    }
}
