import Foundation
import Logs
import Pricing
import Replay
import Routing
import Statistics
import Testing

@Suite struct `Expected latencies` {
    private static let prices = """
          - {id: dear, aliases: [dear-2026], all_tokens: 100000}
          - {id: cheap, all_tokens: 10000}
        """

    private func run(
        _ lines: [String], jobs: Int = 1, _ plan: ReplayPlan? = nil
    ) async throws -> LatencyRun {
        let plan = try plan ?? ReplayPlan(prices: PriceTable.file(Self.prices))
        return try await plan.latencyRun(
            reading: LogFiles([.lines(lines, name: "run.jsonl")], options: ReadingOptions()),
            name: "run.jsonl", jobs: jobs)
    }

    private func replay(
        _ log: [String], by lines: [String], baselines: [String] = [], policy: String? = nil,
        jobs: Int = 1
    ) async throws -> ReplayResult {
        var plan = ReplayPlan(prices: try PriceTable.file(Self.prices))
        plan.baselines = .models(baselines)
        plan.selectors = try policy.map { [try ModelSelector(Policy.file("test", $0))] } ?? []
        plan.latencyRun = try await run(lines, plan)
        return try await plan.replay(log, jobs: jobs)
    }

    /// A measured call of so many milliseconds.
    private func timed(
        _ model: String, _ milliseconds: Int, _ prompt: Int = 1, _ completion: Int = 1,
        _ more: String = ""
    ) -> String {
        call(
            model, prompt, completion,
            #""latency_ms":\#(milliseconds)\#(more.isEmpty ? "" : ",")\#(more)"#)
    }

    private func attempt(
        _ second: Int, _ operation: String, _ milliseconds: Int?, fails: Bool = false,
        model: String = "dear"
    ) -> String {
        let latency = milliseconds.map { #","latency_ms":\#($0)"# } ?? ""
        return call(
            model, 1, 1,
            #""operation_id":"\#(operation)","status":\#(fails ? 500 : 200)\#(latency)"#,
            at: "2026-01-05T12:00:\(10 + second)Z")
    }

    @Test func `an operation that spans centuries is untimed, and no crash`() async throws {
        let operation = #""operation_id":"o","status":"#
        let found = try await run([
            call("dear", 1, 1, operation + "500", at: "1700-01-01T00:00:00Z"),
            call("dear", 1, 1, operation + #"200,"latency_ms":5"#, at: "2261-01-01T00:00:00Z"),
        ])
        #expect(found.measured("dear")?.untimed == 1)
    }

    private func milliseconds(_ quantiles: ExpectedLatency.Quantiles?) -> [Int64]? {
        quantiles.map { [$0.p50, $0.p95, $0.p99].map { $0.time / 1_000_000 } }
    }

    private func milliseconds(_ times: ValueCounts?) -> [Int64] {
        (times?.counted ?? []).flatMap { entry in
            repeatElement(entry.value / 1_000_000, count: Int(entry.times))
        }
    }

    // MARK: Mixtures

    /// Three calls at 100 ms and one at 200 or 400 ms, each as likely.
    @Test func `a column takes as long as its models in their shares`() async throws {
        let log = Array(repeating: call("dear", 1, 1), count: 3) + [call("cheap", 1, 1)]
        let result = try await replay(
            log, by: [timed("dear", 100), timed("cheap", 400), timed("cheap", 200)],
            baselines: ["dear", "cheap"])
        let found = try #require(result.asRequested.latency)
        #expect(milliseconds(found.quantiles) == [100, 400, 400])
        #expect(found.requests == 4)
        #expect(found.requestsBySize == 0)
        #expect(milliseconds(result.baselines[0].column.latency?.quantiles) == [100, 100, 100])
        #expect(milliseconds(result.baselines[1].column.latency?.quantiles) == [200, 400, 400])
    }

    @Test func `what the run has not measured is unknown, and named with its share`() async throws {
        let log = [call("dear", 1, 1), call("cheap", 1, 1), call("new", 1, 1), call("new", 1, 1)]
        let result = try await replay(log, by: [timed("dear", 100)], baselines: ["cheap"])
        let found = try #require(result.asRequested.latency)
        #expect(found.quantiles == nil)
        #expect(milliseconds(found.ofMeasured) == [100, 100, 100])
        #expect(found.requestsMeasured == 1)
        #expect(
            found.unmeasured.map { "\($0.model ?? "") \($0.requests)" } == ["new 2", "cheap 1"])
        let baseline = try #require(result.baselines[0].column.latency)
        #expect(baseline.ofMeasured == nil)
        #expect(baseline.requestsMeasured == 0)
    }

    @Test func `a size counts for itself once it was measured often enough`() async throws {
        func run(large: Int) -> [String] {
            (0..<90).map { _ in timed("dear", 10) }
                + (0..<large).map { _ in timed("dear", 1_000, 5_000, 500) }
        }
        let log = [
            call("dear", 2, 2), call("dear", 6_000, 600), call("dear", 100_000, 1),
            record(#""model":"dear","usage":"unknown""#),
        ]
        let enough = try #require(
            try await replay(log, by: run(large: 30)).asRequested.latency)
        #expect(enough.requestsBySize == 2)
        // The other two: 3 in 4 of all measured calls are short.
        #expect(milliseconds(enough.quantiles) == [10, 1_000, 1_000])
        let few = try #require(try await replay(log, by: run(large: 29)).asRequested.latency)
        #expect(few.requestsBySize == 1)
    }

    @Test func `failed and cached calls of the log are asked for nothing`() async throws {
        let log = [
            call("dear", 1, 1), record(#""model":"cheap","usage":"none","status":500"#),
            record(#""model":"cheap","usage":"none","status":200"#),
            call("cheap", 1, 1, #""status":503"#),
        ]
        let result = try await replay(log, by: [timed("dear", 5)])
        let found = try #require(result.asRequested.latency)
        #expect(found.requests == 1)
        #expect(milliseconds(found.quantiles) == [5, 5, 5])
        #expect(result.assumptions.contains { $0.hasPrefix("requests without an expected") })
    }

    @Test func `calls that a budget moves take as long as where they go`() async throws {
        let budget =
            "rules: [{name: all, use: requested}]\n"
            + "budget: {monthly: 1 USD, alert_at: 80%, then_use: cheap}\n"
        let log = (0..<12).map { call("dear", 1, 0, at: "2026-01-05T12:00:\(10 + $0)Z") }
        let result = try await replay(log, by: [timed("dear", 100)], policy: budget, jobs: 3)
        let found = try #require(try result.policy("test").column.latency)
        #expect(found.requests == 12)
        #expect(found.unmeasured.map { "\($0.model ?? "") \($0.requests)" } == ["cheap 4"])
    }

    @Test func `the number of workers changes nothing`() async throws {
        var generator = SplitMix(state: 11)
        let lines = (0..<400).map { _ in
            timed(
                generator.pick(["dear", "cheap"]), generator.below(900), generator.below(9_000),
                generator.below(900))
        }
        let one = try await replay(lines, by: lines, baselines: ["cheap"])
        let four = try await replay(lines, by: lines, baselines: ["cheap"], jobs: 4)
        #expect(one.asRequested.latency == four.asRequested.latency)
        #expect(one.baselines[0].column.latency == four.baselines[0].column.latency)
        let runs = try await (run(lines), run(lines, jobs: 4))
        for (left, right) in zip(runs.0.models, runs.1.models) {
            #expect(left.operations.all == right.operations.all)
            #expect(left.operations.sizes == right.operations.sizes)
        }
    }

    // MARK: Runs

    @Test func `an operation lasts from its first attempt to the end of its last`() async throws {
        let found = try await run([
            attempt(4, "x", 500), attempt(0, "x", 1_000, fails: true),
            attempt(1, "y", 9_000, fails: true), attempt(2, "y", nil, fails: true),
            attempt(0, "z", 70), attempt(5, "z", 80), attempt(6, "u", nil),
        ])
        let model = try #require(found.measured("dear"))
        #expect(milliseconds(model.operations.all) == [70, 80, 4_500])
        #expect(milliseconds(model.attempts.all) == [70, 80, 500])
        #expect(model.failedOperations == 1)
        #expect(model.failedAttempts == 3)
        #expect(model.untimed == 1)
    }

    @Test func `an operation that a fallback served is of the model it first went to`()
        async throws
    {
        let found = try await run([
            attempt(0, "x", 100, fails: true, model: "dear"), attempt(2, "x", 300, model: "cheap"),
        ])
        #expect(milliseconds(found.measured("dear")?.operations.all) == [2_300])
        #expect(milliseconds(found.measured("dear")?.attempts.all) == [])
        #expect(milliseconds(found.measured("cheap")?.operations.all) == [])
        #expect(milliseconds(found.measured("cheap")?.attempts.all) == [300])
    }

    @Test func `the model that answered is the one that was measured`() async throws {
        let found = try await run([
            timed("smart", 1, 1, 1, #""served_model":"dear-2026""#),
            timed("cheap", 2, 1, 1, #""served_model":"cheap-of-today""#),
        ])
        #expect(Set(found.models.compactMap(\.model)) == ["dear", "cheap"])
        #expect(milliseconds(found.measured("dear-2026")?.operations.all) == [1])
        #expect(found.measured("smart") == nil)
    }

    @Test(arguments: [
        ([], "0 failed, 0 tell no latency"),
        ([#""model":"dear","usage":"none","status":500,"latency_ms":9"#], "1 failed"),
        ([#""model":"dear","prompt_tokens":1,"completion_tokens":1"#], "1 tell no latency"),
    ])
    func `a run that measured nothing is refused`(_ fields: [String], _ says: String) async {
        await #expect {
            _ = try await run(fields.map { record($0) })
        } throws: { error in
            "\(error)".hasPrefix("--latency run.jsonl: no call succeeded and tells how long")
                && "\(error)".contains(says)
        }
    }

    // MARK: Any mixture

    /// Each call stands for as many copies of the measured ones, in whole numbers.
    @Test(arguments: 0..<40)
    func `quantiles are those of all calls written out`(_ seed: UInt64) async throws {
        var generator = SplitMix(state: seed)
        let measured = ["dear": generator.below(5) + 1, "cheap": generator.below(5) + 1].mapValues {
            (0..<$0).map { _ in generator.below(6) * 100 }
        }
        let calls = (0..<generator.below(50) + 1).map { _ in generator.pick(["dear", "cheap"]) }
        var copies: [Int] = []
        for model in calls {
            let times = try #require(measured[model])
            for time in times { copies += Array(repeating: time, count: 60 / times.count) }
        }
        copies.sort()
        let expected = [50, 95, 99].map { Int64(copies[(copies.count * $0 + 99) / 100 - 1]) }
        let result = try await replay(
            calls.map { call($0, 1, 1) },
            by: measured.sorted { $0.key < $1.key }.flatMap { model, times in
                times.map { timed(model, $0) }
            })
        #expect(milliseconds(result.asRequested.latency?.quantiles) == expected, "seed \(seed)")
    }
}
