import Foundation
import Testing

/// A log and what was kept of it.
struct KeptLog: CustomTestStringConvertible {
    let log: String
    /// How it is kept.
    let ingest: [String]
    /// What is asked of both.
    let replay: [String]
    /// What is asked of the log alone, for what the store has from its ingest.
    var reading: [String] = []

    var testDescription: String { "\(log) \(replay.joined(separator: " "))" }

    static let all = [
        KeptLog(
            log: "cases/mixed-traffic/log.jsonl", ingest: ["--policy", "tutorial"],
            replay: ["--policy", "tutorial", "--baseline", "all", "--by", "team"]),
        KeptLog(
            log: "cases/openai-pairs/pairs.jsonl", ingest: ["--match", "komplexe Analyse"],
            replay: [
                "--policy", "tutorial", "--prices", "list-2026", "--by", "tag:env", "--by", "user",
            ]),
        KeptLog(
            log: "cases/openai-pairs/pairs.jsonl", ingest: ["--keep-text"],
            replay: ["--policy", "tutorial", "--prices", "list-2026", "--by", "tag:env,user"]),
        KeptLog(
            log: "cases/own-prices/log.jsonl",
            ingest: ["--policy", "Fixtures/cases/own-prices/policy.yaml"],
            replay: [
                "--prices", "Fixtures/cases/own-prices/prices.yaml", "--policy",
                "Fixtures/cases/own-prices/policy.yaml", "--baseline", "house-large", "--by",
                "served-model",
            ]),
        KeptLog(
            log: "cases/choices/log.jsonl", ingest: [],
            replay: [
                "--prices", "list-2026", "--policy", "Fixtures/cases/choices/canary.yaml",
                "--policy", "Fixtures/cases/choices/hindsight.yaml", "--where", "not failed",
                "--by", "tag:env", "--top", "1",
            ]),
        KeptLog(
            log: "cases/two-policies-by-day/log.jsonl",
            ingest: [
                "--assume", "system=none", "--assume", "message_count=1", "--assume",
                "content_length=4*prompt_tokens", "--policy", "tutorial",
            ],
            replay: [
                "--policy", "tutorial", "--by", "day", "--timezone", "Europe/Berlin", "--from",
                "2026-03-28",
            ],
            reading: [
                "--assume", "system=none", "--assume", "message_count=1", "--assume",
                "content_length=4*prompt_tokens",
            ]),
        KeptLog(
            log: "cases/latency-and-duplicates/log.jsonl", ingest: [], replay: ["--latency"],
            reading: ["--dedupe"]),
        KeptLog(
            log: "litellm/payload.jsonl", ingest: [],
            replay: ["--by", "tag:env", "--by", "team,user", "--by", "tag:User-Agent"]),
        KeptLog(
            log: "langfuse/blob.jsonl", ingest: [],
            replay: ["--by", "tag:environment", "--by", "tag:env", "--by", "session"]),
        KeptLog(
            log: "claude-code/session-alpha.jsonl", ingest: [],
            replay: ["--by", "tag:sidechain", "--by", "session", "--by", "tag:version"]),
        KeptLog(
            log: "helicone/output.csv", ingest: ["--policy", "tutorial"],
            replay: ["--by", "user", "--by", "session", "--latency"]),
        KeptLog(
            log: "burstgpt/sessions.csv", ingest: [],
            replay: ["--by", "tag:log-type", "--by", "session", "--latency"]),
        KeptLog(log: "openai-batch/output.jsonl", ingest: [], replay: ["--by", "served-model"]),
        KeptLog(log: "otlp/traceloop.jsonl", ingest: ["--keep-text"], replay: ["--by", "hour"]),
        KeptLog(
            log: "azure-2023/AzureLLMInferenceTrace_conv.csv",
            ingest: ["--assume", "model=gpt-4.1"],
            replay: ["--baseline", "all", "--by", "hour", "--to", "2023-11-16T18:45:00Z"],
            reading: ["--assume", "model=gpt-4.1"]),
    ]
}

/// A store answers as the log does.
@Suite struct StoreSourceTests {
    @Test(arguments: KeptLog.all)
    func aStoreAnswersAsItsLog(_ kept: KeptLog) async throws {
        try await Repository.withTemporaryFolder { folder in
            let store = folder.appending(path: "calls.db").path
            let log = "Fixtures/\(kept.log)"
            let ingest = try await TollgateProcess.run(
                ["ingest", log, "--store", store] + kept.ingest)
            #expect(ingest.exitCode == 0, "\(ingest.errors)")
            let fromLog = try await TollgateProcess.run(
                ["replay", log, "--format", "json"] + kept.replay + kept.reading)
            let fromStore = try await TollgateProcess.run(
                ["replay", store, "--format", "json"] + kept.replay)
            #expect(fromStore.exitCode == 0, "\(fromStore.errors)")
            #expect(try Self.answer(fromStore.output) == Self.answer(fromLog.output))
        }
    }

