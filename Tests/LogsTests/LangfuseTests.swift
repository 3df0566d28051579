import Calls
import Documents
import Foundation
import Logs
import Pricing
import Testing

@Suite("Langfuse observations")
struct LangfuseTests {
    private static let demand = Demand(
        fields: [.contentLength, .messageCount, .maxTokens, .user, .team, .session],
        texts: Demand.everything.texts, tags: ["environment", "team", "beta", "cost center"])

    private static let committed = [
        Row(
            time: "2026-01-05T08:15:30.150Z", model: "gpt-4.1-2025-04-14", serviceTier: "flex",
            user: "u-1", session: "s-1", operation: OperationID("trace-a"),
            tokens: TokenUsage(input: 1200, cacheRead: 800, output: 150, reasoning: 50),
            cost: Money("0.0049"), contentLength: 21, messageCount: 2, maxTokens: 512,
            texts: [.present, .present], tags: ["production", "search", "true", "4711"]),
        Row(
            time: "2026-01-05T08:16:00Z", model: "claude-sonnet-4-5", user: "u-2", session: "s-2",
            operation: OperationID("trace-b"),
            tokens: TokenUsage(
                input: 30, cacheRead: 5000, cacheWrite5m: 700, cacheWrite1h: 200, output: 80),
            cost: Money("0.00001"), contentLength: 11, messageCount: 4,
            texts: [.absent, .absent], tags: ["staging", "", "", ""]),
        Row(
            time: "2026-01-05T08:16:01Z", model: "text-embedding-3-small", user: "u-2",
            session: "s-2", operation: OperationID("trace-b"), tokens: TokenUsage(input: 42),
            contentLength: 25, messageCount: 1, texts: [.absent, .absent],
            tags: ["staging", "", "", ""]),
        Row(
            time: "2026-01-05T08:17:00Z", model: "gpt-4.1", operation: OperationID("trace-c"),
            usage: .none, isFailed: true, contentLength: 6, messageCount: 1,
            texts: [.absent, .absent], tags: ["default", "", "", ""]),
        Row(
            time: "2026-01-05T08:18:00Z", model: "gpt-4.1", operation: OperationID("trace-d"),
            usage: .unknown, texts: [.unknown, .unknown], tags: ["default", "", "", ""]),
        Row(
            time: "2026-01-05T08:19:00Z", operation: OperationID("trace-e"),
            tokens: TokenUsage(input: 7, output: 3), cost: .zero, texts: [.unknown, .unknown],
            tags: ["default", "", "", ""]),
    ]

    @Test(
        "the same calls in both exports and both spellings of each; the UI's has no session",
        arguments: ["blob", "ui"], ["jsonl", "csv"])
    func fixtures(export: String, ending: String) async throws {
        let log = Places.fixture("langfuse/\(export).\(ending)")
        let reading = try await Reading.of([log], Self.demand)
        #expect(reading.summary.formats == ["langfuse"])
        #expect(reading.rows.count == Self.committed.count)
        for (row, expected) in zip(reading.rows, Self.committed) {
            var expected = expected
            if export == "ui" { expected.session = "" }
            #expect(row == expected)
        }
    }

