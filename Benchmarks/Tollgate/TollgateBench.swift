import ArgumentParser
import Foundation
import Pricing
import Replay
import Routing
import Store

/// Tollgate's side of the works that are timed inside of the process; see the README beside.
@main
struct TollgateBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "tollgate-bench")

    enum Work: String, ExpressibleByArgument {
        case policy = "w2-policy"
        case thresholds = "w2-thresholds"
        case queue = "w5-queue"

        /// What is asked of columns or a store; nil where neither is.
        var question: Question.Kind? {
            switch self {
            case .policy: .policy
            case .thresholds: .thresholds
            case .queue: nil
            }
        }
    }

    @Argument var work: Work
    @Option var columns: String?
    @Option var store: String?
    @Option var requests: Int?
    @Option var repetitions: Int

    func validate() throws {
        guard (work == .queue) == (requests != nil) else {
            throw ValidationError("give --requests to w5-queue, and only to it")
        }
        guard work == .queue || (columns == nil) != (store == nil) else {
            throw ValidationError("give either --columns or --store")
        }
    }

    func run() async throws {
        let run = try await played()
        let line: [String: Any] = [
            "work": work.rawValue, "rows": run.rows, "repetitions": run.timings,
            "answer": run.answer,
        ]
        let json = try JSONSerialization.data(withJSONObject: line, options: .sortedKeys)
        print(String(decoding: json, as: UTF8.self))
    }

    private func played() async throws -> Run {
        guard let kind = work.question else {
            return try repeated(QueueRun(requests: requests ?? 0))
        }
        let question = try Question()
        if let columns { return try await repeated(question, kind, in: ColumnFile(columns)) }
        let source = StoreSource(store: store ?? "", dataset: "default")
        return try await repeated(question, kind, from: source)
    }

    private struct Run {
        let rows: Int
        let timings: [[Double]]
        let answer: Any
    }

    /// Simulates again and again.
    private func repeated(_ queue: QueueRun) throws -> Run {
        let answer = try queue.answer()
        let timings = try (0..<repetitions).map { _ in
            let watch = Stopwatch()
            _ = try queue.answer()
            return watch.seconds
        }
        return Run(rows: queue.requests, timings: timings, answer: answer)
    }

    /// Loads the columns once and asks again and again.
    private func repeated(
        _ question: Question, _ kind: Question.Kind, in file: ColumnFile
    ) async throws -> Run {
        let calls = try await ResidentCalls(reading: file, for: question.plan, jobs: 1)
        let ask = { try question.answer(kind, calls, file.layout.thresholds) }
        let answer = try ask()
        let timings = try (0..<repetitions).map { _ in
            let watch = Stopwatch()
            _ = try ask()
            return watch.seconds
        }
        return Run(rows: calls.count, timings: timings, answer: answer)
    }

    /// Reads the store anew for each question.
    private func repeated(
        _ question: Question, _ kind: Question.Kind, from store: StoreSource
    ) async throws -> Run {
        var run = Run(rows: 0, timings: [], answer: [String]())
        for _ in 0...repetitions {
            let watch = Stopwatch()
            let (answer, rows) = try await question.answer(kind, store)
            run = Run(rows: rows, timings: run.timings + [watch.seconds], answer: answer)
        }
        return Run(rows: run.rows, timings: Array(run.timings.dropFirst()), answer: run.answer)
    }
}

/// What is asked: the built-in policy at headline prices, or that with other lengths.
struct Question {
    enum Kind {
        case policy
        case thresholds
    }

    let plan: ReplayPlan
    private let selector: ModelSelector
    /// The length in the policy `tutorial` that the others take the place of.
    private static let bound: Int64 = 5000

    init() throws {
        selector = try ModelSelector(Policy.named("tutorial"))
        var plan = ReplayPlan(prices: try PriceTable.named("headline-2026"))
        plan.selectors = [selector]
        self.plan = plan
    }

    /// A hundred lengths from 100 to 10,000, each a constant factor longer.
    static let lengths: [Int64] = (0..<100).map { step in
        Int64((100 * pow(100, Double(step) / 99)).rounded(.toNearestOrEven))
    }

    func answer(
        _ kind: Kind, _ calls: ResidentCalls, _ lengths: [Int64]
    ) throws -> Any {
        switch kind {
        case .policy:
            return PolicyAnswer(try calls.cost(under: selector), selector.policy).json
        case .thresholds:
            let answers = try calls.costs(
                under: selector, varying: .contentLength, over: Self.bound, to: lengths)
            return ThresholdAnswer(lengths, answers).json
        }
    }

    /// The answer of a store, and how many calls it has.
    func answer(_ kind: Kind, _ store: StoreSource) async throws -> (Any, Int) {
        switch kind {
        case .policy:
            let answer = try await plan.cost(of: store, under: selector, jobs: 1)
            return (PolicyAnswer(answer, selector.policy).json, answer.requests)
        case .thresholds:
            let answers = try await plan.costs(
                of: store, under: selector, varying: .contentLength, over: Self.bound,
                to: Self.lengths, jobs: 1)
            return (ThresholdAnswer(Self.lengths, answers).json, answers[0].requests)
        }
    }
}

extension WhatIf {
    /// How many calls there are.
    fileprivate var requests: Int { cells.reduce(0) { $0 + Int($1.requests) } }
}

/// Measures what something takes from now on.
struct Stopwatch {
    private let start = (cpu: seconds(CLOCK_PROCESS_CPUTIME_ID), wall: seconds(CLOCK_MONOTONIC))

    /// CPU seconds of the whole process, and wall seconds.
    var seconds: [Double] {
        [
            Self.seconds(CLOCK_PROCESS_CPUTIME_ID) - start.cpu,
            Self.seconds(CLOCK_MONOTONIC) - start.wall,
        ]
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
