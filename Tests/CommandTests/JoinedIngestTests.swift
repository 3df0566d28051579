import Foundation
import Testing

/// How `ingest` takes logs whose calls may lie in several files.
@Suite struct JoinedIngestTests {
    /// A span in an export of its own.
    private static func span(_ id: String, parent: String = "", _ operation: String) -> String {
        #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"t","spanId":"\#(id)","#
            + #""parentSpanId":"\#(parent)","startTimeUnixNano":"1767600000000000000","#
            + #""attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"#
            + #""\#(operation)"}},{"key":"env","value":{"stringValue":"prod"}},"#
            + #"{"key":"gen_ai.request.model","value":{"stringValue":"#
            + #""gpt-4.1"}},{"key":"gen_ai.usage.input_tokens","value":{"intValue":10}},"#
            + #"{"key":"gen_ai.usage.output_tokens","value":{"intValue":5}}]}]}]}]}"# + "\n"
    }

    private static func ingest(
        _ arguments: [String], in folder: URL
    ) async throws -> TollgateProcess.Outcome {
        try await TollgateProcess.run(["ingest", "--store", "s.db"] + arguments, in: folder)
    }

    /// The first line.
    private static func line(_ outcome: TollgateProcess.Outcome) -> String {
        outcome.output.split(separator: "\n").first.map { String($0) } ?? outcome.errors
    }

    private static func copy(_ fixture: String, to folder: URL) throws {
        try FileManager.default.copyItem(
            at: Repository.root.appending(path: "Fixtures/\(fixture)"),
            to: folder.appending(path: "logs"))
    }

    @Test(arguments: ["claude-code/project", "openai-batch", "otlp"])
    func aStoreOfSeveralFilesAnswersLikeTheFiles(_ fixture: String) async throws {
        try await Repository.withTemporaryFolder { folder in
            try Self.copy(fixture, to: folder)
            let ingest = try await Self.ingest(["logs"], in: folder)
            #expect(ingest.exitCode == 0, "\(ingest.errors)")
            let options = ["--by", "session", "--by", "model", "--format", "csv", "--quiet"]
            for section in ["totals", "groups", "models"] {
                let (log, store) = (
                    try await TollgateProcess.run(
                        ["replay", "logs", "--section", section] + options, in: folder),
                    try await TollgateProcess.run(
                        ["replay", "s.db", "--section", section] + options, in: folder)
                )
                #expect(log.exitCode == 0 && log.output == store.output, "\(store.errors)")
            }
            let again = try await Self.ingest(["logs"], in: folder)
            #expect(Self.line(again).contains(" and 2 more files: already there, "))
        }
    }

