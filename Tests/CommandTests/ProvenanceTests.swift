import Foundation
import Testing

/// The end of an HTML report: what it was made from, so that it can be made again.
@Suite struct ProvenanceTests {
    private static let log =
        "{\"ts\":\"2026-01-05T08:00:00Z\",\"model\":\"gpt-4.1\",\"prompt_tokens\":7,"
        + "\"completion_tokens\":1,\"content_length\":3,\"message_count\":1}\n"
    private static let policy = """
        policy: mine
        version: 1
        rules:
          - {name: "all <of> it", use: requested} # as it is

        """

    /// The last section of a report on a log in a folder.
    private static func section(
        _ arguments: [String], input: String = ""
    ) async throws -> (text: String, log: String, policy: String) {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(log, to: "log 1.jsonl")
            try folder.write(policy, to: "mine.yaml")
            let outcome = try await TollgateProcess.run(
                arguments + ["--format", "html"], input: input, in: folder)
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            let start = try #require(outcome.output.range(of: "id=\"provenance\""))
            let hashes = try ["log 1.jsonl", "mine.yaml"].map { name in
                try sha256(of: folder.appending(path: name))
            }
            return (String(outcome.output[start.lowerBound...]), hashes[0], hashes[1])
        }
    }

    /// By a program that is not ours.
    private static func sha256(of file: URL) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["openssl", "dgst", "-sha256", "-r", file.path]
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data.prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self)
    }

    @Test func `a log and a policy stand with size, hash and text`() async throws {
        let found = try await Self.section(["replay", "log 1.jsonl", "--policy", "mine.yaml"])
        #expect(found.log.count == 64)
        #expect(found.text.contains("<code>log 1.jsonl</code>"))
        #expect(found.text.contains(">\(Self.log.utf8.count)</td>"))
        #expect(found.text.contains("<code>\(found.log)</code>"))
        #expect(found.text.contains("<code>\(found.policy)</code>"))
        #expect(found.text.contains("- {name: &quot;all &lt;of&gt; it&quot;, use: requested} # as"))
    }

    @Test func `the command is one that a shell takes`() async throws {
        let found = try await Self.section(
            ["replay", "log 1.jsonl", "--where", "prompt_tokens > 1", "--by", "tag:it's"])
        let command =
            "tollgate replay 'log 1.jsonl' --where 'prompt_tokens > 1' --by 'tag:it'\\''s' "
            + "--format html"
        let escaped = command.replacing("'", with: "&#39;").replacing(">", with: "&gt;")
        #expect(found.text.contains("<code>\(escaped)</code>"))
    }

    @Test func `standard input is said not to be hashed`() async throws {
        let found = try await Self.section(["replay", "-"], input: Self.log)
        #expect(found.text.contains("<code>standard input</code>"))
        #expect(found.text.contains("not hashed"))
        #expect(!found.text.contains(found.log))
    }

    @Test func `a dataset stands with the log that it was made from`() async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(Self.log, to: "log.jsonl")
            let ingested = try await TollgateProcess.run(
                ["ingest", "log.jsonl", "--store", "calls.db"], in: folder)
            #expect(ingested.exitCode == 0, "\(ingested.errors)")
            let outcome = try await TollgateProcess.run(
                ["replay", "calls.db", "--format", "html"], in: folder)
            #expect(outcome.output.contains("log in calls.db#default"))
            let hash = try Self.sha256(of: folder.appending(path: "log.jsonl"))
            #expect(outcome.output.contains("<code>\(hash)</code>"))
        }
    }

    @Test func `other formats are what they were`() async throws {
        let report = try await TollgateProcess.run(["demo", "--format", "markdown"]).output
        #expect(!report.contains("How this report was made"))
        #expect(!report.contains("At a glance"))
    }
}
