import Documents
import Pricing

/// What the producer of the LiteLLM samples was told, by model, and what it recorded.
struct LiteLLMTruth: Decodable {
    struct Tokens: Decodable {
        let requests: Int
        let uncached_input, cache_read, cache_write_5m, cache_write_1h: UInt64
        let output_incl_reasoning, reasoning: UInt64

        var usage: TokenUsage {
            TokenUsage(
                input: uncached_input, cacheRead: cache_read, cacheWrite5m: cache_write_5m,
                cacheWrite1h: cache_write_1h, output: output_incl_reasoning, reasoning: reasoning)
        }
    }

    let successes, failures: Int
    let tokens_told_to_provider_by_model: [String: Tokens]
    let tokens_read_from_file_by_class_and_model: [String: [String: Tokens]]
    let recorded_cost_sum: String

    /// What was told the stand-in for the vendors, with the calls that it never saw.
    var told: [String: (requests: Int, tokens: TokenUsage)] {
        let parts =
            [tokens_told_to_provider_by_model]
            + Array(tokens_read_from_file_by_class_and_model.values)
        return parts.joined().reduce(into: [:]) { sums, entry in
            let sum = sums[entry.key] ?? (0, .zero)
            var tokens = sum.tokens
            tokens += entry.value.usage
            sums[entry.key] = (sum.requests + entry.value.requests, tokens)
        }
    }

    /// Whether costs add up to the recorded sum; each was rounded to 10⁻¹⁸ when read.
    func isCost(_ costs: [Money]) -> Bool {
        guard let exact = DecimalNumber(recorded_cost_sum),
            let sum = Money(rounding: exact)
        else { return false }
        let difference = costs.reduce(into: Money.zero) { $0 += $1 }.attos - sum.attos
        return difference.magnitude <= UInt128(costs.count)
    }
}
