import Calls
import Documents
import Foundation
import Logs
import Pricing
import Testing

/// Logs that LiteLLM wrote, against what an independent script read from the raw bytes, and
/// against what the stand-in for the vendors was told to charge.
@Suite("LiteLLM: real samples")
struct LiteLLMSampleTests {
    private static let demand = Demand(
        fields: [.contentLength, .messageCount, .maxTokens, .user, .team, .session],
        texts: [TextMatch(in: .system, text: "You are terse.")],
        tags: ["feature", "env", "cost_center"])

    private struct Line: Decodable {
        let time, model, served, user, team, session, tier: String
        let feature, env, cost_center: String
        let failed: Bool
        let input, cache_read, cache_write_5m, cache_write_1h, output, reasoning: UInt64
        let cost, trace, system: String?
        let message_count, content_length, max_tokens: Int64?

        private var operation: OperationID {
            guard var trace else { return .none }
            return trace.withUTF8 { OperationID($0) }
        }

        var row: Row {
            Row(
                time: time, model: model, servedModel: served, serviceTier: tier, user: user,
                team: team, session: session, operation: operation,
                tokens: TokenUsage(
                    input: input, cacheRead: cache_read, cacheWrite5m: cache_write_5m,
                    cacheWrite1h: cache_write_1h, output: output, reasoning: reasoning),
                usage: failed ? .none : .known, isFailed: failed,
                cost: cost.flatMap { DecimalNumber($0) }.flatMap { Money(exactly: $0) },
                contentLength: content_length, messageCount: message_count,
                maxTokens: max_tokens,
                texts: [system.map { TextPresence($0 == "You are terse.") } ?? .unknown],
                tags: [feature, env, cost_center])
        }
    }

    @Test(
        "committed lines",
        arguments: [
            ("payload.jsonl", "litellm-payload", 17), ("spend.raw.jsonl", "litellm-spend", 5),
            ("spend.rows.jsonl", "litellm-spend", 5), ("spend.csv", "litellm-spend", 5),
        ])
    func committedLines(name: String, format: String, lines: Int) async throws {
        let folder = Places.fixtures.appending(path: "litellm")
        let truth = try JSONDecoder().decode(
            [String: [Line]].self, from: Data(contentsOf: folder.appending(path: "truth.json")))
        // The table holds the same whether it is exported as JSON lines or as CSV.
        let expected = try #require(truth[name == "spend.csv" ? "spend.rows.jsonl" : name])
        let log = LogInput.file(folder.appending(path: name).filePath)
        let reading = try await Reading.of([log], Self.demand)
        #expect(reading.summary.formats == [format])
        #expect(reading.rows.count == lines)
        #expect(expected.count == lines)
        for (row, line) in zip(reading.rows, expected) { #expect(row == line.row) }
    }

    private static let shared = Places.root.deletingLastPathComponent()
        .appending(path: "shared/data/logs")

    @Test(
        .enabled(
            if: FileManager.default.fileExists(atPath: shared.filePath),
            "the whole samples lie beside the checkout in ../shared, which is absent here"),
        arguments: [
            ("litellm-payload", "payload.jsonl", 82), ("litellm-spend", "spend.raw.jsonl", 26),
            ("litellm-spend", "spend.rows.jsonl", 26), ("litellm-spend", "spend.csv", 26),
        ], [1, 2, 4])
    func wholeSample(
        sample: (folder: String, file: String, failures: Int), jobs: Int
    ) async throws {
        let folder = Self.shared.appending(path: sample.folder)
        let truth = try JSONDecoder().decode(
            LiteLLMTruth.self, from: Data(contentsOf: folder.appending(path: "truth.json")))
        let log = LogInput.file(folder.appending(path: sample.file).filePath)
        let rows = try await Reading.of([log], Self.demand, jobs: jobs).rows
        #expect(rows.count == truth.successes + truth.failures)
        #expect(truth.failures == sample.failures)
        #expect(rows.count { $0.isFailed } == truth.failures)
        #expect(rows.allSatisfy { $0.usage == ($0.isFailed ? .none : .known) })
        let told = truth.told
        #expect(told.count == 8)
        for (model, counted) in told {
            let served = rows.filter { $0.servedModel == model && !$0.isFailed }
            #expect(served.count == counted.requests)
            #expect(served.reduce(into: TokenUsage.zero) { $0 += $1.tokens } == counted.tokens)
        }
        let costs = rows.compactMap(\.cost)
        #expect(costs.count == rows.count)
        #expect(truth.isCost(costs))
    }

    @Test(
        "attempts and operations of the whole payload",
        .enabled(
            if: FileManager.default.fileExists(atPath: shared.filePath),
            "the whole samples lie beside the checkout in ../shared, which is absent here"))
    func operations() async throws {
        let log = LogInput.file(
            Self.shared.appending(path: "litellm-payload/payload.jsonl").filePath)
        let rows = try await Reading.of([log], Self.demand).rows
        #expect(rows.count == 223)
        #expect(Set(rows.map(\.operation)).count == 114)
    }
}
