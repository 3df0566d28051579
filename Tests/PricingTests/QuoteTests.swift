import Documents
import Pricing
import Testing

@Suite struct `A quote` {
    let usage = TokenUsage(
        input: 1_000, cacheRead: 200, cacheWrite5m: 30, cacheWrite1h: 4, output: 500, reasoning: 100
    )

    @Test func `is a line item for each kind of token`() throws {
        let quote = try PriceTable.named("list-2026").quote("claude-sonnet-4.5", usage)
        #expect(
            quote.lines == [
                "input 1000 at 3.00 as input standard",
                "cache_read 200 at 0.30 as cache_read standard",
                "cache_write_5m 30 at 3.75 as cache_write_5m standard",
                "cache_write_1h 4 at 6.00 as cache_write_1h standard",
                "output 400 at 15.00 as output standard",
                "reasoning 100 at 15.00 as output standard",
            ])
        #expect(quote.total?.description == "0.0106965")
    }

    @Test func `of tokens that the table has no meter for names the rate it used`() throws {
        let quote = try PriceTable.named("list-2026").quote("deepseek-v3.2", usage)
        #expect(
            quote.lines == [
                "input 1000 at 0.28 as input standard",
                "cache_read 200 at 0.028 as cache_read standard",
                "cache_write_5m 30 at 0.28 as input standard",
                "cache_write_1h 4 at 0.28 as input standard",
                "output 400 at 0.42 as output standard",
                "reasoning 100 at 0.42 as output standard",
            ])
    }

    @Test func `at one price for every token still tells the kinds apart`() throws {
        let quote = try PriceTable.named("headline-2026").quote("gpt-4.1", usage, tier: "batch")
        #expect(quote.lines.count == 6)
        #expect(quote.lines[1] == "cache_read 200 at 8.00 as cache_read batch")
        #expect(quote.total == (try money("0.013872")))
    }

    @Test(arguments: [
        ("batch", "input 10 at 1.00 as input batch"),
        ("priority", "input 10 at 3.50 as input priority"),
        ("default", "input 10 at 2.00 as input standard"),
        ("auto", "input 10 at 2.00 as input standard"),
        ("", "input 10 at 2.00 as input standard"),
        (nil, "input 10 at 2.00 as input standard"),
        ("scale", "input 10 at 2.00 as input standard"),
    ])
    func `uses the rates of the tier, or shows that it could not`(
        tier: String?, line: String
    ) throws {
        let prices = try PriceTable.named("list-2026")
        #expect(prices.quote("gpt-4.1", TokenUsage(input: 10), tier: tier).lines == [line])
    }

    @Test func `of no tokens is priced at nothing`() throws {
        let quote = try PriceTable.named("list-2026").quote("gpt-4.1", .zero)
        #expect(quote == .priced([]))
        #expect(quote.total == Money.zero)
    }

    @Test(arguments: [
        (nil, "no model named"),
        ("gpt-5", "not in price table test"),
        ("GPT-4.1", "not in price table test"),
        ("inputless", "no input rate"),
        ("outputless", "no output rate"),
    ])
    func `without a price says why`(model: String?, reason: String) throws {
        let prices = try PriceTable.models(
            """
              - {id: gpt-4.1, all_tokens: "8.00"}
              - {id: inputless, output: "1.00", cache_read: "0.10"}
              - {id: outputless, input: "1.00", tiers: {batch: {input: "1", output: "2"}}}
            """)
        for usage in [usage, .zero] {
            let quote = prices.quote(model, usage)
            #expect(quote.total == nil)
            #expect(quote.reason?.description == reason)
        }
    }

    @Test(arguments: [
        ("2025-12-31T23:59:59Z", nil), ("2026-01-01T00:00:00Z", "0.000008"),
        ("2026-01-01T00:30:00+01:00", nil), ("2027-01-01T00:00:00Z", "0.000008"),
    ])
    func `before the table's first day is not made`(instant: String, total: String?) throws {
        let prices = try PriceTable.models(
            "  - {id: a, all_tokens: 8}", heading: "effective_from: 2026-01-01\n")
        let call: Timestamp = try #require(Timestamp(rfc3339: instant))
        let priceClass = prices.priceClass(serviceTier: .standard, totalInput: 1, at: call)
        let quote = prices.quote(model: "a", usage: TokenUsage(input: 1), in: priceClass)
        #expect(quote.total?.description == total)
        if total == nil {
            #expect(quote.reason?.description == "no rate before 2026-01-01; use --price-at")
        }
    }

    @Test func `by a table without a first day is made at any time`() throws {
        let prices = try PriceTable.named("headline-2026")
        let past: Timestamp = try #require(Timestamp(date: "1700-01-01"))
        let priceClass = prices.priceClass(serviceTier: .standard, totalInput: 1, at: past)
        let quote = prices.quote(model: "gpt-4.1", usage: TokenUsage(input: 1), in: priceClass)
        #expect(quote.total?.description == "0.000008")
    }
}

extension Quote {
    fileprivate var reason: UnpricedReason? {
        if case .unpriced(let reason) = self { reason } else { nil }
    }
}
