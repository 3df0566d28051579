import Calls
import Pricing
import Testing

@testable import Logs

@Suite("OTLP traces: spans inside spans")
struct OTLPTreeTests {
    /// What is read from spans, each order of two lines giving the same.
    private static func read(
        _ spans: [OTLP.Span], _ demand: Demand = Demand(), jobs: Int = 1
    ) async throws -> Reading {
        try await Reading.of(
            spans.map { OTLP.line([$0]) }.joined(separator: "\n"), demand, jobs: jobs)
    }

    private static func inputs(_ spans: [OTLP.Span]) async throws -> [UInt64] {
        let forward = try await read(spans)
        let backward = try await read(spans.reversed())
        let together = try await Reading.of(OTLP.line(spans), Demand())
        let inputs = forward.rows.map(\.tokens.input).sorted()
        #expect(backward.rows.map(\.tokens.input).sorted() == inputs)
        #expect(together.rows.map(\.tokens.input).sorted() == inputs)
        #expect(
            Set(backward.summary.removed.map(\.reason))
                == Set(forward.summary.removed.map(\.reason)))
        return inputs
    }

    @Test("a parent that repeats the usage of its calls does not count")
    func agent() async throws {
        let spans = [
            OTLP.call("a", (30, 9), operation: "invoke_agent"),
            OTLP.call("b", in: "a", (10, 4)), OTLP.call("c", in: "a", (20, 5)),
        ]
        #expect(try await Self.inputs(spans) == [10, 20])
        #expect(
            try await Self.read(spans).summary.removed == [
                RemovedRecords(reason: "repeats the usage of the calls inside it", records: 1)
            ])
    }

    @Test("however many spans lie between, and in whatever order they come")
    func distance() async throws {
        var spans = [
            OTLP.call("a", (10, 4), operation: "invoke_workflow"),
            OTLP.call("g", in: "a", (10, 4), operation: "invoke_agent"),
            OTLP.call("w", in: "p0", (10, 4), operation: nil), OTLP.plain("p0", in: "g"),
        ]
        for step in 1...20 {
            spans.insert(OTLP.plain("p\(step)", in: step == 1 ? "w" : "p\(step - 1)"), at: step % 3)
        }
        spans.append(OTLP.call("b", in: "p20", (10, 4)))
        #expect(try await Self.inputs(spans) == [10])
    }

    @Test("usage that no span inside repeats counts")
    func alone() async throws {
        let agent = OTLP.call("a", (30, 9), operation: "invoke_agent")
        #expect(try await Self.inputs([agent, OTLP.plain("b", in: "a")]) == [30])
        // Spans of the same id in another trace are others.
        var elsewhere = OTLP.call("b", in: "a", (10, 4))
        elsewhere.trace = "t2"
        #expect(try await Self.inputs([agent, elsewhere]) == [10, 30])
    }

    @Test("the calls of a tool are not repeated by the call that asked for it, but by an agent")
    func tools() async throws {
        let tool = OTLP.call("t", in: "a", nil, operation: "execute_tool")
        let inner = OTLP.call("b", in: "t", (10, 4))
        let asking = OTLP.call("a", (30, 9))
        #expect(try await Self.inputs([asking, tool, inner]) == [10, 30])
        let agent = OTLP.call("a", (30, 9), operation: "invoke_agent")
        #expect(try await Self.inputs([agent, tool, inner]) == [10])
    }

    @Test("embeddings inside a call do not stand for it")
    func embeddings() async throws {
        let inner = OTLP.call("b", in: "a", (3, 0), operation: "embeddings")
        #expect(try await Self.inputs([OTLP.call("a", (30, 9)), inner]) == [3, 30])
        #expect(try await Self.inputs([OTLP.call("a", (3, 0), operation: nil), inner]) == [3])
    }

    @Test("what a parent tells beyond its calls is not counted, and said")
    func exceeding() async throws {
        let spans = [
            OTLP.call("a", (30, 9), operation: "invoke_agent"), OTLP.call("b", in: "a", (10, 4)),
        ]
        #expect(
            try await Self.read(spans).summary.notes == [
                "spans that tell more tokens than the calls inside them, which alone are counted: "
                    + "1; some calls may have no span of their own"
            ])
    }

    @Test("a call around calls is their operation; agents, tools and other spans are none")
    func operations() async throws {
        let attempts = try await Self.read([
            OTLP.call("a", (10, 4)), OTLP.call("b", in: "a", nil, isFailed: true),
            OTLP.plain("p", in: "a"), OTLP.call("c", in: "p", (10, 4)),
        ])
        #expect(attempts.rows.map(\.isFailed) == [true, false])
        #expect(Set(attempts.rows.map(\.operation)).count == 1)
        for around in ["invoke_agent", "execute_tool"] {
            let calls = try await Self.read([
                OTLP.plain("p"), OTLP.call("a", in: "p", nil, operation: around),
                OTLP.call("b", in: "a"), OTLP.call("c", in: "a"), OTLP.call("d", in: "p"),
            ])
            #expect(Set(calls.rows.map(\.operation)).count == 3)
        }
    }

    @Test("a call without usage around calls, or inside one that tells it")
    func withoutUsage() async throws {
        let wrapping = try await Self.read([
            OTLP.call("a", nil), OTLP.call("b", in: "a", (10, 4)),
        ])
        #expect(wrapping.rows.map(\.tokens.input) == [10])
        #expect(
            wrapping.summary.removed.map(\.reason) == [
                "without usage, around calls that count themselves"
            ])
        let told = try await Self.read([
            OTLP.call("a", (10, 4)), OTLP.call("b", in: "a", nil),
            OTLP.call("c", in: "a", nil, isFailed: true),
        ])
        #expect(told.rows.map(\.usage) == [.known, .none])
        #expect(
            told.summary.removed.map(\.reason) == ["without usage, inside a span that tells it"])
    }

    @Test("a span that is exported twice counts once")
    func repeated() async throws {
        let spans = [
            OTLP.call("a", in: "p"), OTLP.plain("p"), OTLP.call("a", in: "p"), OTLP.plain("p"),
        ]
        #expect(try await Self.inputs(spans) == [10])
        #expect(
            try await Self.read(spans).summary.removed == [
                RemovedRecords(
                    reason: "repeats a span with the same trace and span id", records: 1)
            ])
    }

    @Test("spans that lie in themselves end the search, not the run")
    func circles() async throws {
        let spans = [
            OTLP.plain("a", in: "b"), OTLP.plain("b", in: "a"), OTLP.call("c", in: "a"),
            OTLP.call("d", in: "d"),
        ]
        #expect(try await Self.inputs(spans) == [10, 10])
    }

    @Test("names come from the span, the nearest around it, the resource")
    func names() async throws {
        let fields: Demand.Fields = [.user, .team, .session]
        let demand = Demand(fields: fields, tags: ["env", "region"])
        let spans = [
            OTLP.call("c", in: "b", (10, 5), [OTLP.text("env", "own")]),
            OTLP.plain("b", in: "a", [OTLP.text("user.id", "near"), OTLP.text("env", "near")]),
            OTLP.plain(
                "a",
                [
                    OTLP.text("user.id", "far"), OTLP.text("team", "far"),
                    OTLP.integer("session.id", 7), OTLP.text("region", "far"),
                ]),
        ]
        let resource = [OTLP.text("env", "r"), OTLP.text("region", "r")]
        let log = spans.map { OTLP.line([$0], resource: resource) }.joined(separator: "\n")
        let row = try await Reading.row(log, demand)
        #expect([row.user, row.team, row.session] == ["near", "far", "7"])
        #expect(row.tags == ["own", "far"])
        let alone = try await Reading.row(OTLP.line([OTLP.call("a")], resource: resource), demand)
        #expect(alone.tags == ["r", "r"] && alone.user.isEmpty)
    }

    @Test("several workers and files give the same", arguments: [1, 2, 4])
    func jobs(jobs: Int) async throws {
        let lines = (0..<8_000).map { index in
            var span = OTLP.call(
                "c", in: "p", (index % 7, 1), [OTLP.text("user.id", "u\(index % 5)")])
            var parent = OTLP.call("p", (index % 7, 1), operation: "invoke_agent")
            (span.trace, parent.trace) = ("t\(index % 4_000)", "t\(index % 4_000)")
            return OTLP.line([index < 4_000 ? span : parent])
        }
        let logs = [lines[..<6_000], lines[6_000...]].map { Array($0.joined(separator: "\n").utf8) }
        let reading = try await Reading.of(bytes: logs, Demand(fields: .user), jobs: jobs)
        #expect(reading.rows.count == 4_000)
        #expect(
            reading.rows.reduce(0) { $0 + $1.tokens.input }
                == (0..<4_000).reduce(0) { $0 + UInt64($1 % 7) })
        #expect(reading.rows.count { $0.user == "u3" } == 800)
        #expect(reading.summary.removed.map(\.records) == [4_000])
    }

    @Test("times and tokens at the limits of what may be written end in no overflow")
    func limits() async throws {
        var span = OTLP.call("a", (10, 4))
        span.start = "-9000000000000000000"
        span.end = "9000000000000000000"
        span.more =
            #""events":[{"name":"gen_ai.content.completion.chunk","#
            + #""timeUnixNano":"8000000000000000000"}]"#
        let reading = try await Self.read(
            [span], Demand(fields: [.latency, .timeToFirstToken]))
        #expect(reading.rows.map(\.latency) == [nil])
        #expect(reading.rows.map(\.timeToFirstToken) == [nil])
    }

    @Test("sums of tokens stay at the largest number")
    func saturation() {
        var record = CallRecord()
        record.usage = TokenUsage(input: .max, output: 0)
        record.usageState = .known
        var calls = SpanContents.Calls()
        calls.add(record)
        calls.add(record)
        let others = calls
        calls.add(others)
        #expect(calls.tokens == .max)
    }
}
