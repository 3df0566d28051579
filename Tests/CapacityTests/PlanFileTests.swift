import Capacity
import Documents
import Limits
import Statistics
import Testing

@Suite struct PlanFileTests {
    static let example = """
        capacity: production
        version: 1
        note: Two regions and a cheaper model behind them.
        goal: { latency: 15 s, share: 95% }
        patience: { distribution: exponential, mean: 1 min }
        slice: 10 s
        deployments:
          - name: east
            models: [gpt-4.1, gpt-4.1-mini]
            concurrency: 32
            limits:
              - requests: 500 per minute
              - tokens: 450000 per minute
                burst: 100000
                output: reserved
                unstated_output: 1024
              - tokens: 2000 per 10 s
                window: sliding
                input: uncached
                output: none
            over_quota: queue
            queue: { places: 100, longest_wait: 5 s }
            service: { base: 0.2 s, per_input_token: 0.2 ms, per_output_token: 20 ms }
            timeout: 2 min
            failure_share: 0.5%
            retry: { retries: 3, first: 500 ms, jitter: equal, heed_retry_after: false }
            fallback: cheap
          - name: cheap
            models: any
            priced_as: deepseek-v3.2
            queue: none
            service: recorded
        """

    @Test func everyFieldOfAPlanIsRead() throws {
        let file = try CapacityPlanFile(Document(text: Self.example, name: "plan.yaml"))
        #expect(file.name == "production")
        #expect(file.plan.goal == CapacityPlan.Goal(latency: .seconds(15), share: 0.95))
        #expect(
            try file.plan.patience
                == .drawn(#require(PositiveDistribution(.exponential, mean: 60))))
        #expect(file.plan.slice == .seconds(10))
        #expect(file.pricedAs == [nil, "deepseek-v3.2"])
        #expect(file.deployment(for: "gpt-4.1-mini") == 0)
        #expect(file.deployment(for: "whatever") == 1)

        var east = Deployment(
            "east", concurrency: 32,
            service: .tokens(
                TokenTimes(
                    base: .milliseconds(200), perInput: TimeSpan(nanoseconds: 200_000),
                    perOutput: .milliseconds(20))))
        east.quotas = [
            Quota(.requests, limit: 500, per: .minute),
            Quota(
                .tokens(TokenAccounting(output: .reserved(otherwise: 1024))), limit: 450_000,
                per: .minute, shape: .bucket(burst: 100_000)),
            Quota(
                .tokens(TokenAccounting(input: .uncached, output: .none)), limit: 2000,
                per: .seconds(10), shape: .slidingWindow),
        ]
        east.overQuota = .queue
        east.queue = Deployment.Queue(places: 100, longestWait: .seconds(5))
        east.timeout = .seconds(120)
        east.failureShare = 0.005
        east.retry = RetrySchedule(
            retries: 3, first: .milliseconds(500), jitter: .equal, heedsRetryAfter: false)
        east.fallback = 1
        var cheap = Deployment("cheap", concurrency: nil, service: .recorded)
        cheap.queue = nil
        #expect(file.plan.deployments == [east, cheap])
    }

    /// A deployment is named after the one model that it takes, unless the file says otherwise.
    @Test func deploymentTakesTheModelOfItsName() throws {
        let file = try CapacityPlanFile(
            Document(
                text: "{capacity: a, version: 1, deployments: [{name: m, service: 1 s}]}",
                name: "plan.yaml"))
        #expect(file.deployment(for: "m") == 0)
        #expect(file.deployment(for: "n") == nil)
        #expect(file.plan.deployments[0].service == .fixed(.seconds(1)))
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let find, replacement, message: String
        var testDescription: String { message }

        init(_ find: String, _ replacement: String, _ message: String) {
            (self.find, self.replacement, self.message) = (find, replacement, message)
        }
    }

    static let faults = [
        Fault(
            "concurrency: 32", "concurrency: 0",
            "plan.yaml:10: deployments[0].concurrency is 0; at least 1 is needed"),
        Fault(
            "unstated_output: 1024", "unstated_output: 200000",
            "plan.yaml:12: deployments[0].limits has a quota that lets no request in: it holds "
                + "100000 at once, and each request reserves 200000"),
        Fault(
            "queue: none", "fallback: east",
            "plan.yaml:27: deployments[0].fallback goes in a circle: east → cheap → east"),
        Fault(
            "    service: recorded", "    timeout: 1 s",
            "plan.yaml:28: deployments[1] has no value for \"service\", which is required"),
        Fault(
            "queue: { places: 100, longest_wait: 5 s }", "queue: none",
            "plan.yaml:21: deployments[0].over_quota lets requests queue, but there is no queue"),
        Fault(
            "fallback: cheap", "fallback: chaep",
            "plan.yaml:27: deployments[0].fallback is \"chaep\", and no deployment has that name; "
                + "did you mean \"cheap\"?"),
        Fault(
            "models: any", "models: gpt-4.1",
            "plan.yaml:29: deployments[1].models is \"gpt-4.1\", whose requests an earlier "
                + "deployment takes; name it once"),
        Fault(
            "name: cheap", "name: east",
            "plan.yaml:28: deployments[1].name is the name of an earlier deployment; each needs "
                + "one of its own"),
        Fault(
            "500 per minute", "500",
            "plan.yaml:12: deployments[0].limits[0].requests is \"500\"; expected a number of at "
                + "least 1 and a time, such as 500 per minute"),
        Fault(
            "500 per minute", "0 per minute",
            "plan.yaml:12: deployments[0].limits[0].requests is \"0 per minute\"; expected a "
                + "number of at least 1 and a time, such as 500 per minute"),
        Fault(
            "500 per minute", "500 per month",
            "plan.yaml:12: deployments[0].limits[0].requests is \"500 per month\"; expected a time "
                + "after per, such as minute, day or 10 s"),
        Fault(
            "unstated_output: 1024", "output_weight: 5",
            "plan.yaml:13: deployments[0].limits[1] has no value for \"unstated_output\", which is "
                + "required"),
        Fault(
            "window: sliding", "window: rolling",
            "plan.yaml:18: deployments[0].limits[2].window is \"rolling\"; expected one of bucket, "
                + "fixed, sliding"),
        Fault(
            "timeout: 2 min", "timeout: 2",
            "plan.yaml:24: deployments[0].timeout is \"2\"; expected a time such as 500 ms, 0.2 s, "
                + "1 min or 2 h, of whole nanoseconds"),
        Fault(
            "timeout: 2 min", "timeout: 0 s",
            "plan.yaml:24: deployments[0].timeout has to be longer than nothing"),
        Fault(
            "failure_share: 0.5%", "failure_share: 5",
            "plan.yaml:25: deployments[0].failure_share is \"5\"; expected a share between 0 and "
                + "1, or such as 95%"),
        Fault(
            "slice: 10 s", "slice: 0 s", "plan.yaml:6: slice has to be longer than nothing"),
        Fault(
            "{ distribution: exponential, mean: 1 min }", "recorded",
            "plan.yaml:5: patience is in no log; give a time or a distribution"),
        Fault(
            "version: 1", "version: 2",
            "plan.yaml:2: version is not 1; this tollgate reads version 1"),
        Fault(
            "retries: 3", "retries: -1",
            "plan.yaml:26: deployments[0].retry.retries is \"-1\"; expected a number from 0 to "
                + "1000"),
    ]

    @Test(arguments: faults)
    func faultIsNamedWithItsPlace(_ fault: Fault) throws {
        #expect(Self.example.contains(fault.find))
        let text = Self.example.replacing(fault.find, with: fault.replacement, maxReplacements: 1)
        let document = try Document(text: text, name: "plan.yaml")
        do throws(DocumentError) {
            _ = try CapacityPlanFile(document)
            Issue.record("the plan was read")
        } catch {
            #expect(error.description == fault.message)
        }
    }

    @Test(
        arguments: [
            ("500 ms", 500_000_000), ("0.2 s", 200_000_000), ("1.5 min", 90_000_000_000),
            ("0.001 us", 1), ("1e3 ms", 1_000_000_000), ("0 s", 0),
        ] as [(String, Int64)])
    func timesAreExact(_ text: String, _ nanoseconds: Int64) throws {
        #expect(try service(text) == .fixed(TimeSpan(nanoseconds: nanoseconds)))
    }

    @Test(arguments: ["5", "5s", "-1 s", "0.0001 us", "1 day", "100000 h", "s", "1 s s", "1e400 s"])
    func whatIsNoTimeIsRefused(_ text: String) {
        #expect(throws: DocumentError.self) { try service(text) }
    }

    private func service(_ text: String) throws -> TimeModel {
        let text = "{capacity: a, version: 1, deployments: [{name: m, service: '\(text)'}]}"
        let file = try CapacityPlanFile(Document(text: text, name: "plan.yaml"))
        return file.plan.deployments[0].service
    }
}
