import ArgumentParser
import Foundation
import Pricing
import Replay
import Routing

/// Tollgate's side of the works that are done on columns in memory; see the README beside.
@main
struct TollgateBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "tollgate-bench")

    enum Work: String, ExpressibleByArgument {
        case policy = "w2-policy"
        case thresholds = "w2-thresholds"
    }

    @Argument var work: Work
    @Option var columns: String
    @Option var repetitions: Int

    func run() async throws {
        let selector = ModelSelector(try Policy.named("tutorial"))
        var plan = ReplayPlan(prices: try PriceTable.named("headline-2026"))
        plan.selectors = [selector]
        let file = try ColumnFile(columns)
        let calls = try await ResidentCalls(reading: file, for: plan, jobs: 1)
        let ask = { () throws -> Any in
            switch work {
            case .policy: PolicyAnswer(try calls.cost(under: selector), selector.policy).json
            case .thresholds:
                try ThresholdAnswer(calls, selector, file.layout.thresholds).json
            }
        }
        let answer = try ask()
        let timings = try (0..<repetitions).map { _ in try Stopwatch.time { _ = try ask() } }
        let line: [String: Any] = [
            "work": work.rawValue, "rows": calls.count, "repetitions": timings, "answer": answer,
        ]
        let json = try JSONSerialization.data(withJSONObject: line, options: .sortedKeys)
        print(String(decoding: json, as: UTF8.self))
    }
}

/// Measures what something takes.
enum Stopwatch {
    /// CPU seconds of the whole process, and wall seconds.
    static func time(_ body: () throws -> Void) rethrows -> [Double] {
        let start = (seconds(CLOCK_PROCESS_CPUTIME_ID), seconds(CLOCK_MONOTONIC))
        try body()
        return [seconds(CLOCK_PROCESS_CPUTIME_ID) - start.0, seconds(CLOCK_MONOTONIC) - start.1]
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
