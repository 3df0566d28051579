import Calls
import Foundation
import Logs
import Pricing
import Replay
import Routing
import Testing

@Suite struct `Traffic in time order` {
    private func traffic(
        _ lines: [String], policy: String? = nil, jobs: Int = 1
    ) async throws -> TimedTraffic {
        var plan = ReplayPlan(prices: try PriceTable.file("  - {id: a, all_tokens: 100000}"))
        plan.selectors = try policy.map { [try ModelSelector(Policy.file("test", $0))] } ?? []
        let source = LogFiles([.lines(lines)], options: ReadingOptions())
        return try await plan.traffic(
            reading: source, fields: [.latency, .maxTokens], jobs: jobs)
    }

    private func attempt(
        _ second: Int, _ operation: String, fails: Bool = false, prompt: Int = 1
    ) -> String {
        let fields =
            #""operation_id":"\#(operation)","status":\#(fails ? 500 : 200),"latency_ms":\#(prompt)"#
        return call("a", prompt, 0, fields, at: "2026-01-05T12:00:\(10 + second)Z")
    }

    @Test func `what tries a failed operation again is no request of its own`() async throws {
        let found = try await traffic([
            attempt(0, "x", fails: true, prompt: 5), attempt(4, "x", prompt: 7), attempt(1, "y"),
            attempt(6, "x", prompt: 9),
        ])
        let start = try #require(Timestamp(rfc3339: "2026-01-05T12:00:10Z")).nanoseconds
        #expect(found.requests.map { ($0.time.nanoseconds - start) / 1_000_000_000 } == [0, 1, 6])
        #expect(found.requests.map(\.usage?.input) == [7, 1, 9])
        #expect(found.requests.map(\.latency) == [7_000_000, 1_000_000, 9_000_000])
        #expect(found.requests.allSatisfy { !$0.isFailed })
        #expect(found.records.all == 4)
        #expect(found.records.retries == 1)
    }

    @Test func `a request that never succeeded came in all the same`() async throws {
        let failed = #"{"ts":"2026-01-05T12:00:00Z","model":"a","usage":"none","status":500}"#
        let cached = #"{"ts":"2026-01-05T12:00:00Z","model":"a","usage":"none","status":200}"#
        let found = try await traffic([failed, cached, attempt(0, "y")])
        #expect(found.requests.map(\.isFailed) == [true, false])
        #expect(found.requests[0].usage == nil)
        #expect(found.records.failedAlone == 1)
        #expect(found.records.unbilled == 1)
    }

    @Test func `a policy sends requests to its models`() async throws {
        let found = try await traffic(
            [attempt(0, "x"), attempt(1, "y", prompt: 50)],
            policy: """
                rules: [{name: large, when: prompt_tokens > 10, use: b}, {name: rest, use: requested}]
                """)
        #expect(found.requests.map { $0.model.map { found.models[$0] } } == ["a", "b"])
        #expect(found.policy == "test")
    }

    @Test func `the order does not depend on the number of workers`() async throws {
        let lines = (0..<3000).map { attempt(($0 * 7919) % 49, "o\($0)", prompt: $0 + 1) }
        let one = try await traffic(lines)
        let many = try await traffic(lines, jobs: 4)
        #expect(one.requests.map(\.time) == many.requests.map(\.time))
        #expect(one.requests.map(\.usage) == many.requests.map(\.usage))
        #expect(zip(one.requests, one.requests.dropFirst()).allSatisfy { $0.time <= $1.time })
    }

    @Test func `a condition is refused, since it takes bursts away`() async throws {
        var plan = ReplayPlan(prices: try PriceTable.file("  - {id: a, all_tokens: 100000}"))
        plan.filter = CallFilter(
            try Condition(parsing: "model = a"), clock: LocalClock(.gmt))
        let source = LogFiles([.lines([attempt(0, "x")])], options: ReadingOptions())
        await #expect(throws: ReplayError.self) {
            _ = try await plan.traffic(reading: source, fields: [], jobs: 1)
        }
    }
}
