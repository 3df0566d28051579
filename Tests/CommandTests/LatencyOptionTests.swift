import Foundation
import Testing

/// `--latency` stands alone or takes a RUN.
@Suite struct LatencyOptionTests {
    private static func record(_ model: String, _ milliseconds: Int) -> String {
        """
        {"ts":"2026-01-05T08:00:00Z","model":"\(model)","prompt_tokens":10,\
        "completion_tokens":5,"latency_ms":\(milliseconds)}

        """
    }

    private func run(_ arguments: [String]) async throws -> TollgateProcess.Outcome {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(Self.record("gpt-4.1", 70), to: "log.jsonl")
            try folder.write(
                Self.record("gpt-4.1", 900) + Self.record("deepseek-v3.2", 300), to: "run.jsonl")
            try folder.write(
                """
                capacity: test
                version: 1
                deployments:
                  - {model: gpt-4.1, service: run}

                """, to: "plan.yaml")
            try folder.write(
                """
                capacity: test
                version: 1
                deployments:
                  - {model: gpt-4.1, service: 2s}

                """, to: "fixed.yaml")
            return try await TollgateProcess.run(arguments, in: folder)
        }
    }

    private let csv = ["--format", "csv", "--section", "latency", "--quiet"]

    @Test(arguments: [
        ["log.jsonl", "--latency"], ["--latency", "--timezone", "UTC", "log.jsonl"],
    ])
    func aloneItIsWhatTheLogRecords(_ arguments: [String]) async throws {
        let outcome = try await run(["replay"] + arguments + csv)
        #expect(
            outcome.output.replacing("\r\n", with: "\n") == """
                model,span,requests,p50_ms,p95_ms,p99_ms,max_ms
                gpt-4.1,latency,1,70,70,70,70

                """)
    }

    @Test(arguments: [
        ["log.jsonl", "--latency", "run.jsonl"], ["log.jsonl", "--latency=run.jsonl"],
        ["--latency", "run.jsonl", "log.jsonl"],
    ])
    func aRunTellsWhatToExpect(_ arguments: [String]) async throws {
        let outcome = try await run(
            ["replay"] + arguments + [
                "--baseline", "deepseek-v3.2", "--baseline", "claude-sonnet-4.5",
            ] + csv)
        #expect(
            outcome.output.replacing("\r\n", with: "\n") == """
                kind,name,currency,total,requests,requests_measured,requests_by_size,\
                p50_ms_of_measured,p50_ms_lower_95,p50_ms_upper_95,\
                p95_ms_of_measured,p95_ms_lower_95,p95_ms_upper_95,\
                p99_ms_of_measured,p99_ms_lower_95,p99_ms_upper_95
                as_requested,,USD,0.00012,1,1,0,900,,,900,900,,900,900,
                baseline,deepseek-v3.2,USD,0.0000063,1,1,0,300,,,300,300,,300,300,
                baseline,claude-sonnet-4.5,USD,0.000225,1,0,0,,,,,,,,,

                """)
    }

    @Test func aReportHoldsThem() async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(Self.record("gpt-4.1", 70), to: "log.jsonl")
            let outcome = try await TollgateProcess.run(
                ["report", "log.jsonl", "--out", "out", "--latency", "log.jsonl"], in: folder)
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            let page = try String(
                contentsOf: folder.appending(path: "out/index.html"), encoding: .utf8)
            #expect(page.contains("Expected latency in ms"))
            let table = try String(
                contentsOf: folder.appending(path: "out/latency.csv"), encoding: .utf8)
            #expect(table.contains("p95_ms_of_measured"))
        }
    }

    @Test func aPlanDrawsTimesOfWorkFromARun() async throws {
        let outcome = try await run([
            "capacity", "log.jsonl", "--plan", "plan.yaml", "--latency", "run.jsonl",
        ])
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("900 ms (P50)"))
        #expect(outcome.output.contains("drawn from the run `run.jsonl`"))
    }

    private struct Mistake {
        let arguments: [String]
        let code: Int32
        let message: String
    }

    private static let mistakes = [
        Mistake(
            arguments: ["replay", "--latency", "log.jsonl"], code: 64,
            message:
                "Error: --latency took log.jsonl as its RUN, and no SOURCE is left; write 'tollgate "
                + "replay log.jsonl --latency' for the latencies that it records, or 'tollgate "
                + "replay SOURCE --latency log.jsonl'"),
        Mistake(
            arguments: ["replay", "log.jsonl", "--latency", "-"], code: 64,
            message: "Error: --latency '-': expected a RUN: a log file, a folder, or a dataset"),
        Mistake(
            arguments: ["capacity", "log.jsonl", "--plan", "plan.yaml"], code: 2,
            message:
                "tollgate: plan.yaml:4: deployments[0].service is run, and no run is named; add "
                + "--latency RUN, or state a time"),
        Mistake(
            arguments: ["capacity", "log.jsonl", "--plan", "fixed.yaml", "--latency", "run.jsonl"],
            code: 64,
            message:
                "Error: --latency run.jsonl: no deployment of fixed.yaml draws from a run; state "
                + "'service: run' at one, or leave out --latency"),
        Mistake(
            arguments: ["capacity", "log.jsonl", "--plan", "plan.yaml", "--latency"], code: 64,
            message:
                "Error: --latency stands alone; 'service: log' in the plan takes the log's latencies, "
                + "and --latency RUN those of a run for 'service: run'"),
    ]

    @Test(arguments: mistakes.indices)
    func aMistakeIsOneClearLine(_ place: Int) async throws {
        let mistake = Self.mistakes[place]
        let outcome = try await run(mistake.arguments)
        #expect(outcome.exitCode == mistake.code)
        #expect(outcome.errors.split(separator: "\n").first.map(String.init) == mistake.message)
        #expect(outcome.output.isEmpty)
    }
}
