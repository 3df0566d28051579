import Calls
import Pricing
import Replay
import Testing

/// Ways in which cost tools go wrong, as far as a replay can.
@Suite struct Pitfalls {
    func list(
        _ lines: [String], policies: [String] = [], by groupings: [String] = []
    ) async throws -> ReplayResult {
        try await ReplayPlan.named("list-2026", policies: policies, by: groupings).replay(lines)
    }

    @Test func `1: cached tokens counted twice`() async throws {
        let result = try await list([call("gpt-4.1", 1_000_000, 0, #""cached_tokens":200000"#)])
        #expect(result.traffic.usage.totalInput == 1_000_000)
        #expect(result.traffic.usage.cacheRead == 200_000)
        #expect(result.asRequested.total.description == "1.70")
    }

    @Test func `2: cached tokens ignored`() async throws {
        let cached = try await list(
            [call("gpt-4.1", 1_000_000, 0, #""cached_tokens":1000000"#)])
        #expect(cached.asRequested.total.description == "0.50")
        #expect(cached.asRequested.models.map(\.tokens) == [1_000_000])
    }

    @Test func `2: tokens of a meter that the table lacks bill as input, and that is said`()
        async throws
    {
        let result = try await list(
            [call("deepseek-v3.2", 1_000_000, 0, #""cache_write_tokens":1000000"#)])
        #expect(result.asRequested.total.description == "0.28")
        #expect(
            result.assumptions == [
                "cache writes that the log does not mark as kept for an hour count as five minutes",
                "cache_write_5m tokens are priced at the input rate of models without a "
                    + "cache_write_5m rate in list-2026: deepseek-v3.2",
            ])
    }

    @Test func `2: the tier whose meter is missing is named`() async throws {
        let fields = #""cached_tokens":1000000,"service_tier":"batch""#
        let result = try await list([call("gpt-4.1", 1_000_000, 0, fields)])
        #expect(result.asRequested.total.description == "1.00")
        #expect(
            result.assumptions == [
                "cache_read tokens are priced at the input rate of models without a cache_read "
                    + "rate in list-2026: gpt-4.1 (batch)"
            ])
    }

    @Test func `2: a missing tier and a missing meter are both said`() async throws {
        let fields = #""reasoning_tokens":1000000,"service_tier":"flex""#
        let result = try await list([call("gpt-4.1", 0, 1_000_000, fields)])
        #expect(result.asRequested.total.description == "8.00")
        #expect(
            result.assumptions == [
                "flex reasoning tokens are priced at the standard rate of models without a flex "
                    + "rate for them in list-2026: gpt-4.1",
                "reasoning tokens are priced at the output rate of models without a reasoning "
                    + "rate in list-2026: gpt-4.1",
            ])
    }

    @Test(arguments: [0, 400_000, 1_000_000])
    func `3: reasoning tokens omitted, billed twice, or billed alone`(reasoning: Int) async throws {
        let fields = #""reasoning_tokens":\#(reasoning)"#
        let result = try await list([call("gemini-2.5-flash", 0, 1_000_000, fields)])
        #expect(result.traffic.usage.total == 1_000_000)
        #expect(result.traffic.usage.output == 1_000_000)
        #expect(result.asRequested.total.description == "2.50")
    }

    @Test(arguments: [
        ("standard", "2.83"), ("batch", "1.43"), ("priority", "5.094"), ("auto", "2.83"),
    ])
    func `5: batch as a flat half`(tier: String, cost: String) async throws {
        let fields = #""cached_tokens":1000000,"service_tier":"\#(tier)""#
        let result = try await list([call("gemini-2.5-flash", 2_000_000, 1_000_000, fields)])
        #expect(result.asRequested.total.description == cost)
    }

    @Test(arguments: [
        (#""prompt_tokens":1000000,"completion_tokens":0,"status":500"#, "2.00", 1_000_000),
        (#""prompt_tokens":1000000,"completion_tokens":0,"error":{"code":1}"#, "2.00", 1_000_000),
        (#""usage":"none","status":429"#, "0.00", 0),
        (#""usage":"unknown","status":503"#, "0.00", 0),
    ])
    func `7: failed requests`(fields: String, cost: String, tokens: UInt64) async throws {
        let result = try await list([record(#""model":"gpt-4.1",\#(fields)"#)])
        #expect(result.traffic.failed == 1)
        #expect(result.traffic.unknownUsage == 0)
        #expect(result.asRequested.total.description == cost)
        #expect(result.asRequested.models.map(\.requests) == [1])
        #expect(result.asRequested.models.map(\.tokens) == [tokens])
        #expect(result.asRequested.unpriced == [])
    }

    /// Whatever a source says of the usage of a call that failed.
    @Test func `7: failed requests that do not tell their usage cost nothing`() async throws {
        let source = Records(count: 3) { index, names in
            var record = CallRecord()
            record.time = Timestamp(nanoseconds: 0)
            record.model = names.intern("gpt-4.1")
            record.usageState = .unknown
            record.isFailed = index > 0
            return record
        }
        let result = try await ReplayPlan.named().result(reading: source, jobs: 1)
        #expect(result.traffic.failed == 2)
        #expect(result.traffic.unknownUsage == 1)
        #expect(result.asRequested.models.map(\.requests) == [2])
        #expect(result.asRequested.unpriced.map(\.requests) == [1])
    }

    @Test func `8: retries and fallbacks`() async throws {
        let attempts = ["op-1", "op-1", "op-2", "op-1", ""].map {
            call("gpt-4.1", 1_000_000, 0, #""operation_id":"\#($0)""#)
        }
        let result = try await list(attempts + [call("gpt-4.1", 1_000_000, 0)])
        #expect(result.traffic.requests == 6)
        #expect(result.traffic.operations == 4)
        #expect(result.asRequested.total.description == "12.00")
    }

    @Test func `9: streams without usage or cut`() async throws {
        let features = #""content_length":1,"message_count":1,"system":"""#
        let lines = [
            record(#""model":"gpt-4.1","usage":"unknown",\#(features)"#),
            record(#""model":"gpt-4.1","usage":"unknown","cost_usd":"3",\#(features)"#),
            call("gpt-4.1", 1_000_000, 0, features),
        ]
        let result = try await list(lines, policies: ["tutorial"], by: ["model"])
        let policy = try result.policy("tutorial")
        #expect(result.traffic.unknownUsage == 2)
        #expect(result.asRequested.total.description == "2.00")
        #expect(result.asRequested.models.map(\.requests) == [1])
        for column in [result.asRequested, policy.column] {
            #expect(column.unpriced.map(\.reason) == [.unknownUsage])
            #expect(column.unpriced.map(\.requests) == [2])
        }
        #expect(try policy.saving(against: "as_requested").comparedRequests == 1)
        #expect(try policy.saving(against: "recorded").comparedRequests == 0)
        #expect(result.groups.map(\.asRequested.unpricedRequests) == [2])
        #expect(result.groups.map(\.requests) == [3])
    }

    @Test func `9: an unknown model is named before unknown usage`() async throws {
        let result = try await list([record(#""model":"llama","usage":"unknown""#)])
        #expect(
            result.asRequested.unpriced.map(\.reason)
                == [.unknownModel(priceTable: "list-2026")])
    }

    @Test func `11: cache write 5 min against 1 h`() async throws {
        let writes = [
            #""cache_write_tokens":1000000"#,
            #""cache_write_tokens":1000000,"cache_write_1h_tokens":0"#,
            #""cache_write_tokens":1000000,"cache_write_1h_tokens":1000000"#,
            #""cache_write_tokens":1000000,"cache_write_1h_tokens":400000"#,
        ]
        let note =
            "cache writes that the log does not mark as kept for an hour count as five minutes"
        var costs: [String] = []
        var notes: [Bool] = []
        for fields in writes {
            let result = try await list([call("claude-sonnet-4.5", 1_000_000, 0, fields)])
            costs.append(result.asRequested.total.description)
            notes.append(result.assumptions.contains(note))
        }
        #expect(notes == [true, true, false, true])
        #expect(costs == ["3.75", "3.75", "6.00", "4.65"])
    }

    @Test func `12: rounding that hides micro-dollars`() async throws {
        let result = try await list(
            (0..<1_000).map { _ in
                call("deepseek-v3.2", 1, 0, #""cached_tokens":1"#)
            })
        #expect(result.asRequested.total.description == "0.000028")
    }

    @Test(arguments: [
        ("GPT-4.1", "gpt-4.1"), ("gpt-4.1 ", "gpt-4.1"), ("azure/gpt-4.1", "gpt-4.1"),
        ("llama-3.3-70b", nil),
    ])
    func `13: fuzzy model names`(name: String, near: String?) async throws {
        let result = try await list([call(name, 5, 5)])
        #expect(result.asRequested.total == .zero)
        #expect(result.asRequested.models == [])
        #expect(result.asRequested.unpriced.map(\.model) == [name])
        #expect(result.asRequested.unpriced.map(\.near.first) == [near])
    }

    /// Each suggestion is a search through the table, and a log may name a million models.
    @Test func `13: near names are suggested for the most frequent`() async throws {
        let lines = (0..<30).flatMap { index in
            (0...index).map { _ in call("GPT 4.1 (\(index % 10))", 1, 0) }
        }
        let rare = (0..<30).map { call("gpt-4.1-\(10 + $0)", 1, 0) }
        let unpriced = try await list(lines + rare).asRequested.unpriced
        #expect(unpriced.count == 40)
        #expect(unpriced.prefix(20).allSatisfy { $0.near.first == "gpt-4.1" })
        #expect(unpriced.dropFirst(20).allSatisfy { $0.near.isEmpty })
    }

    @Test func `13: aliases are priced and shown as the log writes them`() async throws {
        let result = try await list([call("gpt-4.1-2025-04-14", 1_000_000, 0)])
        #expect(
            result.asRequested.models.map { "\($0.model ?? "") \($0.cost)" }
                == ["gpt-4.1-2025-04-14 2.00"])
    }

    @Test func `14: recorded cost mixed with computed cost`() async throws {
        let lines = [
            call("gpt-4.1", 1_000_000, 0, #""cost_usd":"2.50""#),
            call("gpt-4.1", 1_000_000, 0, #""cost_usd":0"#),
            call("gpt-4.1", 1_000_000, 0),
            call("llama", 1_000_000, 0, #""cost_usd":1e-18"#),
        ]
        let result = try await list(lines)
        #expect(result.asRequested.total.description == "6.00")
        #expect(result.recorded.total.description == "2.500000000000000001")
        #expect(result.recorded.requests == 3)
    }

    @Test func `14: recorded cost in another currency than the prices`() async throws {
        let prices = try PriceTable.file("  - {id: m, all_tokens: 1}", currency: "EUR")
        let result = try await ReplayPlan(prices: prices)
            .replay([call("m", 1, 1), call("m", 1, 1, #""cost_usd":0"#)])
        #expect(result.asRequested.total.description == "0.000004")
        #expect(result.recorded.requests == 0)
        #expect(
            result.assumptions.contains(
                "the costs in USD of 1 record of the log are left out of this report in EUR"))
    }

    @Test func `18: unpriced, free and flat-rate are three things`() async throws {
        let prices = try PriceTable.file("  - {id: free, all_tokens: 0}")
        let lines = [
            call("free", 10, 5), call("unheard-of", 10, 5),
            record(#""model":"free","usage":"unknown""#),
        ]
        let result = try await ReplayPlan(prices: prices).replay(lines)
        let column = result.asRequested
        #expect(
            column.models.map { "\($0.model ?? "") \($0.tokens) \($0.cost)" } == ["free 15 0.00"])
        #expect(
            column.unpriced.map { "\($0.model ?? "nil") \($0.tokens) \($0.reason)" } == [
                "free 0 usage unknown", "unheard-of 15 not in price table test",
            ])
        #expect(column.unpricedRequests == 2)
        #expect(column.pricedRequests == 1)
    }
}
