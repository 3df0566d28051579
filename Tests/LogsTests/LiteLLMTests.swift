import Calls
import Logs
import Pricing
import Testing

/// What both formats of LiteLLM have in common.
@Suite("LiteLLM: calls")
struct LiteLLMTests {
    private static let known = Row(
        time: "2026-01-05T08:15:30.500Z", model: "smart", servedModel: "openai/gpt-4.1",
        tokens: TokenUsage(input: 100, output: 50), cost: Money(attos: 1_000_000_000_000_000),
        texts: [.unknown, .unknown], tags: ["", ""])

    @Test("a record of each format", arguments: [LiteLLM.payload(), LiteLLM.spend()])
    func record(line: String) async throws {
        #expect(try await Reading.row(line) == Self.known)
    }

    @Test("nothing carries over from one record to the next")
    func carryOver() async throws {
        let key = #""user_api_key_user_id":"u","user_api_key_team_id":"t""#
        let metadata =
            #"{"status":"failure","spend_logs_metadata":{"env":"x"},\#(key),"#
            + #""usage_object":{"cache_read_input_tokens":9,"service_tier":"flex"}}"#
        let more = #""request_tags":["cost center:y"],"cache_hit":true,"end_user":"kim""#
        let full = LiteLLM.spend(metadata: metadata, more)
        let bare = LiteLLM.spend()
        let rows = try await Reading.of([full, bare].joined(separator: "\n")).rows
        #expect(rows.last == Self.known)
        #expect(rows.first?.tags == ["x", "y"])
    }

