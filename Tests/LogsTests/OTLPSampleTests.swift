import Calls
import Foundation
import Logs
import Pricing
import Testing

@Suite("OTLP traces: samples")
struct OTLPSampleTests {
    /// Totals that an independent script worked out from the raw JSON.
    private struct Truth: Sendable {
        let file: String
        let calls: Int
        let failed: Int
        let unknown: Int
        let input: UInt64
        let cacheRead: UInt64
        let output: UInt64
    }

    private static func check(_ folder: URL, _ truth: Truth, jobs: Int) async throws {
        let path = folder.appending(path: truth.file).filePath
        let reading = try await Reading.of([.file(path)], Demand(fields: .user), jobs: jobs)
        let rows = reading.rows
        #expect(reading.summary.formats == ["otlp"])
        #expect(reading.summary.removed.isEmpty)
        #expect(rows.count == truth.calls)
        #expect(Set(rows.map(\.operation)).count == truth.calls)
        #expect(rows.count(where: \.isFailed) == truth.failed)
        #expect(rows.count { $0.usage == .unknown } == truth.unknown)
        let sum = rows.reduce(into: TokenUsage.zero) { $0 += $1.tokens }
        #expect(sum.input + sum.cacheRead == truth.input)
        #expect(sum.cacheRead == truth.cacheRead)
        #expect(sum.output == truth.output)
        #expect(rows.allSatisfy { $0.servedModel == "tiny.gguf" || $0.isFailed })
    }

    private static let beginnings: [Truth] = [
        Truth(
            file: "v2.jsonl", calls: 18, failed: 3, unknown: 1, input: 1333, cacheRead: 0,
            output: 280),
        Truth(
            file: "v2exp.jsonl", calls: 13, failed: 0, unknown: 0, input: 1376, cacheRead: 0,
            output: 284),
        Truth(
            file: "traceloop.jsonl", calls: 20, failed: 1, unknown: 2, input: 2317,
            cacheRead: 2258, output: 349),
    ]

    @Test("the beginning of each", arguments: beginnings, [1, 4])
    private func committed(truth: Truth, jobs: Int) async throws {
        try await Self.check(Places.fixtures.appending(path: "otlp"), truth, jobs: jobs)
    }

    @Test("half of the calls lie in a span that names the user")
    func users() async throws {
        let path = Places.fixtures.appending(path: "otlp/v2.jsonl").filePath
        let rows = try await Reading.of([.file(path)], Demand(fields: .user)).rows
        let users = rows.reduce(into: [:]) { $0[$1.user, default: 0] += 1 }
        #expect(users == ["": 12, "user-1": 1, "user-2": 1, "user-3": 1, "user-4": 3])
    }

    private static let shared = Places.root.deletingLastPathComponent()
        .appending(path: "shared/data/logs/otlp")

    private static let wholes: [Truth] = [
        Truth(
            file: "v2.jsonl", calls: 110, failed: 14, unknown: 7, input: 9352, cacheRead: 0,
            output: 1745),
        Truth(
            file: "v2exp.jsonl", calls: 80, failed: 5, unknown: 3, input: 7092, cacheRead: 0,
            output: 1452),
        Truth(
            file: "traceloop.jsonl", calls: 110, failed: 10, unknown: 4, input: 11_639,
            cacheRead: 11_355, output: 2055),
    ]

    @Test(
        "the whole samples",
        .enabled(
            if: FileManager.default.fileExists(atPath: shared.filePath),
            "the whole samples lie beside the checkout in ../shared, which is absent here"),
        arguments: wholes, [1, 4])
    private func whole(truth: Truth, jobs: Int) async throws {
        try await Self.check(Self.shared, truth, jobs: jobs)
    }
}
