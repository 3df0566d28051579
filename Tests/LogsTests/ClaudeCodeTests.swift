import Calls
import Foundation
import Logs
import Pricing
import Testing

@Suite("Claude Code: one call a message")
struct ClaudeCodeTests {
    private static let growing =
        "a streaming snapshot of a message that another line completes"
    private static let copied = "a copy of a message in another session or side conversation"

    /// The lines, each in a log of its own; the result must not depend on the number of workers.
    private static func reading(_ lines: [String]) async throws -> Reading {
        try await Reading.of(bytes: [Array(lines.joined(separator: "\n").utf8)])
    }

    @Test("$83.78 shown for $12.84: every line of a message repeats its cost")
    func repeatedCosts() async throws {
        let calls = [("a", "9.79", 7), ("b", "3.05", 5)]
        let lines = calls.flatMap { name, cost, times in
            repeatElement(
                ClaudeCode.answer(100) { line in
                    (line.message, line.request) = ("msg_\(name)", "req_\(name)")
                    line.more = #""costUSD":\#(cost)"#
                }, count: times)
        }
        let sumOfLines = calls.reduce(Decimal()) {
            $0 + (Decimal(string: $1.1) ?? 0) * Decimal($1.2)
        }
        #expect(sumOfLines == Decimal(string: "83.78"))
        let reading = try await Self.reading(lines)
        let total = reading.rows.compactMap(\.cost).reduce(.zero, +)
        #expect(total.description == "12.84")
        #expect(reading.summary.removed == [RemovedRecords(reason: Self.growing, records: 10)])
    }

    @Test("output undercounted two- to threefold: the first line is not the answer")
    func growingOutput() async throws {
        let reading = try await Self.reading([
            ClaudeCode.answer(9) { $0.time = "2026-03-02T10:00:03Z" },
            ClaudeCode.answer(9) { $0.time = "2026-03-02T10:00:04Z" },
            ClaudeCode.answer(159) {
                ($0.time, $0.stopReason) = ("2026-03-02T10:00:06Z", "tool_use")
            },
            ClaudeCode.answer(80) { ($0.message, $0.request) = ("msg_2", "req_2") },
            ClaudeCode.answer(190) { ($0.message, $0.request) = ("msg_2", "req_2") },
        ])
        #expect(reading.rows.map(\.tokens.output) == [159, 190])
        #expect(reading.rows.map(\.tokens.input) == [10, 10])
        #expect(reading.rows[0].time == "2026-03-02T10:00:03Z")
        #expect(reading.summary.removed == [RemovedRecords(reason: Self.growing, records: 3)])
        #expect(reading.summary.notes.isEmpty)
    }

