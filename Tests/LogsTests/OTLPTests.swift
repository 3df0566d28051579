import Calls
import Pricing
import Testing

@Suite("OTLP traces: a span")
struct OTLPTests {
    private static func row(_ attributes: [String], more: String = "") async throws -> Row {
        var span = OTLP.call("s1", nil, attributes)
        span.more = more
        return try await Reading.row(OTLP.line([span]))
    }

    private static func tokens(_ attributes: [String]) async throws -> TokenUsage {
        let row = try await row(attributes)
        #expect(row.usage == .known)
        return row.tokens
    }

    @Test("a call with everything that a record can have")
    func whole() async throws {
        var span = OTLP.call(
            "s1", (100, 20),
            [
                OTLP.text("gen_ai.response.model", "gpt-4.1-2025-04-14"),
                OTLP.integer("gen_ai.usage.cache_read.input_tokens", 60),
                OTLP.integer("gen_ai.usage.cache_creation.input_tokens", 10),
                OTLP.integer("gen_ai.usage.reasoning.output_tokens", 7),
                OTLP.integer("gen_ai.request.max_tokens", 500),
                OTLP.text("openai.request.service_tier", "auto"),
                OTLP.text("openai.response.service_tier", "flex"),
                OTLP.text("user.id", "u-1"), OTLP.text("enduser.id", "u-2"),
                OTLP.text("gen_ai.conversation.id", "c-1"), OTLP.text("session.id", "c-2"),
                OTLP.attribute("gen_ai.usage.cost", #"{"doubleValue":0.0125}"#),
                OTLP.attribute("gen_ai.response.time_to_first_chunk", #"{"doubleValue":0.25}"#),
                OTLP.text("cost center", "k-9"),
            ])
        span.end = #""1767600930923000000""#
        var demand = Demand.everything
        demand.fields.formUnion([.latency, .timeToFirstToken])
        let resource = [OTLP.text("team", "search"), OTLP.text("env", "prod")]
        let row = try await Reading.row(OTLP.line([span], resource: resource), demand)
        var expected = Row(
            time: "2026-01-05T08:15:30.123Z", model: "gpt-4.1",
            servedModel: "gpt-4.1-2025-04-14", serviceTier: "flex", user: "u-1", team: "search",
            session: "c-1", operation: row.operation,
            tokens: TokenUsage(
                input: 30, cacheRead: 60, cacheWrite5m: 10, cacheWrite1h: 0, output: 20,
                reasoning: 7),
            cost: Money(attos: 12_500_000_000_000_000), maxTokens: 500,
            texts: [.unknown, .unknown], tags: ["prod", "k-9"])
        (expected.latency, expected.timeToFirstToken) = (800_000_000, 250_000_000)
        #expect(row == expected)
    }

    @Test(
        "counts are strings, numbers or whole doubles",
        arguments: [#"{"intValue":"12"}"#, #"{"intValue":12}"#, #"{"doubleValue":12.0}"#])
    func integers(value: String) async throws {
        let usage = try await Self.tokens([
            OTLP.attribute("gen_ai.usage.input_tokens", value),
            OTLP.attribute("gen_ai.usage.output_tokens", value),
        ])
        #expect(usage == TokenUsage(input: 12, output: 12))
    }

    @Test(
        "old names",
        arguments: [
            ("gen_ai.usage.prompt_tokens", "gen_ai.usage.completion_tokens"),
            ("llm.usage.prompt_tokens", "llm.usage.completion_tokens"),
        ])
    func oldNames(prompt: String, completion: String) async throws {
        let usage = try await Self.tokens([
            OTLP.integer(prompt, 9), OTLP.integer(completion, 4),
            OTLP.integer("gen_ai.usage.cache_read_input_tokens", 3),
            OTLP.integer("gen_ai.usage.reasoning_tokens", 2),
        ])
        #expect(
            usage
                == TokenUsage(
                    input: 6, cacheRead: 3, cacheWrite5m: 0, cacheWrite1h: 0, output: 4,
                    reasoning: 2))
    }

    @Test("a call of the first conventions: no operation name, but a model and gen_ai.system")
    func firstConventions() async throws {
        let span = OTLP.call(
            "s1", nil, operation: nil,
            [
                OTLP.text("gen_ai.system", "openai"),
                OTLP.integer("gen_ai.usage.prompt_tokens", 9),
                OTLP.integer("gen_ai.usage.completion_tokens", 4),
            ])
        #expect(try await Reading.row(OTLP.line([span])).tokens == TokenUsage(input: 9, output: 4))
    }

    @Test("embeddings have no output")
    func embeddings() async throws {
        let span = OTLP.call(
            "s1", nil, operation: "embeddings", [OTLP.integer("gen_ai.usage.input_tokens", 9)])
        #expect(try await Reading.row(OTLP.line([span])).tokens == TokenUsage(input: 9, output: 0))
    }

    @Test("a stream without usage is unknown, a failed call without usage costs nothing")
    func withoutUsage() async throws {
        let cut = try await Self.row([])
        #expect(cut.usage == .unknown && !cut.isFailed)
        let half = try await Self.row([OTLP.integer("gen_ai.usage.input_tokens", 9)])
        #expect(half.usage == .unknown)
        let failed = try await Self.row([], more: #""status":{"code":2,"message":"x"}"#)
        #expect(failed.usage == .none && failed.isFailed)
    }

    @Test(
        "the status by number and by name",
        arguments: [
            ("{}", false), (#"{"code":0}"#, false), (#"{"code":1}"#, false),
            (#"{"code":null}"#, false), ("null", false), (#"{"code":"STATUS_CODE_OK"}"#, false),
            (#"{"code":2}"#, true), (#"{"code":"STATUS_CODE_ERROR"}"#, true),
        ])
    func status(status: String, isFailed: Bool) async throws {
        #expect(try await Self.row([], more: #""status":\#(status)"#).isFailed == isFailed)
    }

    @Test("times are strings or numbers")
    func times() async throws {
        var span = OTLP.call("s1")
        span.start = "1767600930123000000"
        #expect(try await Reading.row(OTLP.line([span])).time == "2026-01-05T08:15:30.123Z")
    }

    @Test("the first chunk of Traceloop's streams; an end before the start tells no latency")
    func firstChunk() async throws {
        var span = OTLP.call("s1")
        span.end = #""1767600930000000000""#
        span.more =
            #""events":[{"name":"other","timeUnixNano":"1767600930124000000"},"#
            + #"{"timeUnixNano":"1767600930125000000","name":"gen_ai.content.completion.chunk"},"#
            + #"{"name":"gen_ai.content.completion.chunk","timeUnixNano":"1767600930126000000"}]"#
        let demand = Demand(fields: [.latency, .timeToFirstToken])
        let row = try await Reading.row(OTLP.line([span]), demand)
        #expect(row.timeToFirstToken == 2_000_000)
        #expect(row.latency == nil)
    }

    @Test(
        "which spans are calls",
        arguments: [
            (OTLP.call("a", operation: "chat"), true),
            (OTLP.call("a", nil, operation: "text_completion"), true),
            (OTLP.call("a", nil, operation: "generate_content"), true),
            (OTLP.call("a", nil, operation: "embeddings"), true),
            (OTLP.call("a", operation: nil), true),
            (OTLP.call("a", nil, operation: nil, isFailed: true), true),
            (OTLP.call("a", nil, operation: nil), false),
            (OTLP.call("a", operation: "invoke_agent"), true),
            (OTLP.call("a", nil, operation: "invoke_agent"), false),
            (OTLP.call("a", operation: "message"), true),
            (OTLP.call("a", nil, operation: "message"), false),
            (OTLP.call("a", operation: "execute_tool"), false),
            (OTLP.call("a", operation: "create_agent"), false),
            (OTLP.plain("a"), false),
        ])
    func calls(span: OTLP.Span, isCall: Bool) async throws {
        #expect(try await Reading.of(OTLP.line([span])).rows.count == (isCall ? 1 : 0))
    }

    @Test("members and attributes in another order")
    func order() async throws {
        let line =
            #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"attributes":["#
            + #"{"value":{"intValue":7},"key":"gen_ai.usage.output_tokens"},"#
            + #"{"value":{"intValue":8},"key":"gen_ai.usage.input_tokens"}],"#
            + #""startTimeUnixNano":"1767600930123000000","spanId":"s","traceId":"t"}]}],"#
            + #""resource":{"attributes":[{"key":"env","value":{"stringValue":"prod"}}]}}]}"#
        let row = try await Reading.row(line)
        #expect(row.tokens == TokenUsage(input: 8, output: 7))
        #expect(row.tags == ["prod", ""])
    }

    @Test(
        "the shape",
        arguments: [
            (OTLP.line([OTLP.call("a")]), "otlp"), (#"{"resourceSpans":["#, "otlp"),
            (#"{"resourceLogs":[]}"#, "native"), (#"{"a":{"resourceSpans":[]}}"#, "native"),
        ])
    func shape(line: String, format: String) async throws {
        #expect(try await Reading.of(line, Demand(), .skipping).summary.formats == [format])
    }
}
