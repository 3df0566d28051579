import Foundation
import Pricing
import Testing

/// Quotes of random tables and calls against a slow calculation that shares nothing with them.
@Suite struct `Random quotes` {
    @Test(arguments: 1...20)
    func `equal decimal arithmetic to the last digit`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        for _ in 0..<100 {
            let rates = Meter.allCases.map { _ in random.rate() }
            let prices = try PriceTable.models("  - " + yaml(rates))
            let usage = random.usage()
            let quote = try #require(prices.cost("m", usage), "seed \(seed): \(rates)")
            #expect(
                try #require(Decimal(string: quote.description)) == slowCost(usage, rates),
                "seed \(seed), \(rates), \(usage)")
        }
    }

    @Test(arguments: 1...20)
    func `of a sum are the sum of the quotes`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let prices = try PriceTable.named("list-2026")
        for model in prices.models {
            var (sum, usage) = (Money.zero, TokenUsage.zero)
            for _ in 0..<50 {
                let call = random.usage()
                usage += call
                sum += try #require(prices.cost(model.id, call))
            }
            #expect(prices.cost(model.id, usage) == sum, "seed \(seed)")
        }
    }

    private func yaml(_ rates: [String?]) -> String {
        let prices = zip(Meter.allCases, rates).compactMap { meter, rate in
            rate.map { "\(meter.rawValue): \"\($0)\"" }
        }
        let base = [rates[0] == nil ? "input: 3" : nil, rates[4] == nil ? "output: 7" : nil]
        return "{id: m, \((prices + base.compactMap { $0 }).joined(separator: ", "))}"
    }

    private func slowCost(_ usage: TokenUsage, _ rates: [String?]) -> Decimal {
        let given = rates.map { $0.flatMap { Decimal(string: $0) } }
        let (input, output) = (given[0] ?? 3, given[4] ?? 7)
        let products: [Decimal] = [
            Decimal(usage.input) * input,
            Decimal(usage.cacheRead) * (given[1] ?? input),
            Decimal(usage.cacheWrite5m) * (given[2] ?? input),
            Decimal(usage.cacheWrite1h) * (given[3] ?? given[2] ?? input),
            Decimal(usage.output - usage.reasoning) * output,
            Decimal(usage.reasoning) * (given[5] ?? output),
        ]
        return products.reduce(0, +) / 1_000_000
    }
}

extension SplitMix {
    /// A price of up to six decimals, or none at one time in four.
    fileprivate mutating func rate() -> String? {
        guard next() % 4 > 0 else { return nil }
        return "\(next() % 1_000).\(next() % 1_000_000)"
    }

    fileprivate mutating func usage() -> TokenUsage {
        let output = next() % 10_000_000
        return TokenUsage(
            input: next() % 10_000_000, cacheRead: next() % 1_000_000,
            cacheWrite5m: next() % 100_000, cacheWrite1h: next() % 100_000,
            output: output, reasoning: next() % (output + 1))
    }
}