    @Test(
        "the shape",
        arguments: [
            (Langfuse.blob(), "langfuse"), (Langfuse.ui(), "langfuse"),
            (Langfuse.ui(type: "SPAN"), "langfuse"),
            (#"{"type":"SPAN","traceId":"t","startTime":"2026"#, "langfuse"),
            (#"{"type":"a","traceId":"t","start_time":"x"}"#, "native"),
            (#"{"traceId":"t","startTime":"x"}"#, "native"),
        ])
    func shape(line: String, format: String) async throws {
        #expect(try await Reading.of(line, Demand(), .skipping).summary.formats == [format])
    }

    @Test(
        "which observations are calls",
        arguments: [
            ("GENERATION", 1), ("EMBEDDING", 1), ("SPAN", 0), ("EVENT", 0), ("AGENT", 0),
            ("TOOL", 0), ("CHAIN", 0), ("RETRIEVER", 0), ("EVALUATOR", 0), ("GUARDRAIL", 0),
        ])
    func types(type: String, records: Int) async throws {
        // What other observations hold is not read: here a usage that no call could have.
        let usage = records == 1 ? Langfuse.usage : "[-1]"
        for line in [
            Langfuse.blob(#""usage_details":\#(usage)"#, type: type),
            Langfuse.ui(#""usageDetails":\#(usage)"#, type: type),
        ] {
            let reading = try await Reading.of(line)
            #expect(reading.rows.count == records)
            #expect(reading.summary.skipped.isEmpty)
            #expect(
                reading.summary.removed
                    == (records == 1 ? [] : [Self.removed("an observation that is no call")]))
        }
    }

    private static func removed(_ reason: String, _ records: Int = 1) -> RemovedRecords {
        RemovedRecords(reason: reason, records: records)
    }

    @Test(
        "observations that are no calls are counted, those that tell usage apart",
        arguments: [1, 2])
    func passedOver(jobs: Int) async throws {
        let usage = #""usage_details":\#(Langfuse.usage)"#
        let lines = [
            Langfuse.blob(usage), Langfuse.blob(usage, type: "AGENT"),
            Langfuse.blob(#""usage_details":{"input":0,"output":0}"#, type: "TOOL"),
            Langfuse.blob(type: "SPAN"),
        ]
        let log = Array((lines.joined(separator: "\n") + "\n").utf8)
        let reading = try await Reading.of(bytes: [log, log], jobs: jobs)
        #expect(reading.rows.count == 2)
        #expect(
            reading.summary.removed == [
                Self.removed("an observation that is no call", 4),
                Self.removed("an observation that is no call, though it tells usage", 2),
            ])
    }

    @Test(
        "times",
        arguments: [
            ("2026-01-05 08:15:30.123000", "2026-01-05T08:15:30.123Z"),
            ("2026-01-05T08:15:30.123Z", "2026-01-05T08:15:30.123Z"),
            ("2026-01-05T08:15:30", "2026-01-05T08:15:30Z"),
            ("2026-01-05T09:15:30+01:00", "2026-01-05T08:15:30Z"),
        ])
    func times(written: String, time: String) async throws {
        let line = Langfuse.blob().replacing("2026-01-05 08:15:30.123000", with: written)
        #expect(try await Reading.row(line).time == time)
    }

    @Test(
        "the recorded cost",
        arguments: [
            (#""total_cost":0.0049,"cost_details":{"total":0.0049}"#, "0.0049"),
            (#""totalCost":1.5e-05,"costDetails":{"total":1.5e-05}"#, "0.000015"),
            (#""total_cost":"0.25""#, "0.25"), (#""total_cost":0"#, "0"),
            (#""total_cost":null,"cost_details":{"input":1,"total":2}"#, "2"),
            (#""cost_details":{"total":0},"total_cost":0"#, "0"),
            // An export writes 0 for what it does not know.
            (#""cost_details":{},"total_cost":0"#, nil), (#""total_cost":null"#, nil), ("", nil),
        ] as [(String, String?)])
    func costs(fields: String, cost: String?) async throws {
        #expect(try await Reading.row(Langfuse.blob(fields)).cost == cost.flatMap { Money($0) })
    }

    @Test(
        "failure and usage",
        arguments: [
            (#""level":"ERROR","usage_details":{}"#, true, UsageState.none),
            (#""level":"ERROR","usage_details":\#(Langfuse.usage)"#, true, .known),
            (#""level":"WARNING","usage_details":{}"#, false, .unknown),
            (#""level":"DEFAULT","usage_details":null"#, false, .unknown),
            (#""level":null"#, false, .unknown),
        ])
    func failures(fields: String, isFailed: Bool, usage: UsageState) async throws {
        let row = try await Reading.row(Langfuse.blob(fields))
        #expect(row.isFailed == isFailed)
        #expect(row.usage == usage)
    }

    @Test(
        "parameters of the call, as an object or as JSON in a string",
        arguments: [
            (#"{"max_tokens":512,"service_tier":"flex"}"#, 512, "flex"),
            (#""{\"max_tokens\":512,\"service_tier\":\"flex\"}""#, 512, "flex"),
            (#"{"max_completion_tokens":64}"#, 64, ""), (#"{"max_tokens":"inf"}"#, nil, ""),
            (#"{"service_tier":null}"#, nil, ""), (#""none""#, nil, ""), (#""{""#, nil, ""),
            (#""[1]""#, nil, ""), ("[]", nil, ""), ("null", nil, ""),
        ] as [(String, Int64?, String)])
    func parameters(written: String, limit: Int64?, tier: String) async throws {
        let row = try await Reading.row(Langfuse.blob(#""model_parameters":\#(written)"#))
        #expect(row.maxTokens == limit)
        #expect(row.serviceTier == tier)
    }
}

extension OperationID {
    init(_ id: String) {
        self = Array(id.utf8).withUnsafeBufferPointer { OperationID($0) }
    }
}

extension Money {
    fileprivate init?(_ text: String) {
        guard let number = DecimalNumber(text) else { return nil }
        self.init(exactly: number)
    }
}