    @Test("the counts are those of one line, and the cost too; else the largest cost")
    func oneLine() async throws {
        let lines = [
            ClaudeCode.answer(3) { $0.more = #""costUSD":0.5"# },
            ClaudeCode.answer(0) { line in
                line.usage = #"{"input_tokens":4,"output_tokens":30,"service_tier":"batch"}"#
            },
            ClaudeCode.answer(2) { $0.more = #""costUSD":0.75,"durationMs":1200"# },
        ]
        let row = try #require(try await Self.reading(lines).rows.first)
        #expect(row.tokens == TokenUsage(input: 4, output: 30))
        #expect(row.serviceTier == "batch")
        #expect(row.cost?.description == "0.75")
        let costly = ClaudeCode.answer(40) { $0.more = #""costUSD":0.1"# }
        let other = try #require(try await Self.reading(lines + [costly]).rows.first)
        #expect(other.cost?.description == "0.10")
    }

    /// Two lines, and how many calls they are.
    private struct Pair: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var first = ClaudeCode()
        var second = ClaudeCode()
        let calls: Int

        init(_ name: String, calls: Int, _ change: (inout Pair) -> Void) {
            testDescription = name
            self.calls = calls
            change(&self)
        }
    }

    private static let pairs = [
        Pair("the same line in a resumed session", calls: 1) { $0.second.session = "s-2" },
        Pair("another request of the same message id", calls: 2) { $0.second.request = "req_2" },
        Pair("another message", calls: 2) { $0.second.message = "msg_2" },
        Pair("no request, one session", calls: 1) {
            ($0.first.request, $0.second.request) = (nil, nil)
        },
        Pair("no request, two sessions: gateways use ids again", calls: 2) {
            ($0.first.request, $0.second.request) = (nil, nil)
            $0.second.session = "s-2"
        },
        Pair("once with and once without request", calls: 1) { $0.second.request = nil },
        Pair("once without and once with request", calls: 1) { $0.first.request = nil },
        Pair("a side conversation repeats it under another request", calls: 1) {
            ($0.second.isSidechain, $0.second.request) = (true, "req_2")
        },
        Pair("the repetition comes first", calls: 1) {
            ($0.first.isSidechain, $0.first.request) = (true, "req_2")
        },
        Pair("a side conversation of another session", calls: 2) {
            ($0.second.isSidechain, $0.second.request) = (true, "req_2")
            $0.second.session = "s-2"
        },
        Pair("an answer of the side conversation's own", calls: 2) {
            ($0.second.isSidechain, $0.second.message) = (true, "msg_2")
        },
        Pair("no message id", calls: 2) { ($0.first.message, $0.second.message) = (nil, nil) },
        Pair("no session", calls: 1) {
            ($0.first.session, $0.second.session) = (nil, nil)
            ($0.first.request, $0.second.request) = (nil, nil)
        },
    ]

    @Test("which lines are one call", arguments: pairs)
    private func sameMessage(pair: Pair) async throws {
        var (first, second) = (pair.first, pair.second)
        first.usage = #"{"input_tokens":10,"output_tokens":7}"#
        second.usage = #"{"input_tokens":10,"output_tokens":70}"#
        let options = ReadingOptions { $0.format = .claudeCode }
        let log = first.text + "\n" + second.text
        let rows = try await Reading.of(log, .everything, options).rows
        #expect(rows.map(\.tokens.output) == (pair.calls == 1 ? [70] : [7, 70]))
    }

    @Test("a repetition under a request that a third file copies is still one call")
    func chain() async throws {
        let reading = try await Self.reading([
            ClaudeCode.answer(50),
            ClaudeCode.answer(50) { ($0.isSidechain, $0.request) = (true, "req_2") },
            ClaudeCode.answer(50) {
                ($0.isSidechain, $0.request, $0.session) = (true, "req_2", "s-2")
            },
        ])
        #expect(reading.rows.count == 1)
        #expect(reading.rows.map(\.session) == ["s-1"])
        #expect(reading.summary.removed == [RemovedRecords(reason: Self.copied, records: 2)])
    }

    @Test("the call is of the session and time that came first, whatever the order of the files")
    func firstSession() async throws {
        let original = ClaudeCode.answer(50) { $0.time = "2026-03-02T10:00:00Z" }
        let copy = ClaudeCode.answer(50) { ($0.session, $0.time) = ("s-2", "2026-03-03T10:00:00Z") }
        for lines in [[original, copy], [copy, original]] {
            let row = try #require(try await Self.reading(lines).rows.first)
            #expect(row.session == "s-1")
            #expect(row.time == "2026-03-02T10:00:00Z")
        }
    }

    @Test("a message that only its beginning tells of is named")
    func placeholders() async throws {
        let reading = try await Self.reading([
            ClaudeCode.answer(1),
            ClaudeCode.answer(3) { ($0.message, $0.request) = ("msg_2", "req_2") },
            ClaudeCode.answer(4) { ($0.message, $0.request) = ("msg_3", "req_3") },
            ClaudeCode.answer(2) {
                ($0.message, $0.request, $0.stopReason) = ("msg_4", "req_4", "end_turn")
            },
        ])
        #expect(
            reading.summary.notes == [
                "claude-code: calls that were written down only at the beginning of their answer, "
                    + "with at most 3 output tokens: 2; the counts may be placeholders, and the "
                    + "real output larger"
            ])
    }

    @Test(
        "a project of three files: as the independent count has it",
        arguments: [1, 2, 4])
    func project(jobs: Int) async throws {
        let names = ["5c1f-main", "9a2e-resumed", "agent-a1"]
        let files = names.map { name in
            LogInput.file(
                Places.fixtures.appending(path: "claude-code/project/\(name).jsonl").filePath)
        }
        let demand = Demand(fields: [.session], tags: ["sidechain", "cwd"])
        let reading = try await Reading.of(files, demand, jobs: jobs)
        #expect(reading.summary.formats == ["claude-code"])
        #expect(reading.rows.map(\.tokens.output).sorted() == [0, 2, 40, 88, 159, 210])
        let sum = reading.rows.reduce(into: TokenUsage.zero) { $0 += $1.tokens }
        #expect(
            sum
                == TokenUsage(
                    input: 23, cacheRead: 48_800, cacheWrite5m: 3_600, cacheWrite1h: 300,
                    output: 499))
        #expect(reading.rows.filter(\.isFailed).map(\.usage) == [UsageState.none])
        let tags = reading.rows.map(\.tags).sorted { $0.lexicographicallyPrecedes($1) }
        #expect(
            tags == Array(repeating: ["false", "/srv/shop"], count: 5) + [["true", "/srv/shop"]])
        #expect(
            reading.summary.removed == [
                RemovedRecords(reason: Self.growing, records: 3),
                RemovedRecords(reason: Self.copied, records: 5),
                RemovedRecords(
                    reason: "written by Claude Code itself, without a call", records: 1),
            ])
    }

    @Test("copies in another session of lines without a request are told by id, time and counts")
    func copiesWithoutRequest() async throws {
        func lines(_ session: String, from minute: Int = 0) -> [String] {
            [3, 80, 190].map { output in
                ClaudeCode.answer(output) { line in
                    (line.request, line.session) = (nil, session)
                    line.time = "2026-03-02T10:0\(minute):0\(output % 7)Z"
                }
            }
        }
        let copied = try await Self.reading(lines("s-1") + lines("s-2"))
        #expect(copied.rows.map(\.tokens.output) == [190])
        #expect(
            copied.summary.removed
                == [
                    RemovedRecords(reason: Self.copied, records: 3),
                    RemovedRecords(reason: Self.growing, records: 2),
                ].sorted { $0.reason > $1.reason })
        let others = try await Self.reading(lines("s-1") + lines("s-2", from: 1))
        #expect(others.rows.map(\.tokens.output) == [190, 190])
    }
}
