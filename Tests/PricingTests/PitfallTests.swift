import Pricing
import Testing

/// Ways in which cost tools go wrong, as far as prices are concerned.
@Suite struct Pitfalls {
    let list: PriceTable

    init() throws {
        list = try PriceTable.named("list-2026")
    }

    @Test func `1: cached tokens counted twice`() {
        let usage = TokenUsage(input: 800, cacheRead: 200)
        #expect(usage.totalInput == 1_000)
        #expect(list.cost("gpt-4.1", usage)?.description == "0.0017")
    }

    @Test func `2: cached tokens ignored`() {
        let cached = list.cost("gpt-4.1", TokenUsage(cacheRead: 1_000_000))
        #expect(cached?.description == "0.50")
        let without = list.cost("gpt-4.1", TokenUsage(input: 1_000_000))
        #expect(without?.description == "2.00")
    }

    @Test(arguments: [0, 400, 1_000] as [UInt64])
    func `3: reasoning tokens omitted, billed twice, or billed alone`(reasoning: UInt64) {
        let usage = TokenUsage(output: 1_000, reasoning: reasoning)
        #expect(usage.total == 1_000)
        #expect(list.cost("gemini-2.5-flash", usage)?.description == "0.0025")
    }

    @Test func `5: batch as a flat half`() {
        let usage = TokenUsage(input: 1_000_000, cacheRead: 1_000_000, output: 1_000_000)
        #expect(list.cost("gemini-2.5-flash", usage)?.description == "2.83")
        #expect(list.cost("gemini-2.5-flash", usage, tier: "batch")?.description == "1.43")
    }

    @Test func `6: per 1K against per 1M`() throws {
        let perThousand = try PriceTable.models("  - {id: a, input: 0.0003, output: 0.0012}")
        #expect(perThousand.warnings().count == 1)
        let tracked = try PriceTable.named("headline-2026")
        #expect(tracked.cost("deepseek-v3.2", TokenUsage(input: 100_000))?.description == "0.042")
    }

    @Test func `11: cache write 5 min against 1 h`() {
        let short = list.cost("claude-sonnet-4.5", TokenUsage(cacheWrite5m: 1_000_000))
        let long = list.cost("claude-sonnet-4.5", TokenUsage(cacheWrite1h: 1_000_000))
        #expect([short?.description, long?.description] == ["3.75", "6.00"])
    }

    @Test func `12: float money`() throws {
        let tenth = try money("0.1")
        #expect((0..<10).reduce(Money.zero) { sum, _ in sum + tenth } == (try money("1")))
        #expect(list.cost("deepseek-v3.2", TokenUsage(cacheRead: 1))?.description == "0.000000028")
    }

    @Test(arguments: ["GPT-4.1", "gpt-4.1 ", "gpt-4.1-mini", "azure/gpt-4.1", "gpt-4", ""])
    func `13: fuzzy model names`(name: String) {
        #expect(
            list.quote(name, TokenUsage(input: 1))
                == .unpriced(.unknownModel(priceTable: "list-2026")))
    }

    @Test func `13: near names are suggested`() {
        #expect(list.nearNames(to: "GPT-4_1").first == "gpt-4.1")
        #expect(list.nearNames(to: "llama-3.3-70b") == [])
    }

    @Test func `18: unpriced usage shown as nothing, free usage as unpriced`() throws {
        let prices = try PriceTable.models("  - {id: free, all_tokens: 0}")
        let usage = TokenUsage(input: 5, output: 5)
        #expect(prices.quote("unknown", usage).total == nil)
        #expect(prices.quote("free", usage).total == Money.zero)
        #expect(prices.quote("free", usage).lines.count == 2)
    }
}
