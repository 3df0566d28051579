import Calls
import Foundation
import Logs
import Pricing
import Testing

@Suite("OpenAI's Batch API")
struct OpenAIBatchTests {
    private static func ask(
        _ customID: String, _ text: String = "Hi", model: String = "gpt-4.1", _ more: String = ""
    ) -> String {
        #"{"custom_id":"\#(customID)","method":"POST","url":"/v1/chat/completions","#
            + #""body":{"model":"\#(model)","messages":[{"role":"user","content":"\#(text)"}]"#
            + (more.isEmpty ? "" : "," + more) + "}}"
    }

    private static func answer(
        _ id: String, to customID: String, created: Int? = 1_767_600_930, input: Int = 10
    ) -> String {
        let time = created.map { #""created":\#($0),"# } ?? ""
        return #"{"id":"\#(id)","custom_id":"\#(customID)","response":{"status_code":200,"#
            + #""body":{\#(time)"model":"gpt-4.1-2025-04-14","#
            + #""usage":{"prompt_tokens":\#(input),"completion_tokens":5}}},"error":null}"#
    }

    private static func failure(_ id: String, to customID: String) -> String {
        #"{"id":"\#(id)","custom_id":"\#(customID)","response":null,"#
            + #""error":{"code":"batch_expired","message":"late"}}"#
    }

    private static func read(_ lines: [String], jobs: Int = 1) async throws -> Reading {
        try await Reading.of(lines.joined(separator: "\n"), .everything, jobs: jobs)
    }

    private static func fixture(_ names: [String], jobs: Int) async throws -> Reading {
        let folder = Places.fixtures.appending(path: "openai-batch")
        return try await Reading.of(
            names.map { .file(folder.appending(path: $0).filePath) }, jobs: jobs)
    }

    @Test(
        "a whole batch, whatever the order of its files",
        arguments: [
            ["input.jsonl", "output.jsonl", "errors.jsonl"],
            ["errors.jsonl", "output.jsonl", "input.jsonl"],
        ], [1, 2, 4])
    func batch(files: [String], jobs: Int) async throws {
        let reading = try await Self.fixture(files, jobs: jobs)
        let rows = reading.rows
        #expect(reading.summary.formats == ["openai-batch"])
        #expect(rows.count == 6)
        #expect(rows.allSatisfy { $0.serviceTier == "batch" })
        let byModel = Dictionary(grouping: rows, by: \.model)
        #expect(
            byModel.mapValues(\.count) == [
                "gpt-4.1": 3, "gpt-9": 1, "o4-mini": 1, "text-embedding-3-small": 1,
            ])
        #expect(rows.filter(\.isFailed).map(\.usage) == [.none, .none])
        #expect(
            rows.reduce(into: TokenUsage.zero) { $0 += $1.tokens }
                == TokenUsage(
                    input: 54, cacheRead: 42, cacheWrite5m: 0, cacheWrite1h: 0, output: 86,
                    reasoning: 64))
        #expect(
            reading.summary.removed == [
                RemovedRecords(
                    reason: "requests without an answer: not run, or not yet", records: 1)
            ])
        #expect(reading.summary.notes.count == 1)
        #expect(
            reading.summary.notes.first?.hasSuffix(
                ": 3; they count at the time of the answer before them, or of the first") == true)
    }

    @Test("features come from the request, usage and the served model from the answer")
    func joined() async throws {
        let rows = try await Self.fixture(["input.jsonl", "output.jsonl"], jobs: 1).rows
        let expected = Row(
            time: "2026-01-05T08:15:30Z", model: "gpt-4.1", servedModel: "gpt-4.1-2025-04-14",
            serviceTier: "batch", user: "u-7",
            tokens: TokenUsage(
                input: 8, cacheRead: 32, cacheWrite5m: 0, cacheWrite1h: 0, output: 12,
                reasoning: 0),
            contentLength: 8, messageCount: 1, maxTokens: 80, texts: [.absent, .absent],
            tags: ["prod", ""])
        #expect(rows.first == expected)
        let first = try #require(rows.first { $0.maxTokens == 50 })
        #expect(first.texts == [.present, .absent])
        #expect(first.contentLength == 30 && first.messageCount == 2)
    }

    @Test("bodies of the Responses API and of embeddings")
    func interfaces() async throws {
        let rows = try await Self.fixture(["input.jsonl", "output.jsonl"], jobs: 1).rows
        let response = try #require(rows.first { $0.model == "o4-mini" })
        #expect(response.time == "2026-01-05T08:16:30Z")
        #expect(
            response.tokens
                == TokenUsage(
                    input: 20, cacheRead: 10, cacheWrite5m: 0, cacheWrite1h: 0, output: 72,
                    reasoning: 64))
        #expect(response.maxTokens == 200 && response.messageCount == 2)
        let embedding = try #require(rows.first { $0.model == "text-embedding-3-small" })
        #expect(embedding.tokens == TokenUsage(input: 4, output: 0))
    }

    @Test("expired lines are failed calls that cost nothing, at the time of the answer before")
    func failed() async throws {
        let reading = try await Self.read([
            Self.failure("e0", to: "z"), Self.answer("a1", to: "x", created: 1_767_600_000),
            Self.failure("e1", to: "y"), Self.answer("a2", to: "w"), Self.ask("y", model: "m"),
        ])
        #expect(reading.rows.map(\.isFailed) == [true, false, true, false])
        #expect(reading.rows.map(\.usage) == [.none, .known, .none, .known])
        #expect(
            reading.rows.map(\.time) == [
                "2026-01-05T08:00:00Z", "2026-01-05T08:00:00Z", "2026-01-05T08:00:00Z",
                "2026-01-05T08:15:30Z",
            ])
        #expect(reading.rows.map(\.model) == ["", "gpt-4.1-2025-04-14", "m", "gpt-4.1-2025-04-14"])
        #expect(
            reading.summary.notes == [
                "calls of batches that carry no time (failed ones, embeddings): 2; they count "
                    + "at the time of the answer before them, or of the first",
                "calls of batches whose request is not in the logs: 3; the model that answered stands "
                    + "for the one asked for, and nothing is known of the messages",
            ])
    }

    @Test("where no line has a time, all count at the beginning of 1970, and a note says so")
    func timeless() async throws {
        let reading = try await Self.read([
            Self.ask("x"), Self.answer("a1", to: "x", created: nil),
        ])
        #expect(reading.rows.map(\.time) == ["1970-01-01T00:00:00Z"])
        #expect(
            reading.summary.notes == [
                "calls of batches that carry no time (failed ones, embeddings): 1; no answer "
                    + "has one, so they count at 1970-01-01T00:00:00Z"
            ])
    }

    @Test("an answer that stands there twice counts once")
    func repeated() async throws {
        let reading = try await Self.read([
            Self.answer("a1", to: "x"), Self.ask("x"), Self.answer("a1", to: "x"),
            Self.answer("a2", to: "x", input: 20),
        ])
        #expect(reading.rows.map(\.tokens.input) == [10, 20])
        #expect(
            reading.summary.removed == [
                RemovedRecords(reason: "repeats an answer with the same id", records: 1)
            ])
    }

    @Test("what several requests with one custom_id ask for differently is unknown")
    func ambiguous() async throws {
        let reading = try await Self.read([
            Self.ask("x", "käse", #""max_tokens":9"#), Self.ask("x", "Hallo", #""max_tokens":9"#),
            Self.ask("y", "gleich"), Self.ask("y", "gleich"), Self.answer("a1", to: "x"),
            Self.answer("a2", to: "y"),
        ])
        let (first, second) = (reading.rows[0], reading.rows[1])
        #expect(first.model == "gpt-4.1" && first.maxTokens == 9 && first.messageCount == 1)
        #expect(first.contentLength == nil && first.texts == [.absent, .unknown])
        #expect(second.contentLength == 6 && second.texts == [.absent, .absent])
        #expect(
            reading.summary.notes == [
                "calls of batches whose custom_id several requests bear: 1; what these ask "
                    + "for differently is unknown; read one batch at a time"
            ])
    }

    @Test(
        "the shape",
        arguments: [
            (ask("x"), "openai-batch"), (answer("a", to: "x"), "openai-batch"),
            (failure("a", to: "x"), "openai-batch"),
            (#"{"custom_id":"x","params":{}}"#, "native"), (#"{"id":"x","body":{}}"#, "native"),
        ])
    func shape(line: String, format: String) async throws {
        #expect(try await Reading.of(line, Demand(), .skipping).summary.formats == [format])
    }

    private static let count = "a whole number from 0 to 281474976710655"

    static let lines: [BadLines.Case] = [
        .init(
            answer("b", to: "x", input: -1), "prompt_tokens is not \(count): found -1"),
        .init(
            answer("b", to: "x", input: 1 << 48),
            "prompt_tokens is not \(count): found 281474976710656"),
        .init(
            answer("b", to: "x").replacing("\"prompt_tokens\":10", with: "\"prompt_tokens\":\"1\""),
            "prompt_tokens is not \(count): found \"1\""),
        .init(
            answer("b", to: "x").replacing("200", with: "\"ok\""),
            "status_code is not \(count): found \"ok\""),
        .init(
            answer("b", to: "x").replacing("1767600930", with: "\"now\""),
            "created is not a time: seconds since 1970 such as 1767600930.123, or RFC 3339 such as "
                + "\"2026-01-05T08:15:30Z\": found \"now\""),
        .init(
            #"{"custom_id":"x","id":"b","response":null,"error":null}"#,
            "the line has neither a body, a response nor an error: expected a request or an "
                + "answer of the Batch API"),
        .init(
            #"{"custom_id":"x","url":"u","body":{},"response":{}}"#,
            "the line has both a body and a response: expected a request or an answer of the "
                + "Batch API"),
        .init(
            #"{"url":"u","body":{}}"#,
            "custom_id is missing: expected the id that joins a request and its answer"),
        .init(#"{"custom_id":"x","body":[]}"#, "body is not an object: found []"),
        .init(#"{"custom_id":"x","response":7}"#, "response is not an object: found 7"),
        .init(
            #"{"custom_id":"x","custom_id":"x"}"#,
            #"the key "custom_id" stands twice in one object"#),
        .init(String(ask("x").dropLast()), "not valid JSON: expected ',' or '}' at byte 133"),
    ]

    @Test("strict reading ends at the line; --skip-bad leaves it out", arguments: lines)
    func bad(bad: BadLines.Case) async throws {
        let good = [Self.answer("a1", to: "x"), Self.answer("a2", to: "x")].map { Array($0.utf8) }
        let log = Array([good[0], bad.line, good[1], bad.line].joined(separator: [0x0A]))
        #expect(try await Reading.fault(of: log) == "log:2: \(bad.message); \(Advice.mend)")
        let reading = try await Reading.of(bytes: [log], .everything, .skipping)
        #expect(reading.rows.count == 2)
        #expect(reading.summary.skipped.map(\.lines) == [2])
        #expect(reading.rejected == bad.line + [0x0A] + bad.line + [0x0A])
    }
}
