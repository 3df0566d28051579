import Calls
import Foundation
import Logs
import Pricing
import Testing

/// Logs that a recording proxy wrote, against what independent scripts read from the raw bytes.
@Suite("OpenAI pairs: real samples")
struct OpenAISampleTests {
    private static let demand = Demand(
        fields: [.contentLength, .messageCount, .maxTokens, .user], tags: ["team"])

    private struct Line: Decodable {
        let model: String
        let ts: String
        let failed: Bool
        let usage: String
        let input, cache_read, output, reasoning: UInt64?
        let served_model, user, team_tag: String?
        let message_count, content_length: Int64
        let max_tokens: Int64?

        var row: Row {
            Row(
                time: ts, model: model, servedModel: served_model ?? "", user: user ?? "",
                tokens: TokenUsage(
                    input: input ?? 0, cacheRead: cache_read ?? 0, output: output ?? 0,
                    reasoning: reasoning ?? 0),
                usage: ["known": .known, "none": UsageState.none][usage] ?? .unknown,
                isFailed: failed, contentLength: content_length, messageCount: message_count,
                maxTokens: max_tokens, tags: [team_tag ?? ""])
        }
    }

    @Test func committedLines() async throws {
        let folder = Places.fixtures.appending(path: "openai-pairs")
        let truth = try JSONDecoder().decode(
            [Line].self, from: Data(contentsOf: folder.appending(path: "truth.json")))
        let log = LogInput.file(folder.appending(path: "pairs.jsonl").filePath)
        let rows = try await Reading.of([log], Self.demand).rows
        #expect(rows.count == 25)
        for (row, line) in zip(rows, truth) { #expect(row == line.row) }
    }

    private struct Truth: Decodable {
        struct Tokens: Decodable {
            let records: Int
            let prompt_tokens, cached_tokens, completion_tokens: UInt64
        }

        let records, failures, no_usage_streams: Int
        let tokens_by_request_model: [String: Tokens]
    }

    private static let shared = Places.root.deletingLastPathComponent()
        .appending(path: "shared/data/logs/openai-pairs")

    @Test(
        .enabled(
            if: FileManager.default.fileExists(atPath: shared.filePath),
            "the whole sample lies beside the checkout in ../shared, which is absent here"),
        arguments: [1, 4])
    func wholeSample(jobs: Int) async throws {
        let truth = try JSONDecoder().decode(
            Truth.self, from: Data(contentsOf: Self.shared.appending(path: "truth.json")))
        let log = LogInput.file(Self.shared.appending(path: "pairs.jsonl").filePath)
        let rows = try await Reading.of([log], Self.demand, jobs: jobs).rows
        #expect(rows.count == truth.records)
        #expect(rows.count { $0.isFailed } == truth.failures)
        #expect(rows.count { $0.usage == .unknown } == truth.no_usage_streams)
        for (model, tokens) in truth.tokens_by_request_model {
            let counted = rows.filter { $0.model == model && $0.usage == .known }
            let total = counted.reduce(into: TokenUsage.zero) { $0 += $1.tokens }
            #expect(counted.count == tokens.records)
            #expect(total.totalInput == tokens.prompt_tokens)
            #expect(total.cacheRead == tokens.cached_tokens)
            #expect(total.output == tokens.completion_tokens)
        }
        #expect(Set(rows.map(\.servedModel)).subtracting([""]) == ["tiny.gguf"])
    }
}
