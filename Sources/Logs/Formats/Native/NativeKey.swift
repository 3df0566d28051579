import Calls

/// The keys of a native record that are read.
enum NativeKey: Int, CaseIterable {
    // Counts come first: most values of a record are counts, and are read by one piece of code.
    case promptTokens, completionTokens, cachedTokens, cacheWriteTokens, cacheWrite1hTokens
    case reasoningTokens, status, contentLength, messageCount, maxTokens
    case time, model, servedModel, usage, error, cost, operation, serviceTier
    case user, team, session, tags, system, systemContains, id, latency, timeToFirstToken

    /// Whether its value is a count.
    @inline(__always)
    var isCount: Bool { rawValue <= NativeKey.maxTokens.rawValue }

    var name: StaticString {
        switch self {
        case .time: "ts"
        case .model: "model"
        case .servedModel: "served_model"
        case .promptTokens: "prompt_tokens"
        case .completionTokens: "completion_tokens"
        case .cachedTokens: "cached_tokens"
        case .cacheWriteTokens: "cache_write_tokens"
        case .cacheWrite1hTokens: "cache_write_1h_tokens"
        case .reasoningTokens: "reasoning_tokens"
        case .usage: "usage"
        case .status: "status"
        case .error: "error"
        case .cost: "cost_usd"
        case .operation: "operation_id"
        case .serviceTier: "service_tier"
        case .contentLength: "content_length"
        case .messageCount: "message_count"
        case .maxTokens: "max_tokens"
        case .user: "user"
        case .team: "team"
        case .session: "session"
        case .tags: "tags"
        case .system: "system"
        case .systemContains: "system_contains"
        case .id: "id"
        case .latency: "latency_ms"
        case .timeToFirstToken: "ttft_ms"
        }
    }

    /// Whether a run asks for it.
    func isWanted(_ demand: Demand) -> Bool {
        switch self {
        case .contentLength: demand.fields.contains(.contentLength)
        case .messageCount: demand.fields.contains(.messageCount)
        case .maxTokens: demand.fields.contains(.maxTokens)
        case .user: demand.fields.contains(.user)
        case .team: demand.fields.contains(.team)
        case .session: demand.fields.contains(.session)
        case .id: demand.fields.contains(.id)
        case .latency: demand.fields.contains(.latency)
        case .timeToFirstToken: demand.fields.contains(.timeToFirstToken)
        case .tags: demand.wantsTags
        case .system, .systemContains: demand.wantsText(of: .system)
        default: true
        }
    }
}
