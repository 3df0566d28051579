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

    /// Every option that the README names is one.
    @Test func optionsExist() async throws {
        let readme = try String(
            contentsOf: Repository.root.appending(path: "README.md"), encoding: .utf8)
        var help = ""
        for command in ["replay", "ingest"] {
            help += try await TollgateProcess.run([command, "--help"]).output
        }
        let named = Set(readme.matches(of: #/--[a-z]+(-[a-z]+)*/#).map { String($0.output.0) })
        #expect(named.count > 15)
        #expect(named.filter { !help.contains($0) } == ["--strict"])
    }
}