    /// An agent's span repeats what its call used, and lies in another file.
    @Test func filesOfOneCommandAreOne() async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(Self.span("a", "invoke_agent"), to: "a.jsonl")
            try folder.write(Self.span("b", parent: "a", "chat"), to: "b.jsonl")
            try folder.write(Self.span("c", parent: "a", "chat"), to: "c.jsonl")
            let whole = try await Self.ingest(["a.jsonl", "b.jsonl"], in: folder)
            let joined = "a.jsonl and 1 more file: 1 call (otlp); 1 record: "
            #expect(Self.line(whole).hasPrefix(joined))
            #expect(whole.output.contains("s.db#default: 1 call in 2 files"))
            let part = try await Self.ingest(["b.jsonl"], in: folder)
            #expect(
                Self.line(part)
                    == "b.jsonl: already there, joined in a.jsonl and 1 more file, 1 call")
            let more = try await Self.ingest(["a.jsonl", "b.jsonl", "c.jsonl"], in: folder)
            #expect(Self.line(more).hasPrefix("a.jsonl and 2 more files: 2 calls (otlp)"))
            #expect(more.output.contains("s.db#default: 2 calls in 3 files"))
            let apart = try await Self.ingest(
                ["a.jsonl", "b.jsonl", "--apart", "--dataset", "apart"], in: folder)
            #expect(Self.line(apart).hasPrefix("a.jsonl: 1 call (otlp)"))
            #expect(apart.output.contains("s.db#apart: 2 calls in 2 files"))
        }
    }

    @Test func filesThatBelongToWhatIsThereAreNotTakenUnasked() async throws {
        try await Repository.withTemporaryFolder { folder in
            for name in ["a", "b", "c"] {
                try folder.write(Self.span(name, "chat"), to: "\(name).jsonl")
            }
            _ = try await Self.ingest(["a.jsonl", "b.jsonl"], in: folder)
            let beside = try await Self.ingest(["c.jsonl"], in: folder)
            #expect(beside.exitCode == 2)
            #expect(
                beside.errors
                    == "tollgate: c.jsonl: otlp logs belong together over their files, and "
                    + "s.db#default has a.jsonl and 1 more file already, so that calls could "
                    + "count twice or in parts; give all of them in one command, or --changed "
                    + "add if these are complete in themselves\n")
            let lacking = try await Self.ingest(["b.jsonl", "c.jsonl"], in: folder)
            #expect(lacking.exitCode == 2)
            #expect(
                lacking.errors.hasPrefix(
                    "tollgate: b.jsonl and 1 more file: s.db#default keeps some of this joined "
                        + "with a.jsonl, which is not among these files with what it had; "))
            let added = try await Self.ingest(
                ["b.jsonl", "c.jsonl", "--changed", "add"], in: folder)
            #expect(Self.line(added).contains(": 1 call (otlp); left out 1 record whose id is "))
            #expect(added.output.contains("s.db#default: 3 calls in 4 files"))
            let same = try await Self.ingest(["b.jsonl", "c.jsonl"], in: folder)
            #expect(Self.line(same).contains("already there as a.jsonl and 1 more file, b.jsonl"))
            let replaced = try await Self.ingest(
                ["c.jsonl", "b.jsonl", "--changed", "replace"], in: folder)
            #expect(replaced.output.contains("already there"), "nothing has changed")
        }
    }

    /// A folder of sessions in which some go on, some begin, and some are cleared away.
    @Test func aFolderOfSessionsIsTakenEveryDay() async throws {
        try await Repository.withTemporaryFolder { folder in
            try Self.copy("claude-code/project", to: folder)
            let main = folder.appending(path: "logs/5c1f-main.jsonl")
            let text = try String(contentsOf: main, encoding: .utf8)
            let lines = text.split(separator: "\n").map { "\($0)\n" }
            try folder.write(lines.dropLast(2).joined(), to: "logs/5c1f-main.jsonl")
            let first = try await Self.ingest(["logs"], in: folder)
            #expect(first.exitCode == 0, "\(first.errors)")
            try folder.write(text, to: "logs/5c1f-main.jsonl")
            _ = try await Self.ingest(["logs"], in: folder)
            let options = ["--by", "session", "--format", "csv", "--quiet"]
            let log = try await TollgateProcess.run(["replay", "logs"] + options, in: folder)
            let store = try await TollgateProcess.run(["replay", "s.db"] + options, in: folder)
            #expect(log.output == store.output, "\(store.errors)")
            let name = "logs/agent-a1.jsonl"
            try FileManager.default.removeItem(at: folder.appending(path: name))
            let fewer = try await Self.ingest(["logs"], in: folder)
            #expect(fewer.output.contains("already there, joined in"), "\(fewer.errors)")
            try folder.write(text + lines[lines.count - 1], to: "logs/5c1f-main.jsonl")
            let refused = try await Self.ingest(["logs"], in: folder)
            #expect(refused.errors.contains("joined with \(name), which is not among"))
            let added = try await Self.ingest(["logs", "--changed", "add"], in: folder)
            #expect(added.exitCode == 0, "\(added.errors)")
            let kept = try await TollgateProcess.run(["replay", "s.db"] + options, in: folder)
            #expect(kept.output == log.output)
        }
    }

    @Test func aBadLineStoresNothingOfAllTheFiles() async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(Self.span("a", "chat"), to: "a.jsonl")
            try folder.write(Self.span("b", "chat") + "nonsense\n", to: "b.jsonl")
            let outcome = try await Self.ingest(["a.jsonl", "b.jsonl"], in: folder)
            #expect(outcome.exitCode == 2)
            #expect(outcome.errors.hasPrefix("tollgate: b.jsonl:2: "))
            let list = try await TollgateProcess.run(
                ["datasets", "list", "s.db", "--format", "json"], in: folder)
            #expect(list.output.contains("\"datasets\" : [\n\n  ]"), "\(list.output)")
        }
    }

    @Test func whatIsJoinedIsShownAndRemovedTogether() async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(Self.span("a", "chat"), to: "a.jsonl")
            try folder.write(Self.span("b", "chat"), to: "b.jsonl")
            _ = try await Self.ingest(["a.jsonl", "b.jsonl"], in: folder)
            let show = try await TollgateProcess.run(["datasets", "show", "s.db"], in: folder)
            #expect(
                show.output.contains(
                    "- a.jsonl and 1 more file: the calls of these are joined: a.jsonl, b.jsonl"))
            let part = try await TollgateProcess.run(
                ["datasets", "remove", "s.db#default", "--file", "b.jsonl"], in: folder)
            #expect(
                part.errors
                    == "tollgate: s.db: \"b.jsonl\" is joined with others, and can't go alone; "
                    + "\"a.jsonl and 1 more file\" names them all\n")
            let all = try await TollgateProcess.run(
                ["datasets", "remove", "s.db#default", "--file", "a.jsonl and 1 more file"],
                in: folder)
            #expect(all.output == "s.db#default: removed 2 calls in 2 files\n")
        }
    }

    @Test func anAttributeIsKeptAsATagWhenAskedFor() async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(Self.span("a", "chat") + Self.span("b", "chat"), to: "a.jsonl")
            _ = try await Self.ingest(["a.jsonl"], in: folder)
            let by = ["--by", "tag:env", "--format", "csv", "--quiet"]
            let unkept = try await TollgateProcess.run(["replay", "s.db"] + by, in: folder)
            #expect(
                unkept.errors
                    == "tollgate: s.db: tag:env is not kept of a.jsonl, for its format (otlp) takes "
                    + "any attribute for a tag; ingest the log again with --tag 'env', which keeps "
                    + "it\n")
            let kept = try await Self.ingest(["a.jsonl", "--tag", "env", "--tag", "x"], in: folder)
            #expect(Self.line(kept) == "a.jsonl: 2 calls (otlp)")
            let log = try await TollgateProcess.run(["replay", "a.jsonl"] + by, in: folder)
            let store = try await TollgateProcess.run(["replay", "s.db"] + by, in: folder)
            #expect(store.output == log.output, "\(store.errors)")
            #expect(store.output.contains("prod"))
            let bare = Self.span("c", "chat").replacing("env", with: "other")
            try folder.write(Self.span("a", "chat") + bare, to: "b.jsonl")
            let assuming = ["--assume", "tag.env=test"]
            let assumed = try await Self.ingest(
                ["b.jsonl", "--dataset", "b", "--tag", "env"] + assuming, in: folder)
            #expect(assumed.exitCode == 0, "\(assumed.errors)")
            let other = try await TollgateProcess.run(
                ["replay", "b.jsonl"] + by + assuming, in: folder)
            let both = try await TollgateProcess.run(["replay", "s.db#b"] + by, in: folder)
            #expect(both.output == other.output, "\(both.errors)")
            #expect(both.output.contains("prod") && both.output.contains("test"))
            let less = try await Self.ingest(["a.jsonl", "--tag", "x"], in: folder)
            #expect(Self.line(less) == "a.jsonl: already there, 2 calls")
        }
    }

    @Test func theTagsThatAPolicyLooksAtAreKept() async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(Self.span("a", "chat"), to: "a.jsonl")
            try folder.write(Self.span("b", "chat"), to: "b.jsonl")
            try folder.write(
                """
                policy: by-env
                version: 1
                missing_model: gpt-4.1
                rules:
                  - {name: prod, when: tag.env == "prod", use: deepseek-v3.2}
                  - {name: default, use: requested}
                """, to: "p.yaml")
            let policy = ["--policy", "p.yaml"]
            let ingest = try await Self.ingest(["a.jsonl", "b.jsonl"] + policy, in: folder)
            #expect(ingest.exitCode == 0, "\(ingest.errors)")
            let options = policy + ["--format", "csv", "--section", "rules", "--quiet"]
            let log = try await TollgateProcess.run(
                ["replay", "a.jsonl", "b.jsonl"] + options, in: folder)
            let store = try await TollgateProcess.run(["replay", "s.db"] + options, in: folder)
            #expect(log.exitCode == 0 && store.output == log.output, "\(store.errors)")
            #expect(store.output.contains("prod"))
        }
    }
}
