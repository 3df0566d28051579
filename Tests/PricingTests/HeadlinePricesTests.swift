import Pricing
import Testing

/// The price claims of the tutorial that hold, to the cent.
@Suite struct `The headline prices of 2026` {
    let prices: PriceTable

    init() throws {
        prices = try PriceTable.named("headline-2026")
    }

    @Test(arguments: [
        // model, family, per 1M, 10 M tokens, times the cheapest
        ("deepseek-v3.2", "deepseek", "0.42", "4.20", "1.00"),
        ("gemini-2.5-flash", "gemini", "2.50", "25.00", "5.95"),
        ("gpt-4.1", "gpt4", "8.00", "80.00", "19.05"),
        ("claude-sonnet-4.5", "claude", "15.00", "150.00", "35.71"),
    ])
    func `table 1: a month of 10 M tokens`(
        model: String, family: String, rate: String, bill: String, ratio: String
    ) throws {
        let entry = try #require(prices.model(model))
        #expect(entry.family == family)
        #expect(entry.rate(of: .input, in: .standard)?.perMillionTokens == rate)
        #expect(entry.rate(of: .output, in: .standard)?.perMillionTokens == rate)

        let cost = try cost(of: 10_000_000, model)
        #expect(cost.description == bill)
        #expect(try hundredths(cost, over: self.cost(of: 10_000_000, "deepseek-v3.2")) == ratio)
    }

    @Test(arguments: [
        // tokens, deepseek-v3.2, gpt-4.1, saved
        (10_000_000, "4.20", "80.00", "75.80"),
        (100_000_000, "42.00", "800.00", "758.00"),
        (1_000_000_000, "420.00", "8000.00", "7580.00"),
    ])
    func `table 2: from GPT-4.1 to DeepSeek saves 94.75 percent`(
        tokens: UInt64, deepSeek: String, gpt: String, saved: String
    ) throws {
        let (after, before) = (
            try cost(of: tokens, "deepseek-v3.2"), try cost(of: tokens, "gpt-4.1")
        )
        #expect(after.description == deepSeek)
        #expect(before.description == gpt)
        #expect((before - after).description == saved)
        #expect(hundredths(before - after, over: before, times: 100) == "94.75")
    }

    @Test func `claim 1: from Claude to DeepSeek saves 97.2 percent`() throws {
        let before = try cost(of: 10_000_000, "claude-sonnet-4.5")
        let saved = before - (try cost(of: 10_000_000, "deepseek-v3.2"))
        #expect(saved.description == "145.80")
        #expect(hundredths(saved, over: before, times: 100) == "97.20")
    }

    @Test(arguments: [
        ("gemini-2.5-flash", "5.95"), ("gpt-4.1", "19.05"), ("claude-sonnet-4.5", "35.71"),
    ])
    func `claim 11: times the price of DeepSeek`(model: String, ratio: String) throws {
        #expect(try hundredths(cost(of: 1, model), over: cost(of: 1, "deepseek-v3.2")) == ratio)
    }

    @Test func `are the default and hold four models and no more`() {
        #expect(PriceTable.builtInNames.first == "headline-2026")
        #expect(
            prices.models.map(\.id)
                == ["deepseek-v3.2", "gemini-2.5-flash", "gpt-4.1", "claude-sonnet-4.5"])
    }

    @Test func `know the same names as the list prices`() throws {
        let list = try PriceTable.named("list-2026")
        #expect(prices.models.map(\.aliases) == list.models.map(\.aliases))
    }

    @Test func `say that they bill input at the output rate`() {
        #expect(prices.pricesAllTokensAlike)
        #expect(prices.note?.contains("input is billed at the output rate") == true)
    }

    /// Half of it input and half output, since both cost the same.
    private func cost(of tokens: UInt64, _ model: String) throws -> Money {
        let usage = TokenUsage(input: tokens / 2, output: tokens - tokens / 2)
        return try #require(prices.cost(model, usage))
    }

    private func hundredths(_ part: Money, over whole: Money, times factor: Int128 = 1) -> String {
        let value = part.attos * factor * 10_000 / whole.attos
        return Money(attos: value * 100_000_000_000_000).text(decimals: 2)
    }
}
