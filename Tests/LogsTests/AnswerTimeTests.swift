import Calls
import Logs
import Testing

/// A record's own id, and how long the answer took, for runs that ask for them.
@Suite("Ids and times of answers")
struct AnswerTimeTests {
    private static let demand = Demand(fields: [.id, .latency, .timeToFirstToken])
    private static let millisecond: Int64 = 1_000_000

    private func check(
        _ line: String, latency: Double?, first: Double?, id: String,
        at location: SourceLocation = #_sourceLocation
    ) async throws {
        let row = try await Reading.row(line, Self.demand)
        let milliseconds = { (span: Int64?) in span.map { Double($0) / 1_000_000 } }
        #expect(milliseconds(row.latency) == latency, sourceLocation: location)
        #expect(milliseconds(row.timeToFirstToken) == first, sourceLocation: location)
        #expect(row.id == RecordID(id), sourceLocation: location)
        // Others pay nothing for it.
        let bare = try await Reading.row(line, Demand())
        #expect(bare.latency == nil && bare.timeToFirstToken == nil, sourceLocation: location)
        #expect(bare.id == .none, sourceLocation: location)
    }

    /// The end, the first token and, in milliseconds, the two spans.
    private static let cases: [(String, String, Double?, Double?)] = [
        ("1767600931.75", "1767600930.625", 1250, 125),
        // Answers that came as a whole have their first token at the end.
        ("1767600931.75", "1767600931.75", 1250, nil), ("1767600931.75", "null", 1250, nil),
        ("null", "1767600930.625", nil, 125), ("null", "null", nil, nil),
        // A clock that ran backwards tells nothing.
        ("1767600929.75", "1767600929.5", nil, nil),
    ]

    @Test("litellm-payload", arguments: cases)
    func payload(end: String, first: String, latency: Double?, span: Double?) async throws {
        // The response time of a stream is that of its first token.
        let line = LiteLLM.payload(
            #""id":"p-1","endTime":\#(end),"completionStartTime":\#(first),"response_time":9"#)
        try await check(line, latency: latency, first: span, id: "p-1")
    }

    @Test("litellm-spend", arguments: cases)
    func spend(end: String, first: String, latency: Double?, span: Double?) async throws {
        let times = #""endTime":\#(end),"completionStartTime":\#(first)"#
        try await check(LiteLLM.spend(times), latency: latency, first: span, id: "r-1")
        let recorded = LiteLLM.spend(times + #","request_duration_ms":1301"#)
        try await check(recorded, latency: latency ?? 1301, first: span, id: "r-1")
    }

    @Test("langfuse, whose recorded spans are seconds")
    func langfuse() async throws {
        let recorded = #""latency":0.842,"time_to_first_token":"0.19""#
        try await check(Langfuse.blob(recorded), latency: 842, first: 190, id: "o-1")
        // Some exports write milliseconds; the times are not in doubt.
        let ui =
            #""endTime":"2026-01-05T08:15:30.965Z","latency":842,"timeToFirstToken":0.19,"#
            + #""completionStartTime":"2026-01-05T08:15:30.250Z""#
        try await check(Langfuse.ui(ui), latency: 842, first: 127, id: "o-1")
        try await check(Langfuse.ui(#""latency":null"#), latency: nil, first: nil, id: "o-1")
    }

    @Test(
        "spans that are none",
        arguments: [
            (Langfuse.blob(#""latency":-1"#), "latency", "-1", "seconds"),
            (
                LiteLLM.spend(#""request_duration_ms":"x""#), "request_duration_ms", "\"x\"",
                "milliseconds"
            ),
            (Helicone.line(#""delay_ms":-5"#), "delay_ms", "-5", "milliseconds"),
        ])
    func bad(line: String, field: String, found: String, unit: String) async throws {
        #expect(
            try await Reading.fault(of: line, Self.demand)
                == "log:1: \(field) is not a time span from 0 on, in \(unit): found \(found); "
                + Advice.mend)
        #expect(try await Reading.fault(of: line, Demand()) == nil)
    }

    @Test(
        "real records: all have ids, each its own, and the spans that were told",
        arguments: ["payload.jsonl", "spend.raw.jsonl", "spend.rows.jsonl", "spend.csv"])
    func real(file: String) async throws {
        let rows = try await Reading.of([Places.fixture("litellm/\(file)")], Self.demand).rows
        #expect(Set(rows.map(\.id)).count == rows.count && !rows.contains { $0.id == .none })
        #expect(rows.allSatisfy { ($0.latency ?? 0) > Self.millisecond })
        #expect(rows.contains { $0.timeToFirstToken == nil })
        #expect(
            rows.allSatisfy { row in
                row.timeToFirstToken.map { $0 > 0 && $0 < row.latency ?? 0 } ?? true
            })
    }
}