    @Test(
        "the model asked for is the group's, else the deployment's",
        arguments: [
            (#""model_group":"smart""#, "smart"), (#""model_group":null"#, "openai/gpt-4.1"),
            (#""model_group":"""#, "openai/gpt-4.1"), (#""x":0"#, "openai/gpt-4.1"),
        ])
    func models(field: String, model: String) async throws {
        for line in [LiteLLM.payload(), LiteLLM.spend()] {
            let row = try await Reading.row(
                line.replacing(#""model_group":"smart""#, with: field))
            #expect(row.model == model)
            #expect(row.servedModel == "openai/gpt-4.1")
        }
    }

    /// A usage object beside 100 prompt tokens and 50 completion tokens.
    private static let usages: [(String, TokenUsage)] = [
        ("{}", TokenUsage(input: 100, output: 50)), ("null", TokenUsage(input: 100, output: 50)),
        // OpenAI's names.
        (
            #"{"prompt_tokens_details":{"cached_tokens":30},"completion_tokens_details":{"reasoning_tokens":20}}"#,
            TokenUsage(input: 70, cacheRead: 30, output: 50, reasoning: 20)
        ),
        (
            #"{"input_tokens_details":{"cached_tokens":30},"output_tokens_details":{"reasoning_tokens":20}}"#,
            TokenUsage(input: 70, cacheRead: 30, output: 50, reasoning: 20)
        ),
        // The same count under several names counts once; null and 0 yield to a count.
        (
            #"{"prompt_tokens_details":{"cached_tokens":30},"cache_read_input_tokens":30,"prompt_cache_hit_tokens":30}"#,
            TokenUsage(input: 70, cacheRead: 30, output: 50)
        ),
        (
            #"{"prompt_tokens_details":{"cached_tokens":null},"cache_read_input_tokens":30}"#,
            TokenUsage(input: 70, cacheRead: 30, output: 50)
        ),
        (
            #"{"cache_creation_input_tokens":40,"prompt_tokens_details":{"cache_write_tokens":40,"cache_creation_tokens":40}}"#,
            TokenUsage(input: 60, cacheWrite5m: 40, output: 50)
        ),
        // Which writes last an hour is told apart from the rest.
        (
            #"{"prompt_tokens_details":{"cached_tokens":10,"cache_write_tokens":40,"cache_creation_token_details":{"ephemeral_5m_input_tokens":15,"ephemeral_1h_input_tokens":25}}}"#,
            TokenUsage(input: 50, cacheRead: 10, cacheWrite5m: 15, cacheWrite1h: 25, output: 50)
        ),
        (
            #"{"prompt_tokens_details":{"cache_creation_token_details":{"ephemeral_5m_input_tokens":15,"ephemeral_1h_input_tokens":25}}}"#,
            TokenUsage(input: 60, cacheWrite5m: 15, cacheWrite1h: 25, output: 50)
        ),
        (
            #"{"prompt_tokens_details":null,"completion_tokens_details":null}"#,
            TokenUsage(input: 100, output: 50)
        ),
    ]

    @Test("pitfalls 1 and 2: cached tokens are part of the prompt tokens", arguments: usages)
    func usage(usage: String, tokens: TokenUsage) async throws {
        #expect(try await Reading.row(LiteLLM.payload(usage: usage)).tokens == tokens)
        for field in ["usage_object", "additional_usage_values"] {
            let metadata = #"{"\#(field)":\#(usage)}"#
            #expect(try await Reading.row(LiteLLM.spend(metadata: metadata)).tokens == tokens)
        }
        let response = #""response":{"usage":\#(usage)}"#
        #expect(try await Reading.row(LiteLLM.payload(response)).tokens == tokens)
        #expect(try await Reading.row(LiteLLM.spend(response)).tokens == tokens)
    }

    @Test("the usage object goes before what repeats it")
    func eachOnce() async throws {
        let cached = { (count: Int) in #"{"prompt_tokens_details":{"cached_tokens":\#(count)}}"# }
        let metadata =
            #"{"additional_usage_values":\#(cached(20)),"usage_object":\#(cached(10))}"#
        let response = #""response":{"usage":\#(cached(30))}"#
        let row = try await Reading.row(LiteLLM.spend(metadata: metadata, response))
        #expect(row.tokens == TokenUsage(input: 90, cacheRead: 10, output: 50))
    }

    @Test("counts that the record itself lacks are the usage object's")
    func countsOfUsage() async throws {
        let usage = #"{"prompt_tokens":7,"completion_tokens":3}"#
        for counts in [#""x":0"#, #""prompt_tokens":null,"completion_tokens":null"#] {
            let row = try await Reading.row(LiteLLM.payload(counts: counts, usage: usage))
            #expect(row.tokens == TokenUsage(input: 7, output: 3))
        }
    }

    @Test(
        "pitfall 15: what the proxy's own cache answered used nothing",
        arguments: [
            ("true", .none), (#""True""#, .none), (#""true""#, .none), ("false", .known),
            ("null", .known), (#""False""#, .known), (#""None""#, .known), (#""""#, .known),
        ] as [(String, UsageState)])
    func cacheHit(value: String, usage: UsageState) async throws {
        for line in [LiteLLM.payload(hit(value)), LiteLLM.spend(hit(value))] {
            let row = try await Reading.row(line)
            #expect(row.usage == usage)
            #expect(row.tokens.total == (usage == .known ? 150 : 0))
            #expect(!row.isFailed)
        }
    }

    private func hit(_ value: String) -> String { #""cache_hit":\#(value)"# }

    @Test(
        "failures and what they used",
        arguments: [
            ("failure", 0, .none), ("failure", 100, .known), ("success", 100, .known),
            // Zeros are what the proxy writes where it does not know.
            ("success", 0, .unknown),
        ] as [(String, Int, UsageState)])
    func failures(status: String, prompt: Int, usage: UsageState) async throws {
        let counts = #""prompt_tokens":\#(prompt),"completion_tokens":0"#
        let payload = LiteLLM.payload(counts: counts)
            .replacing(#""success""#, with: "\"\(status)\"")
        let spend = LiteLLM.spend(counts: counts, #""status":"\#(status)""#)
        let noted = LiteLLM.spend(counts: counts, metadata: #"{"status":"\#(status)"}"#)
        for line in [payload, spend, noted] {
            let row = try await Reading.row(line)
            #expect(row.isFailed == (status == "failure"))
            #expect(row.usage == usage)
        }
    }

    @Test(
        "recorded cost",
        arguments: [
            ("0.001", 1_000_000_000_000_000), ("1.35e-05", 13_500_000_000_000), ("0.0", 0),
            ("null", nil),
        ] as [(String, Int128?)])
    func cost(written: String, attos: Int128?) async throws {
        for line in [LiteLLM.payload(), LiteLLM.spend()] {
            let row = try await Reading.row(line.replacing(":0.001", with: ":\(written)"))
            #expect(row.cost == attos.map { Money(attos: $0) })
        }
    }

    @Test("attempts of a payload belong to a trace, rows of the spend table to none")
    func operations() async throws {
        let trace = #""trace_id":"t-1""#
        let log = [LiteLLM.payload(trace), LiteLLM.payload(trace), LiteLLM.payload()]
        let rows = try await Reading.of(log.joined(separator: "\n")).rows
        #expect(rows[0].operation == rows[1].operation && rows[0].operation != .none)
        #expect(rows[2].operation == .none)
        #expect(try await Reading.row(LiteLLM.spend(trace)).operation == .none)
    }
}
