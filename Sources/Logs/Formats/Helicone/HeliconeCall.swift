import Calls
import Pricing

/// What an exported request says about its call, brought together once everything was read.
struct HeliconeCall {
    var model = NameID.none
    var requestModel = NameID.none
    var responseModel = NameID.none
    var modelOverride = NameID.none
    var bodyModel = NameID.none
    var promptTokens: UInt64?
    var completionTokens: UInt64?
    var cacheReadTokens: UInt64 = 0
    var cacheWriteTokens: UInt64 = 0
    var reasoningTokens: UInt64 = 0
    var cost: Money?
    var costUSD: Money?
    var costInUSD: Money?
    /// Time spans in nanoseconds.
    var delay, latency: Int64?
    var isCacheHit = false
    var responseID = RecordID.none

    /// Writes everything into a record that has what could be written at once.
    func finish(_ record: inout CallRecord) throws(BadLine) {
        guard record.time != nil else {
            throw .missing("request_created_at", expected: "when the request was made")
        }
        let asked = [requestModel, model, bodyModel]
        // Without a model of the request, `model` is all there is, whatever it means.
        let answered = [modelOverride, responseModel, requestModel == .none ? .none : model]
        record.model = asked.first { $0 != .none } ?? .none
        record.servedModel = answered.first { $0 != .none } ?? .none
        record.latency = delay ?? latency
        if record.id == .none { record.id = responseID }
        try takeUsage(into: &record)
        record.recordedCost = cost ?? costUSD ?? costInUSD
        // Where it knows no price, Helicone writes 0 beside the tokens.
        let isPriced = record.recordedCost != .zero || record.usageState == .none
        if !isPriced { record.recordedCost = nil }
    }

    /// Takes the counts, which are disjoint already.
    ///
    /// What Helicone answered from its own cache used nothing. Zeros are what it writes where it
    /// could not tell the counts.
    private func takeUsage(into record: inout CallRecord) throws(BadLine) {
        record.usageState = isCacheHit || record.isFailed ? .none : .unknown
        guard !isCacheHit, let promptTokens, let completionTokens else { return }
        let usage = TokenUsage(
            input: promptTokens, cacheRead: cacheReadTokens, cacheWrite5m: cacheWriteTokens,
            output: completionTokens + reasoningTokens, reasoning: reasoningTokens)
        guard usage.total < JSONCursor.countLimit else {
            throw .wrong(
                "the sum of the token counts", found: "\(usage.total)",
                expected: "below \(JSONCursor.countLimit)")
        }
        guard usage.total > 0 else { return }
        record.usage = usage
        record.usageState = .known
    }

    /// Whether the response came from Helicone's cache, by the request that it refers to; zeros
    /// stand for none.
    static func isCacheHit(_ reference: JSONText?) -> Bool {
        reference?.withUnescaped { id in
            !id.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "-") }
        } ?? false
    }
}
