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
    @inline(__always)
    func take(into record: inout CallRecord) throws(BadLine) -> Bool {
        guard let prompt, let completion else { return false }
        record.usage = try normalised(prompt: prompt, completion: completion)
        record.usageState = .known
        return true
    }

    @inline(__always)
    private func normalised(prompt: UInt64, completion: UInt64) throws(BadLine) -> TokenUsage {
        guard cacheRead + cacheWrite <= prompt, cacheWrite1h <= cacheWrite, reasoning <= completion
        else { throw contradiction(prompt: prompt, completion: completion) }
        return TokenUsage(
            input: prompt - cacheRead - cacheWrite, cacheRead: cacheRead,
            cacheWrite5m: cacheWrite - cacheWrite1h, cacheWrite1h: cacheWrite1h,
            output: completion, reasoning: reasoning)
    }
    /// Why a part is more than its whole.
    @inline(never)
    private func contradiction(prompt: UInt64, completion: UInt64) -> BadLine {
        if cacheRead + cacheWrite > prompt {
            return BadLine(
                reason: "cached and cache-write tokens are more than the prompt tokens",
                detail: "\(cacheRead) + \(cacheWrite) of \(prompt)")
        }
        if cacheWrite1h > cacheWrite {
            return BadLine(
                reason: "cache_write_1h_tokens are more than cache_write_tokens",
                detail: "\(cacheWrite1h) of \(cacheWrite)")
        }
        return BadLine(
            reason: "reasoning tokens are more than the completion tokens",
            detail: "\(reasoning) of \(completion)")
    }
}
