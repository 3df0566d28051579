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

    /// Every option that the README names is one.
    @Test func optionsExist() async throws {
        let readme = try String(
            contentsOf: Repository.root.appending(path: "README.md"), encoding: .utf8)
        var help = ""
        for command in [
            "replay", "ingest", "whatif sweep", "whatif mix", "diff", "reconcile", "audit",
        ] {
            let words = command.split(separator: " ").map(String.init)
            help += try await TollgateProcess.run(words + ["--help"]).output
        }
        let named = Set(readme.matches(of: #/--[a-z]+(-[a-z]+)*/#).map { String($0.output.0) })
        #expect(named.count > 15)
        #expect(named.filter { !help.contains($0) } == ["--strict"])
    }
}
