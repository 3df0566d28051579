import Calls
import Pricing

/// Token counts as OpenAI's API gives them: each total includes its parts.
struct InclusiveUsage {
    var prompt: UInt64?
    var completion: UInt64?
    var cacheRead: UInt64 = 0
    var cacheWrite: UInt64 = 0
    var cacheWrite1h: UInt64 = 0
    var reasoning: UInt64 = 0

    /// Writes the counts into a record, in disjoint parts; false where they are not both there.
    func take(into record: inout CallRecord) throws(BadLine) -> Bool {
        guard let prompt, let completion else { return false }
        record.usage = try normalised(prompt: prompt, completion: completion)
        record.usageState = .known
        return true
    }

    private func normalised(prompt: UInt64, completion: UInt64) throws(BadLine) -> TokenUsage {
        guard cacheRead + cacheWrite <= prompt else {
            throw BadLine(
                reason: "cached and cache-write tokens are more than the prompt tokens",
                detail: "\(cacheRead) + \(cacheWrite) of \(prompt)")
        }
        guard cacheWrite1h <= cacheWrite else {
            throw BadLine(
                reason: "cache_write_1h_tokens are more than cache_write_tokens",
                detail: "\(cacheWrite1h) of \(cacheWrite)")
        }
        guard reasoning <= completion else {
            throw BadLine(
                reason: "reasoning tokens are more than the completion tokens",
                detail: "\(reasoning) of \(completion)")
        }
        return TokenUsage(
            input: prompt - cacheRead - cacheWrite, cacheRead: cacheRead,
            cacheWrite5m: cacheWrite - cacheWrite1h, cacheWrite1h: cacheWrite1h,
            output: completion, reasoning: reasoning)
    }
}
