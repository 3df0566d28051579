import Foundation
import Testing

/// What small logs meet in a plan.
@Suite struct CapacityTrafficTests {
    /// A call a second, each with these fields beside time, model and tokens.
    private func log(_ calls: [(model: String, fields: String)]) -> String {
        calls.enumerated().map { second, call in
            """
            {"ts":"2026-01-05T08:00:0\(second)Z","model":"\(call.model)","prompt_tokens":10,\
            "completion_tokens":5\(call.fields)}

            """
        }.joined()
    }

    private func run(
        _ log: String, plan: String, files: [String: String] = [:], _ arguments: String...
    ) async throws -> TollgateProcess.Outcome {
        try await Repository.withTemporaryFolder { folder in
            try folder.write(log, to: "log.jsonl")
            try folder.write("capacity: x\nversion: 1\n" + plan, to: "plan.yaml")
            for (name, text) in files { try folder.write(text, to: name) }
            func path(_ name: String) -> String { folder.appending(path: name).path }
            return try await TollgateProcess.run(
                ["capacity", path("log.jsonl"), "--plan", path("plan.yaml")]
                    + arguments.map { files[$0] == nil ? $0 : path($0) })
        }
    }

    private static let reserving = """
        assume: {max_tokens: 5000}
        deployments: [{name: a, other: true, service: 1s, tpm: 1000, accounting: reserved}]

        """

    /// What the plan assumes of requests that do not tell is too much, and all of them tell.
    @Test func anAssumptionThatNoRequestNeedsIsNoFault() async throws {
        let outcome = try await run(
            log([("m", #","max_tokens":100"#), ("m", #","max_tokens":200"#)]),
            plan: Self.reserving)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("traffic of 2 requests, 0.00 % are rejected"))
    }

    @Test func anAssumptionThatOneRequestNeedsIsOne() async throws {
        let outcome = try await run(
            log([("m", #","max_tokens":100"#), ("m", "")]), plan: Self.reserving)
        #expect(outcome.exitCode == 2)
        #expect(
            outcome.errors.contains(
                "plan.yaml:4: deployments[0].tpm lets 1000 pass at once, and the request at "
                    + "2026-01-05T08:00:01Z counts 5010"), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
    }

    @Test(arguments: [
        ("", [], "no record was read; check the source, and --from and --to if given"),
        (
            #"{"ts":"2026-01-05T08:00:00Z","model":"m","prompt_tokens":1,"completion_tokens":1}"#,
            ["--from", "2027-01-01"], "no record was read"
        ),
        (
            #"{"ts":"2026-01-05T08:00:00Z","model":"m","usage":"none"}"#, [],
            "none of the 1 records read is a request to a model"
        ),
    ])
    func aLogWithoutRequestsIsNoFaultOfThePlan(
        _ log: String, _ arguments: [String], _ message: String
    ) async throws {
        let outcome = try await Repository.withTemporaryFolder { folder in
            try folder.write(log + "\n", to: "log.jsonl")
            try folder.write(
                "capacity: x\nversion: 1\ndeployments: [{name: a, other: true, service: 1s}]\n",
                to: "plan.yaml")
            return try await TollgateProcess.run(
                [
                    "capacity", folder.appending(path: "log.jsonl").path, "--plan",
                    folder.appending(path: "plan.yaml").path, "--input-format", "native",
                ] + arguments)
        }
        #expect(outcome.exitCode == 2)
        #expect(
            outcome.errors.hasPrefix("tollgate: there is nothing to simulate: \(message)"),
            "\(outcome.errors)")
    }

    /// What can't be seen is said, and what was left out is counted.
    @Test func aThinnedLogIsNamedAsFarAsItCanBeSeen() async throws {
        let outcome = try await run(
            log([("m", ""), ("m", "")]) + "not a record\n",
            plan: "deployments: [{name: a, other: true, service: 1s}]\n", "--skip-bad", "--format",
            "json")
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("1 bad lines are left out, so the simulation meets less"))
        #expect(
            outcome.output.contains("whether the log was sampled or cut before can't be seen"))
    }

    private static let policy = """
        policy: cheap
        version: 1
        rules: [{name: all, use: deepseek-v3.2}]

        """

    /// Whatever the policy chooses, the one deployment takes it.
    @Test(arguments: [
        ("{name: a, other: true, service: 1s}", "and only prices follow the policy"),
        ("{model: gpt-4.1, other: true, service: 1s}", "and all are priced as gpt-4.1"),
    ])
    func aPolicyWithoutEffectIsNamed(_ deployment: String, _ price: String) async throws {
        let outcome = try await run(
            log([("gpt-4.1", "")]), plan: "deployments: [\(deployment)]\n",
            files: ["policy.yaml": Self.policy], "--policy", "policy.yaml", "--format", "json")
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        #expect(
            outcome.output.contains("policy cheap changes no wait and no refusal"),
            "\(outcome.output)")
        #expect(outcome.output.contains(price))
    }

    @Test(arguments: [("deepseek-v3.2", false), ("gpt-4o", true)])
    func modelsOfAPolicyThatNoDeploymentNamesAreNamed(
        _ other: String, _ isRemarked: Bool
    ) async throws {
        let outcome = try await run(
            log([("gpt-4.1", "")]),
            plan: """
                deployments:
                  - {model: gpt-4.1, other: true, service: 1s}
                  - {model: \(other), service: 1s}

                """,
            files: ["policy.yaml": Self.policy], "--policy", "policy.yaml", "--format", "json")
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let remark =
            "no deployment names a model that policy cheap chose (deepseek-v3.2), so gpt-4.1 takes"
        #expect(outcome.output.contains(remark) == isRemarked)
    }

    /// The largest numbers that a log may state, at the largest weight.
    ///
    /// Copied a thousand times, their tokens are more than 64 bits count.
    @Test func hugeNumbersAreTooLargeAndNoCrash() async throws {
        let call =
            #"{"ts":"2026-01-05T08:00:00Z","model":"m","prompt_tokens":281474976710655,"#
            + #""completion_tokens":281474976710655,"max_tokens":281474976710655}"# + "\n"
        let outcome = try await run(
            String(repeating: call, count: 80),
            plan: """
                deployments:
                  - name: a
                    other: true
                    service: 1s
                    tpm: 9000000000M
                    accounting: reserved
                    output_weight: 1000
                    fallback: b
                  - {name: b, service: 1s}

                """, "--grow", "1000x")
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("too large"))
    }
}
