import Pricing
import Testing

@Suite struct `The list prices of 2026` {
    let prices: PriceTable

    init() throws {
        prices = try PriceTable.named("list-2026")
    }

    @Test(arguments: [
        // model, tier: input, cache read, cache write 5 min, cache write 1 h, output, reasoning
        ("deepseek-v3.2", "standard", "0.28 0.028 - - 0.42 -"),
        ("gemini-2.5-flash", "standard", "0.30 0.03 - - 2.50 2.50"),
        ("gemini-2.5-flash", "batch", "0.15 0.03 - - 1.25 -"),
        ("gpt-4.1", "standard", "2.00 0.50 - - 8.00 -"),
        ("gpt-4.1", "batch", "1.00 - - - 4.00 -"),
        ("claude-sonnet-4.5", "standard", "3.00 0.30 3.75 6.00 15.00 -"),
        ("claude-sonnet-4.5", "batch", "1.50 0.15 1.875 - 7.50 -"),
    ])
    func `are those of the vendors`(model: String, tier: String, expected: String) throws {
        let entry = try #require(prices.model(model))
        let rates = Meter.allCases.map {
            entry.rate(of: $0, in: ServiceTier(tier))?.perMillionTokens ?? "-"
        }
        #expect(rates.joined(separator: " ") == expected)
    }

    @Test func `state a source and a date for each model`() {
        #expect(prices.models.map(\.id).count == 4)
        for model in prices.models {
            #expect(model.source?.hasPrefix("https://") == true)
            #expect(model.asOf == "2026-11-24")
        }
        #expect(!prices.pricesAllTokensAlike)
        #expect(prices.effectiveFrom == nil)
    }

    @Test(arguments: [
        ("deepseek-chat", "deepseek-v3.2"), ("gpt-4.1-2025-04-14", "gpt-4.1"),
        ("claude-sonnet-4-5-20250929", "claude-sonnet-4.5"),
        ("openai/gpt-4.1-2025-04-14", "gpt-4.1"),
        ("anthropic/claude-sonnet-4-5-20250929", "claude-sonnet-4.5"),
    ])
    func `know the vendors' own names`(alias: String, model: String) {
        #expect(prices.model(alias)?.id == model)
    }
}
