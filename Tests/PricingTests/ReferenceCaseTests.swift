import Documents
import Foundation
import Pricing
import Testing

/// Costs of requests as LiteLLM 1.109.1 computes them by the same list.
@Suite struct `A request` {
    struct Case: Decodable, CustomTestStringConvertible {
        struct Input: Decodable {
            let model: String
            let prompt_tokens, completion_tokens, cached_read, cache_creation, reasoning: UInt64
            let service_tier: String?
        }

        struct Expected: Decodable {
            let prompt_cost, completion_cost, total: Double
        }

        let id: String
        let input: Input
        let expected: Expected

        var testDescription: String { id }

        var usage: TokenUsage {
            TokenUsage(
                input: input.prompt_tokens - input.cached_read - input.cache_creation,
                cacheRead: input.cached_read, cacheWrite5m: input.cache_creation,
                output: input.completion_tokens, reasoning: input.reasoning)
        }
    }

    private struct Cases: Decodable {
        let cases: [Case]
    }

    static let cases: [Case] = {
        let file = `LiteLLM's list`.folder.appending(path: "request_costs.json")
        let data = try? Data(contentsOf: file)
        return (try? JSONDecoder().decode(Cases.self, from: data ?? Data()))?.cases ?? []
    }()

    @Test func `is compared in fifteen cases`() { #expect(Self.cases.count == 15) }

    @Test(arguments: cases)
    func `costs what the reference says`(reference: Case) throws {
        let prices = try `LiteLLM's list`().prices
        let quote = prices.quote(
            reference.input.model, reference.usage, tier: reference.input.service_tier)
        guard case .priced(let items) = quote else {
            Issue.record("\(quote)")
            return
        }
        let output = items.filter { [.output, .reasoning].contains($0.meter) }
        let cost = try #require(quote.total).amount
        let outputCost = output.reduce(Money.zero) { $0 + $1.amount }.amount
        #expect(abs(cost - reference.expected.total) <= 1e-12)
        #expect(abs(outputCost - reference.expected.completion_cost) <= 1e-12)
    }
}

extension Money {
    fileprivate var amount: Double { Double(description) ?? .nan }
}
