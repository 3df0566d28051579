import Capacity
import Documents
import Limits
import Testing

@Suite struct PlanFileTests {
    private func plan(_ deployments: String, _ more: String = "") throws -> PlanFile {
        try PlanFile(
            Document(
                text: "capacity: test\nversion: 1\n\(more)deployments:\n\(deployments)",
                name: "plan.yaml"))
    }

    @Test func theExampleIsAPlan() throws {
        let file = try PlanFile(Document(text: PlanFile.example, name: "example"))
        #expect(file.deployments.map(\.name) == ["gpt-4.1", "deepseek-v3.2"])
        #expect(file.deployments[0].limits == [.rpm: 500, .tpm: 450_000, .concurrency: 64])
        #expect(try file.plan().deployments[0].fallback == 1)
    }

    /// Each commented line of the example is one that can be read.
    @Test(arguments: [
        "slo: p95 < 2s, rejected < 0.1%", "patience: 30s", "slice: 1m",
        "leave_out: [text-embedding-3-small]",
        "assume: {prompt_tokens: 800, completion_tokens: 200, max_tokens: 1024, latency: 2s}",
    ])
    func theExampleCanSayMore(_ line: String) throws {
        #expect(PlanFile.example.contains("# \(line.prefix { $0 != " " })"))
        _ = try plan("  - {name: a, service: 1s}", line + "\n")
    }

    @Test func aDeploymentIsReadWhole() throws {
        let file = try plan(
            """
              - name: pool
                models: [x, y]
                rpm: 1.5K
                input_tpm: 2M
                output_tpm: 300K
                limiter: token-bucket
                burst: 6s
                accounting: uncached-input
                concurrency: 8
                service: 0.2s + 0.0002s*prompt_tokens - 100us*cached_tokens + completion_tokens*20ms
                timeout: 1.5m
                failures: 0.5%
                when_limited: queue
                queue: {limit: 100, patience: 5s}
                retry: {attempts: 3, base: 500ms, cap: 8s, jitter: equal}
                fallback: rest
              - {name: rest, other: true, service: lognormal 2s cv 1.5}
            """)
        let made = try file.plan().deployments[0]
        #expect(made.concurrency == 8)
        #expect(made.quotas.map(\.limit) == [1500, 2_000_000, 300_000])
        #expect(made.quotas.map(\.shape).first == .bucket(burst: 150))
        #expect(
            made.service
                == .tokens(
                    TokenTimes(
                        base: .milliseconds(200), perInput: TimeSpan(nanoseconds: 200_000),
                        perCachedInput: TimeSpan(nanoseconds: 100_000),
                        perOutput: .milliseconds(20))))
        #expect(made.timeout == .seconds(90))
        #expect(made.failureShare == 0.005)
        #expect(made.overQuota == .queue)
        #expect(made.queue == Deployment.Queue(places: 100, longestWait: .seconds(5)))
        #expect(made.retry?.retries == 2)
        #expect(made.retry?.jitter == .equal)
    }

    @Test(arguments: [
        ("concurrency: 0", "deployments[0].concurrency is 0; 1 is the least"),
        ("rpm: 0", "deployments[0].rpm is 0; 1 is the least"),
        ("tpm: 4.5", "deployments[0].tpm is \"4.5\"; expected a whole number"),
        ("rmp: 5", "deployments[0].rmp is not a known key"),
        ("rmp: 5", "did you mean \"rpm\"?"),
        ("fallback: a", "deployments[0].fallback goes in a circle: a → a"),
        ("fallback: b", "deployments[0].fallback is \"b\"; expected the name of a deployment"),
        ("fallback: [b, c]", "name the next one, and there the one after it"),
        ("burst: 0s", "deployments[0].burst is \"0s\"; expected a length of time"),
        ("limiter: fixed-windw", "did you mean \"fixed-window\"?"),
        ("retry: {attempts: 1, base: 1s}", "deployments[0].retry.attempts is 1; 2 is the least"),
        ("retry: {attempts: 3}", "has no value for \"base\""),
        ("failures: 110%", "expected a share from 0% to 100%"),
        ("queue: {limit: 1, wait: 2s}", "deployments[0].queue.wait is not a known key"),
        ("timeout: 2", "deployments[0].timeout is \"2\"; expected a length of time"),
        ("{limiter: sliding-window, burst: 1s}", "a sliding-window has no burst"),
        ("{when_limited: queue, queue: none}", "has when_limited: queue, and"),
    ])
    func faultsAreNamedByPlace(_ line: String, _ message: String) throws {
        let fields = line.hasPrefix("{") ? String(line.dropFirst().dropLast()) : line
        let text = "  - {name: a, service: 1s, \(fields)}"
        #expect {
            _ = try plan(text).plan()
        } throws: { error in
            "\(error)".contains(message)
        }
    }

    @Test(arguments: [
        ("", "has no service time"), ("service: ''", "is no time"), ("service: 0s", "is no time"),
        ("service: 2", "is no time"), ("service: 1s + 2s*tokens", "\"2s*tokens\" is neither"),
        ("service: 1s - 2s*prompt_tokens", "no part negative"),
        ("service: 0.1ns", "to the nanosecond"), ("service: gamma 2s", "expected cv"),
        ("service: exponential", "expected a mean"), ("service: gamma 2s cv 1000", "0.01 to 100"),
    ])
    func serviceTimesAreChecked(_ field: String, _ message: String) {
        #expect {
            _ = try plan("  - {name: a\(field.isEmpty ? "" : ", ")\(field)}")
        } throws: { error in
            "\(error)".contains(message) && "\(error)".contains("plan.yaml:4: deployments[0]")
        }
    }

    @Test func aLongCircleIsNamed() {
        let text = ["b", "c", "a"].enumerated().map {
            "  - {name: \(["a", "b", "c"][$0]), service: 1s, fallback: \($1)}"
        }.joined(separator: "\n")
        #expect {
            _ = try plan(text)
        } throws: { error in
            "\(error)".contains("goes in a circle: a → b → c → a")
        }
    }

    @Test func aModelGoesOneWay() {
        #expect {
            _ = try plan("  - {model: x, service: 1s}\n  - {name: b, models: [x], service: 1s}")
        } throws: { error in
            "\(error)".contains("plan.yaml:5: deployments[1].models names x, whose calls x takes")
        }
    }
}
