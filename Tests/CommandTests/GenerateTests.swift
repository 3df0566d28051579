import Foundation
import Testing

/// Synthetic logs, written, read back and measured as a user does it.
@Suite struct GenerateTests {
    private static let conversation = Repository.root.appending(
        path: "Fixtures/azure-2023/AzureLLMInferenceTrace_conv.csv"
    ).path

    /// Runs in a folder that holds the example as `spec.yaml`.
    private static func inFolder(_ body: (URL) async throws -> Void) async throws {
        try await Repository.withTemporaryFolder { folder in
            let example = try await TollgateProcess.run(["generate", "--example"])
            #expect(example.exitCode == 0, "\(example.errors)")
            try folder.write(example.output, to: "spec.yaml")
            try await body(folder)
        }
    }

    private static func generate(
        _ arguments: [String], in folder: URL
    ) async throws -> TollgateProcess.Outcome {
        try await TollgateProcess.run(["generate"] + arguments, in: folder)
    }

    private static func lines(_ name: String, in folder: URL) throws -> [Substring] {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            .split(separator: "\n")
    }

    @Test func theExampleIsWrittenReplayedAndIngestedWhole() async throws {
        try await Self.inFolder { folder in
            let made = try await Self.generate(
                ["spec.yaml", "--requests", "3000", "--out", "log.jsonl"], in: folder)
            #expect(made.exitCode == 0, "\(made.errors)")
            #expect(made.output.hasPrefix("3,000 requests in `log.jsonl`, seed 7; measured by"))
            #expect(try Self.lines("log.jsonl", in: folder).count == 3000)

            let replayed = try await TollgateProcess.run(
                [
                    "replay", "log.jsonl", "--prices", "list-2026", "--by", "team,tag:tier",
                    "--policy", "tutorial", "--assume", "system=none", "--latency", "--format",
                    "json",
                ],
                in: folder)
            #expect(replayed.exitCode == 0, "\(replayed.errors)")
            #expect(replayed.output.contains("3000"))
            let ingested = try await TollgateProcess.run(
                ["ingest", "log.jsonl", "--store", "s.db"], in: folder)
            #expect(ingested.exitCode == 0, "\(ingested.errors)")
            #expect(ingested.output.contains("3,000"))
            let like = try await Self.generate(
                ["--like", "s.db", "--requests", "500", "--out", "more.jsonl"], in: folder)
            #expect(like.exitCode == 0, "\(like.errors)")
            #expect(try Self.lines("more.jsonl", in: folder).count == 500)
        }
    }

