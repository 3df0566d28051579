internal import Foundation
import Pricing

/// The `usage` object of an answer, with the names of chat completions or of the Responses API.
///
/// Counts that are none (negative, broken, beyond what a request can have) fail to decode: such a
/// usage is unknown.
struct AnswerUsage: Decodable {
    private let input, output, cacheRead, cacheWrite, reasoning: UInt64?

    private enum Keys: String, CodingKey {
        case prompt_tokens, input_tokens, completion_tokens, output_tokens
        case prompt_tokens_details, input_tokens_details
        case completion_tokens_details, output_tokens_details
        case cached_tokens, reasoning_tokens
        // As LiteLLM and OpenRouter write what Anthropic's cache takes.
        case cache_creation_tokens, cache_write_tokens
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Keys.self)
        input = try values.count(.prompt_tokens, .input_tokens)
        output = try values.count(.completion_tokens, .output_tokens)
        cacheRead = try values.count(
            .cached_tokens, in: .prompt_tokens_details, .input_tokens_details)
        cacheWrite =
            try values.count(
                .cache_creation_tokens, in: .prompt_tokens_details, .input_tokens_details)
            ?? values.count(
                .cache_write_tokens, in: .prompt_tokens_details, .input_tokens_details)
        reasoning = try values.count(
            .reasoning_tokens, in: .completion_tokens_details, .output_tokens_details)
    }

    /// The counts in disjoint parts; unknown where one is missing or a part is more than its whole.
    var usage: Completion.Usage {
        guard let input, let output else { return .unknown }
        let (cacheRead, reasoning) = (cacheRead ?? 0, reasoning ?? 0)
        let cacheWrite = cacheWrite ?? 0
        guard cacheRead + cacheWrite <= input, reasoning <= output else { return .unknown }
        return .known(
            TokenUsage(
                input: input - cacheRead - cacheWrite, cacheRead: cacheRead,
                cacheWrite5m: cacheWrite, output: output, reasoning: reasoning))
    }
}

extension KeyedDecodingContainer {
    /// A count under two names; gateways that write both leave 0 in the one that they don't use.
    fileprivate func count(_ first: Key, _ second: Key) throws -> UInt64? {
        try agreed(try count(first), try count(second), second)
    }

    /// A part of a count, from an object of parts under two names.
    fileprivate func count(_ part: Key, in first: Key, _ second: Key) throws -> UInt64? {
        try agreed(try count(part, in: first), try count(part, in: second), second)
    }

    private func count(_ part: Key, in details: Key) throws -> UInt64? {
        guard contains(details), try !decodeNil(forKey: details) else { return nil }
        return try nestedContainer(keyedBy: Key.self, forKey: details).count(part)
    }

    private func count(_ key: Key) throws -> UInt64? {
        guard let number = try decodeIfPresent(Decimal.self, forKey: key) else { return nil }
        let count = NSDecimalNumber(decimal: number).uint64Value
        guard number >= 0, Decimal(count) == number, count < 1 << 48 else {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: self, debugDescription: "no count of tokens")
        }
        return count
    }

    private func agreed(_ first: UInt64?, _ second: UInt64?, _ key: Key) throws -> UInt64? {
        guard let first, let second else { return first ?? second }
        guard first == second || min(first, second) == 0 else {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: self, debugDescription: "two counts that differ")
        }
        return max(first, second)
    }
}