    /// All but the sources and what was assumed.
    private static func answer(_ json: String) throws -> String {
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
        var members = try #require(object as? [String: Any])
        #expect(members.removeValue(forKey: "source") != nil)
        #expect(members.removeValue(forKey: "assumptions") != nil)
        let data = try JSONSerialization.data(
            withJSONObject: members, options: [.sortedKeys, .prettyPrinted])
        return String(decoding: data, as: UTF8.self)
    }

    @Test func logsAndDatasetsAreAddedUp() async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(IngestTests.log(0..<10), to: "a.jsonl")
            try folder.write(IngestTests.log(10..<15), to: "b.jsonl")
            _ = try await TollgateProcess.run(
                ["ingest", "a.jsonl", "--store", "s.db"], in: folder)
            let ingest = try await TollgateProcess.run(
                ["ingest", "b.jsonl", "--store", "s.db", "--dataset", "other"], in: folder)
            #expect(ingest.exitCode == 0)
            let outcome = try await TollgateProcess.run(
                ["replay", "s.db", "b.jsonl", "s.db#other", "--format", "csv", "--quiet"],
                in: folder)
            #expect(outcome.output.contains(",20,"), "\(outcome.output)")
        }
    }

    @Test func whatAStoreCanNotAnswerIsOneClearLine() async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(IngestTests.log(0..<10), to: "a.jsonl")
            _ = try await TollgateProcess.run(
                ["ingest", "a.jsonl", "--store", "s.db", "--dataset", "prod"], in: folder)
            for (arguments, message) in [
                (["s.db"], "s.db: no dataset \"default\" in this store; it has s.db#prod"),
                (
                    ["s.db#prod", "--policy", "tutorial"],
                    "s.db: it is not recorded whether the system message of a call in a.jsonl "
                        + "contains \"komplexe Analyse\"; ingest the log again with --match "
                        + "'komplexe Analyse', which records it"
                ),
                (
                    ["s.db#prod", "--assume", "team=x"],
                    "--assume is about reading logs, and s.db#prod was read when it was ingested; "
                        + "give it to 'tollgate ingest'"
                ),
                (
                    ["s.db#prod", "--dedupe"],
                    "--dedupe is about reading logs, and s.db#prod was read when it was ingested; "
                        + "'tollgate ingest' has removed repeated records already"
                ),
                (
                    ["s.db#prod", "s.db#prod"],
                    "s.db#prod: this dataset is given twice; name it once"
                ),
                (
                    ["s.db#prod", "--out", "s.db"],
                    "s.db: is an input of this run (s.db); name another file"
                ),
            ] {
                let outcome = try await TollgateProcess.run(["replay"] + arguments, in: folder)
                #expect(outcome.errors == "tollgate: \(message)\n")
                #expect(outcome.exitCode == 2)
            }
        }
    }

    @Test func tagsThatAreNotKeptAreNotTakenForLacking() async throws {
        try await Repository.withTemporaryFolder { folder in
            let store = folder.appending(path: "s.db").path
            let log = "Fixtures/otlp/traceloop.jsonl"
            let ingest = try await TollgateProcess.run(["ingest", log, "--store", store])
            #expect(ingest.exitCode == 0, "\(ingest.errors)")
            let outcome = try await TollgateProcess.run(["replay", store, "--by", "tag:env"])
            #expect(
                outcome.errors
                    == "tollgate: \(store): tag:env is not kept of \(log), for its format (otlp) "
                    + "takes any attribute for a tag; ingest the log again with --tag 'env', which "
                    + "keeps it\n")
        }
    }

    @Test func aTextAskedForLaterIsRecordedByIngestingAgain() async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(IngestTests.log(0..<10), to: "a.jsonl")
            for options in [[], ["--match", "komplexe Analyse"]] {
                let ingest = try await TollgateProcess.run(
                    ["ingest", "a.jsonl", "--store", "s.db"] + options, in: folder)
                #expect(ingest.output.contains("s.db#default: 10 calls in 1 file"))
            }
            let outcome = try await TollgateProcess.run(
                ["replay", "s.db", "--policy", "tutorial"], in: folder)
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
        }
    }
}