    @Test func fileAndStandardOutputGetTheSameBytes() async throws {
        try await Self.inFolder { folder in
            let options = ["spec.yaml", "--for", "2h", "--seed", "3"]
            let file = try await Self.generate(options + ["--out", "a.jsonl"], in: folder)
            let stream = try await Self.generate(options + ["--out", "-"], in: folder)
            #expect(file.exitCode == 0 && stream.exitCode == 0, "\(stream.errors)")
            let written = try String(
                contentsOf: folder.appending(path: "a.jsonl"), encoding: .utf8)
            #expect(written == stream.output && !written.isEmpty)
            #expect(
                stream.errors.hasSuffix(
                    "\ntollgate: note: nothing was measured, as standard output can't be read back\n"
                ))
        }
    }

    /// What is claimed is what the written bytes say: JSON and an own count agree.
    @Test func figuresAreThoseOfTheBytesThatWereWritten() async throws {
        try await Self.inFolder { folder in
            let made = try await Self.generate(
                [
                    "--like", Self.conversation, "--assume", "model=gpt-4.1", "--format", "json",
                    "--out", "log.jsonl",
                ], in: folder)
            #expect(made.exitCode == 0, "\(made.errors)")
            let result = try #require(
                try JSONSerialization.jsonObject(with: Data(made.output.utf8)) as? [String: Any])
            #expect(result["schema"] as? String == "tollgate.generate/1")
            let list = try #require(result["measures"] as? [[String: Any]])
            let measures = Dictionary(
                uniqueKeysWithValues: list.map { ($0["measure"] as? String ?? "", $0) })
            let lines = try Self.lines("log.jsonl", in: folder)
            #expect(result["requests"] as? Int == lines.count)
            let minutes = Dictionary(grouping: lines) { $0.dropFirst(7).prefix(16) }
                .mapValues { Double($0.count) }
            let whole = minutes.keys.sorted().dropFirst().dropLast().compactMap { minutes[$0] }
            let mean = whole.reduce(0, +) / Double(whole.count)
            let peak = try #require(whole.max()) / mean
            #expect(
                measures["peak_to_mean"]?["generated"] as? String
                    == String(format: "%.2f", peak))
            #expect(measures["peak_to_mean"]?["log"] as? String == "1.51")
            #expect(measures["dispersion"]?["log"] as? String == "16.12")
            #expect(measures["prompt_tokens_p50"]?["log"] as? String == "1020")
            for key in ["dispersion", "peak_to_mean", "gap_cv", "prompt_tokens_p99"] {
                let text = try #require(measures[key]?["difference_percent"] as? String)
                #expect(abs(try #require(Double(text))) < 15, "\(key): \(text)")
            }
        }
    }

    @Test(arguments: [
        (["--out", "x"], "expected a workload file or --like SOURCE"),
        (["spec.yaml", "--like", "log", "--out", "x"], "and not both"),
        (["spec.yaml"], "expected --out FILE"),
        (["spec.yaml", "--out", "x", "--requests", "5", "--for", "7d"], "give one"),
        (["spec.yaml", "--out", "x", "--requests", "0"], "expected at least 1"),
        (["spec.yaml", "--out", "x", "--scale", "0"], "--scale 0.0: expected a number from"),
        (["spec.yaml", "--out", "x", "--from", "monday"], "--from monday: expected a date"),
        (
            ["spec.yaml", "--out", "x", "--for", "40000 days"],
            "--for 40000 days: expected a length of time above zero and up to 36525 days"
        ),
        (["spec.yaml", "--out", "x", "--skip-bad"], "are about reading a log; give --like"),
        (["spec.yaml", "--out", "x", "--mapping", "m"], "are about reading a log; give --like"),
        (["--example", "--out", "x"], "--example stands alone"),
    ])
    func wrongUsageIsSaid(_ arguments: [String], _ message: String) async throws {
        try await Self.inFolder { folder in
            let outcome = try await Self.generate(arguments, in: folder)
            #expect(outcome.exitCode == 64)
            #expect(outcome.errors.contains(message), "\(outcome.errors)")
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "x").path))
        }
    }

    @Test func inputsAreNotOverwrittenAndFaultsLeaveNothing() async throws {
        try await Self.inFolder { folder in
            let over = try await Self.generate(["spec.yaml", "--out", "spec.yaml"], in: folder)
            #expect(over.exitCode == 2 && over.errors.contains("is an input of this run"))
            try folder.write("workload: x\nversion: 1\narrivals: {rat: 1/s}\n", to: "bad.yaml")
            let bad = try await Self.generate(["bad.yaml", "--out", "x"], in: folder)
            #expect(bad.exitCode == 2)
            #expect(
                bad.errors.hasPrefix(
                    #"tollgate: bad.yaml:3: arrivals.rat is not a known key; expected one of rate"#)
            )
            let short = try await Self.generate(
                ["--like", "spec.yaml", "--out", "x"], in: folder)
            #expect(short.exitCode == 2)
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            #expect(left == ["bad.yaml", "spec.yaml"])
        }
    }

    /// What differences are measured from is shown even where it is the log's own figure.
    @Test func aComparisonShowsWhatWasAimedAt() async throws {
        try await Self.inFolder { folder in
            let calls = (0..<10).map {
                #"{"ts":"2026-01-05T00:0\#($0):0\#($0)Z","model":"a","prompt_tokens":3,"#
                    + #""completion_tokens":1}"#
            }
            try folder.write(calls.joined(separator: "\n"), to: "even.jsonl")
            let made = try await Self.generate(
                ["--like", "even.jsonl", "--out", "x"], in: folder)
            #expect(made.exitCode == 0, "\(made.errors)")
            #expect(
                made.output.contains(
                    #/measure +log +aimed at +generated +difference/#))
            #expect(
                made.output.contains(#/variance \/ mean +0\.00 +1\.00 +[0-9.]+ +[-+0-9.]+ %/#),
                "\(made.output)")
            #expect(made.output.contains("is what such gaps give at an even rate"))
            #expect(made.output.contains("assumed: gap_cv = 1, gaps within the minute"))
        }
    }

    /// A file whose own period has nothing of a spike is wrong; a command line may leave one out.
    @Test func aSpikeOutsideIsRefusedOrSaid() async throws {
        try await Self.inFolder { folder in
            let short = try await Self.generate(
                ["spec.yaml", "--for", "1h", "--out", "x"], in: folder)
            #expect(short.exitCode == 0)
            #expect(
                short.errors.hasPrefix(
                    "tollgate: note: spec.yaml:14: arrivals.spikes[0]: the spike lies outside of "
                        + "what is written and changes nothing: it reaches from "
                        + "2026-01-07T13:00:00Z to 2026-01-07T13:10:00Z, the log from "
                        + "2026-01-04T23:00:00Z to 2026-01-05T00:00:00Z"), "\(short.errors)")
            let few = try await Self.generate(
                ["spec.yaml", "--requests", "9", "--out", "x"], in: folder)
            #expect(few.errors.contains("arrivals.spikes[0]: the spike lies outside"))
            let whole = try await Self.generate(["spec.yaml", "--out", "x"], in: folder)
            #expect(whole.exitCode == 0 && whole.errors.isEmpty)
        }
    }

    /// Half a log is no log: an end that the rate does not reach leaves no file.
    @Test func aLogIsThereWholeOrNotAtAll() async throws {
        try await Self.inFolder { folder in
            let slow = try String(
                contentsOf: folder.appending(path: "spec.yaml"), encoding: .utf8
            ).replacing("1200/hour", with: "1/w").replacing("2026-01-05", with: "2261-06-01")
                .replacing("2026-01-07", with: "2261-06-03")
            try folder.write(slow, to: "slow.yaml")
            let outcome = try await Self.generate(
                ["slow.yaml", "--requests", "50000", "--scale", "0.01", "--out", "x"], in: folder)
            #expect(outcome.exitCode == 2)
            #expect(outcome.errors.contains("the year 2261 ends after"), "\(outcome.errors)")
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            #expect(left == ["slow.yaml", "spec.yaml"])
        }
    }
}
