import Calls

/// What a mapping can say about a record.
enum MappedField: String, CaseIterable, Sendable {
    case time, model
    case servedModel = "served_model"
    case promptTokens = "prompt_tokens"
    case completionTokens = "completion_tokens"
    case cachedTokens = "cached_tokens"
    case cacheWriteTokens = "cache_write_tokens"
    case cacheWrite1hTokens = "cache_write_1h_tokens"
    case reasoningTokens = "reasoning_tokens"
    case cost, status, error, failed
    case operation = "operation_id"
    case serviceTier = "service_tier"
    case contentLength = "content_length"
    case messageCount = "message_count"
    case maxTokens = "max_tokens"
    case user, team, session, system, content, messages, id, latency
    case timeToFirstToken = "time_to_first_token"

    /// The units in which a log may have it; the first is meant where none is said.
    var units: [MappedUnit] {
        switch self {
        case .time: [.rfc3339, .seconds, .milliseconds, .nanoseconds]
        case .latency, .timeToFirstToken: [.seconds, .milliseconds, .nanoseconds]
        case .cost: [.dollars, .cents, .micros]
        default: []
        }
    }

    /// A time span says nothing without its unit.
    var needsUnit: Bool { self == .latency || self == .timeToFirstToken }

    /// What a constant may be for it; nil where a constant makes no sense.
    var constant: MappedConstant? {
        switch self {
        case .model, .servedModel, .serviceTier, .user, .team, .session: .name
        case .cachedTokens, .cacheWriteTokens, .cacheWrite1hTokens, .reasoningTokens,
            .contentLength, .messageCount, .maxTokens:
            .count
        default: nil
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
        case .messages: MessageReader.isWanted(demand)
        case .system: demand.wantsText(of: .system)
        case .content:
            demand.fields.contains(.contentLength) || demand.wantsText(of: .last)
        default: true
        }
    }
}

/// What kind of constant a field takes.
enum MappedConstant {
    case name, count
}

/// What a number in a log counts, or how a time is written there.
enum MappedUnit: String, Sendable {
    case rfc3339, seconds, milliseconds, nanoseconds
    case dollars = "USD"
    case cents, micros

    /// For times that are counted.
    var epoch: EpochUnit? {
        switch self {
        case .seconds: .seconds
        case .milliseconds: .milliseconds
        case .nanoseconds: .nanoseconds
        default: nil
        }
    }

    /// How many decimal places of a dollar it stands for.
    var decimals: Int {
        switch self {
        case .cents: 2
        case .micros: 6
        default: 0
        }
    }
}
