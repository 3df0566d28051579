import Foundation
import Testing

@Suite struct CapacityCommandTests {
    private static let log =
        Repository.root.appending(path: "Fixtures/azure-2023/AzureLLMInferenceTrace_conv.csv").path
    /// Not in the repository: data/AzureLLMInferenceTrace_code.csv of Azure/AzurePublicDataset.
    private static let codeTrace = Repository.root.deletingLastPathComponent()
        .appending(path: "shared/data/traces/azure2023/AzureLLMInferenceTrace_code.csv").path

    private static let service = "0.2s + 0.0002s*prompt_tokens + 0.02s*completion_tokens"

    private func run(
        _ deployment: String, _ arguments: String..., log: String = log
    ) async throws -> TollgateProcess.Outcome {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(
                """
                capacity: test
                version: 1
                deployments:
                  - {model: gpt-4.1, other: true, service: \(Self.service), \(deployment)}

                """, to: "plan.yaml")
            let plan = folder.appending(path: "plan.yaml").path
            return try await TollgateProcess.run(["capacity", log, "--plan", plan] + arguments)
        }
    }

    private func json(_ outcome: TollgateProcess.Outcome) throws -> [String: Any] {
        #expect(outcome.errors.isEmpty)
        return try #require(
            JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    }

    /// 32 servers: P99 by the Kiefer-Wolfowitz recursion, which equals simpy 4.1.2 in every wait.
    @Test func theLogIsSimulatedToTheNanosecond() async throws {
        let outcome = try await run("concurrency: 32", "--format", "json")
        let result = try json(outcome)
        #expect(result["schema"] as? String == "tollgate.capacity/1")
        let base = try #require(result["as_logged"] as? [String: Any])
        let latency = try #require(base["latency_s"] as? [String: String])
        #expect(latency == ["p50": "3.3504", "p95": "10.571248", "p99": "13.374302"])
        #expect(base["rejected"] as? Int == 0)
        // As `tollgate replay` prices the same log.
        #expect(base["cost"] as? String == "211.60428")
    }

    @Test(
        .enabled(
            if: FileManager.default.fileExists(atPath: codeTrace),
            "the code trace lies beside the checkout in ../shared, which is absent here"))
    func eightServersAtAThirdOfTheirLoadMakeBurstsWaitFor47Seconds() async throws {
        let outcome = try await run(
            "concurrency: 8", "--format", "json", log: Self.codeTrace)
        let result = try json(outcome)
        let base = try #require(result["as_logged"] as? [String: Any])
        #expect((base["latency_s"] as? [String: String])?["p99"] == "48.423086")
        let deployment = try #require((result["deployments"] as? [[String: Any]])?.first)
        #expect(deployment["utilisation_percent"] as? String == "37.18")
        let check = try #require((result["closed_forms"] as? [[String: Any]])?.first)
        #expect((check["arrival_variation"] as? String)?.hasPrefix("13.1") == true)
        #expect(check["bursty"] as? Bool == true)
        let measures = try #require(check["measures"] as? [[String: String]])
        let wait = try #require(measures.first { $0["measure"] == "wait P99" })
        #expect(wait["simulation"] == "47.441713")
        #expect(wait["formula"]?.hasPrefix("0.0") == true)
    }

    @Test func theServiceLevelIsAGate() async throws {
        let held = try await run("concurrency: 32", "--slo", "p95 < 11s", "--quiet")
        #expect(held.exitCode == 0)
        #expect(held.output.contains("The plan holds p95 < 11s: p95 is 10.6 s."))
        let broken = try await run("concurrency: 32", "--slo", "p95 < 10s", "--quiet")
        #expect(broken.exitCode == 1)
        #expect(broken.errors.contains("--slo does not hold"))
        #expect(broken.output.contains("The plan does not hold p95 < 10s: p95 is 10.6 s."))
    }

    /// Just below what is found it does not hold.
    @Test func theSmallestThatHoldsIsFound() async throws {
        let outcome = try await run(
            "concurrency: 8", "--slo", "p95 < 11s", "--find", "concurrency", "--format", "csv",
            "--section", "limits")
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let fields = outcome.output.split(separator: "\r\n").last?.split(separator: ",") ?? []
        let found = try #require(fields.count == 6 ? Int(fields[3]) : nil)
        #expect(fields[2] == "8")
        #expect(fields[5] == "yes")
        let at = try await run("concurrency: \(found)", "--slo", "p95 < 11s", "--quiet")
        #expect(at.exitCode == 0)
        let below = try await run("concurrency: \(found - 1)", "--slo", "p95 < 11s", "--quiet")
        #expect(below.exitCode == 1)
    }

    /// With --find the question is whether limits hold, not whether today's do.
    @Test func exitCodeOfASearchSaysWhetherLimitsHold() async throws {
        let found = try await run(
            "concurrency: 8", "--slo", "p95 < 11s", "--find", "concurrency", "--quiet")
        #expect(found.exitCode == 0, "\(found.errors)")
        #expect(found.output.contains("The plan does not hold p95 < 11s"))
        let none = try await run(
            "concurrency: 8", "--slo", "p95 < 1ms", "--find", "concurrency", "--quiet")
        #expect(none.exitCode == 1)
        #expect(none.errors == "tollgate: --find: no limits hold what is asked for\n")
        #expect(none.output.contains("No limits hold p95 < 1ms"))
    }

    @Test func scenariosAreRows() async throws {
        let outcome = try await run(
            "concurrency: 200", "--grow", "1.5x,2x", "--spike", "x4 for 10m at 18:30", "--format",
            "csv")
        let rows = outcome.output.split(separator: "\r\n").map { $0.split(separator: ",") }
        #expect(
            rows.dropFirst().map(\.first) == [
                "as logged", "1.5x traffic", "2x traffic", "x4 for 10m at 18:30",
            ])
        #expect(rows[1][1] == "19366")
        #expect(rows[3][1] == "38732")
    }

    @Test func theSameSeedGivesTheSameBytes() async throws {
        let deployment = "rpm: 300, retry: {attempts: 3, base: 1s}, failures: 1%"
        let first = try await run(deployment, "--format", "json", "--grow", "1.5x")
        let second = try await run(deployment, "--format", "json", "--grow", "1.5x")
        let other = try await run(deployment, "--format", "json", "--grow", "1.5x", "--seed", "2")
        #expect(first.output == second.output)
        #expect(first.output != other.output)
    }

    /// The ends of the spread are what the seeds by themselves give.
    @Test func spreadOverSeedsIsThatOfSingleRuns() async throws {
        let deployment =
            "concurrency: 24, queue: {limit: 4}, failures: 2%, retry: {attempts: 3, base: 1s}"
        func result(_ option: String, _ value: String) async throws -> [String: Any] {
            try json(try await run(deployment, "--format", "json", option, value))
        }
        var shares: [Double] = []
        for seed in ["1", "2", "3"] {
            let base = try #require(
                try await result("--seed", seed)["as_logged"] as? [String: Any])
            let (requests, rejected) = (base["requests"] as? Int, base["rejected"] as? Int)
            shares.append(Double(try #require(rejected)) / Double(try #require(requests)) * 100)
        }
        #expect(Set(shares).count > 1)
        let all = try await result("--runs", "3")
        let spread = try #require((all["spread"] as? [[String: Any]])?.first)
        #expect(spread["seeds"] as? Int == 3)
        let percent = try #require(spread["rejected_percent"] as? [String: String])
        for (name, value) in [("least", shares.min()), ("most", shares.max())] {
            let shown = try #require(percent[name].flatMap(Double.init))
            #expect(abs(shown - (value ?? 0)) <= 0.00005)
        }
    }

    @Test(arguments: [
        (["--where", "model = a"], Int32(64), "leaves calls out, and with them the bursts"),
        (["--runs", "0"], 64, "expected a number from 1 to 1000"),
        (["--grow", "0.5x"], 64, "less traffic would mean to leave calls out"),
        (["--find", "rpm"], 64, "--find needs --slo"),
        (["--find", "rmp", "--slo", "p95 < 1s"], 64, "did you mean rpm?"),
        (["--find", "b:rpm", "--slo", "p95 < 1s"], 2, "expected one of gpt-4.1"),
        (["--slo", "p95 > 1s"], 64, "expected bounds such as"),
        (["--spike", "x4 at 14:00"], 64, "as in 'x4 for 10m at 14:00'"),
        (["--spike", "x4 for 10m at 14:00"], 2, "the log has no such time"),
        (["--policy", "tutorial-budget", "--assume", "content_length=1"], 2, "has a budget"),
    ])
    func whatCannotBeAnsweredIsRefused(
        _ arguments: [String], _ code: Int32, _ message: String
    ) async throws {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(
                "capacity: x\nversion: 1\ndeployments: [{name: gpt-4.1, other: true, service: 1s}]\n",
                to: "plan.yaml")
            let outcome = try await TollgateProcess.run(
                ["capacity", Self.log, "--plan", folder.appending(path: "plan.yaml").path]
                    + arguments)
            #expect(outcome.exitCode == code, "\(outcome.errors)")
            #expect(outcome.errors.contains(message), "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
        }
    }

    @Test(arguments: [
        ("tpm: 100", "deployments[0].tpm lets 100 pass at once, and the request at"),
        (
            "tpm: 1M, accounting: reserved",
            "tpm needs max_tokens, which 19366 of 19366 requests lack"
        ),
    ])
    func aPlanThatDoesNotFitTheLogIsRefusedByPlace(
        _ fields: String, _ message: String
    ) async throws {
        let outcome = try await run(fields)
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.contains("plan.yaml:4: deployments[0].tpm"))
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }

    @Test func theExampleIsPrintedAndCanBeRun() async throws {
        let example = try await TollgateProcess.run(["capacity", "--example"])
        try await Repository.withTemporaryFolder { folder in
            try folder.write(example.output, to: "plan.yaml")
            let outcome = try await TollgateProcess.run(
                ["capacity", Self.log, "--plan", folder.appending(path: "plan.yaml").path])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(outcome.output.hasPrefix("Capacity of `current`"))
        }
    }

    /// Centuries would be more nanoseconds than a clock counts.
    @Test func aLogOfCenturiesIsRefused() async throws {
        try await Repository.withTemporaryFolder { folder in
            let calls = ["1700", "2260"].map { year in
                """
                {"ts":"\(year)-01-01T00:00:00Z","model":"gpt-4.1","prompt_tokens":1,\
                "completion_tokens":1}

                """
            }
            try folder.write(calls.joined(), to: "log.jsonl")
            let outcome = try await run(
                "concurrency: 6", log: folder.appending(path: "log.jsonl").path)
            #expect(outcome.exitCode == 2)
            #expect(
                outcome.errors == "tollgate: the log reaches from 1700-01-01T00:00:00Z to "
                    + "2260-01-01T00:00:00Z; expected ten years at most: give --from and --to\n")
        }
    }
}
