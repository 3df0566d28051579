import Documents
import Limits
import Logs
import Pricing
import Replay
import Statistics
import Testing

@testable import Capacity

@Suite struct MeasuredTimesTests {
    private static let prices = """
        prices: test
        version: 1
        currency: USD
        unit: 1M tokens
        models:
          - {id: a, aliases: [a-2026], all_tokens: 1}
          - {id: b, all_tokens: 1}
        """

    private func run(_ lines: [String]) async throws -> LatencyRun {
        let table = try PriceTable(Document(text: Self.prices, name: "prices.yaml"))
        let text = lines.map { $0 + "\n" }.joined()
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: text.utf8.count, alignment: 1)
        bytes.copyBytes(from: text.utf8)
        let log = LogInput.memory(
            name: "run.jsonl", bytes: UnsafeSendableBytes(UnsafeRawBufferPointer(bytes)))
        return try await ReplayPlan(prices: table).latencyRun(
            reading: LogFiles([log], options: ReadingOptions()), name: "run.jsonl", jobs: 1)
    }

    private func call(
        _ model: String, _ milliseconds: Int, tokens: Int = 1, status: Int = 200
    ) -> String {
        """
        {"ts":"2026-01-05T12:00:00Z","model":"\(model)","prompt_tokens":\(tokens),\
        "completion_tokens":\(tokens),"latency_ms":\(milliseconds),"status":\(status)}
        """
    }

    private func plan(_ deployment: String, _ run: LatencyRun?) throws -> PlanFile {
        try PlanFile(
            Document(
                text: "capacity: t\nversion: 1\ndeployments:\n  - {\(deployment)}\n",
                name: "plan.yaml"), run: run)
    }

    private func draws(_ times: MeasuredTimes, tokens: UInt64, count: Int = 4_000) -> [TimeSpan:
        Int]
    {
        var generator = SplitMix64(seed: 7)
        return (0..<count).reduce(into: [:]) { found, _ in
            let span = times.span(
                RequestTokens(TokenUsage(input: tokens, output: tokens), maximumOutput: nil),
                using: &generator)
            found[span, default: 0] += 1
        }
    }

    @Test func eachTimeIsDrawnAsOftenAsItWasMeasured() async throws {
        let run = try await run(
            [call("a", 100), call("a", 100), call("a", 100), call("a", 900), call("b", 5)]
                + [call("a", 7, status: 500)])
        let times = try #require(MeasuredTimes(run, model: "a-2026"))
        let found = draws(times, tokens: 1)
        #expect(Set(found.keys) == [.milliseconds(100), .milliseconds(900)])
        // Binomial with 4,000 draws: four standard deviations are 110.
        #expect(abs(found[.milliseconds(100), default: 0] - 3_000) < 110)
        #expect(found == draws(times, tokens: 1))
        #expect(times.attempts == 4)
        #expect(times.failed == 1)
    }

    @Test func oneTimeIsAlwaysDrawn() async throws {
        let times = try #require(MeasuredTimes(try await run([call("a", 42)]), model: "a"))
        #expect(draws(times, tokens: 99, count: 50) == [.milliseconds(42): 50])
    }

    @Test func sizesThatWereMeasuredOftenEnoughHaveTimesOfTheirOwn() async throws {
        let run = try await run(
            (0..<30).map { _ in call("a", 100) }
                + (0..<30).map { _ in call("a", 500, tokens: 9_000) })
        let times = try #require(MeasuredTimes(run, model: "a"))
        #expect(times.sizes == 2)
        #expect(draws(times, tokens: 2).keys.sorted() == [.milliseconds(100)])
        #expect(draws(times, tokens: 8_000).keys.sorted() == [.milliseconds(500)])
        #expect(draws(times, tokens: 700).count == 2)
    }

    @Test func aPlanDrawsFromTheRun() async throws {
        let run = try await run([call("a", 100)])
        let file = try plan("model: a, service: run", run)
        #expect(file.drawsFromRun)
        #expect(file.runNotes.count == 1)
        #expect(file.runNotes[0].contains("1 attempt at `a` that succeeded"))
        #expect(try !plan("model: a, service: 1s", run).drawsFromRun)
    }

    @Test(arguments: [
        ("model: b, service: run", "service is run, and run.jsonl has no timed call to b"),
        ("model: c, service: run", "(it has a)"),
        ("name: x, other: true, service: run", "service is run, and the deployment has no model"),
    ])
    func whatWasNotMeasuredIsRefused(_ deployment: String, _ message: String) async throws {
        let run = try await run([call("a", 100), call("b", 3, status: 500)])
        #expect {
            _ = try plan(deployment, run)
        } throws: { error in
            "\(error)".hasPrefix("plan.yaml:4: deployments[0].service")
                && "\(error)".contains(message)
        }
    }

    @Test func aPlanWithoutTheRunIsRefused() {
        #expect {
            _ = try plan("model: a, service: run", nil)
        } throws: { error in
            "\(error)".contains("no run is named; add --latency RUN")
        }
    }
}
