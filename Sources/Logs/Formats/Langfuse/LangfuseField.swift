import Calls

/// A key of an observation that is read: the blob export writes snake_case, the UI camelCase.
struct LangfuseField {
    enum Meaning: Int {
        case type, startTime, model, parameters, usage, totalCost, costDetails, level, trace
        case input, user, session, environment, metadata, tags
        case id, end, firstToken, latency, timeToFirstToken
    }

    let meaning: Meaning
    let name: StaticString

    static let all = [
        LangfuseField(meaning: .type, name: "type"),
        LangfuseField(meaning: .startTime, name: "start_time"),
        LangfuseField(meaning: .startTime, name: "startTime"),
        LangfuseField(meaning: .model, name: "provided_model_name"),
        LangfuseField(meaning: .model, name: "providedModelName"),
        LangfuseField(meaning: .model, name: "model"),
        LangfuseField(meaning: .parameters, name: "model_parameters"),
        LangfuseField(meaning: .parameters, name: "modelParameters"),
        LangfuseField(meaning: .usage, name: "usage_details"),
        LangfuseField(meaning: .usage, name: "usageDetails"),
        LangfuseField(meaning: .totalCost, name: "total_cost"),
        LangfuseField(meaning: .totalCost, name: "totalCost"),
        LangfuseField(meaning: .costDetails, name: "cost_details"),
        LangfuseField(meaning: .costDetails, name: "costDetails"),
        LangfuseField(meaning: .level, name: "level"),
        LangfuseField(meaning: .trace, name: "trace_id"),
        LangfuseField(meaning: .trace, name: "traceId"),
        LangfuseField(meaning: .input, name: "input"),
        LangfuseField(meaning: .user, name: "user_id"),
        LangfuseField(meaning: .user, name: "userId"),
        LangfuseField(meaning: .session, name: "session_id"),
        LangfuseField(meaning: .session, name: "sessionId"),
        LangfuseField(meaning: .environment, name: "environment"),
        LangfuseField(meaning: .metadata, name: "metadata"),
        LangfuseField(meaning: .tags, name: "tags"),
        LangfuseField(meaning: .tags, name: "traceTags"),
        LangfuseField(meaning: .id, name: "id"),
        LangfuseField(meaning: .end, name: "end_time"),
        LangfuseField(meaning: .end, name: "endTime"),
        LangfuseField(meaning: .firstToken, name: "completion_start_time"),
        LangfuseField(meaning: .firstToken, name: "completionStartTime"),
        LangfuseField(meaning: .latency, name: "latency"),
        LangfuseField(meaning: .timeToFirstToken, name: "time_to_first_token"),
        LangfuseField(meaning: .timeToFirstToken, name: "timeToFirstToken"),
    ]

    /// Whether a run asks for it.
    func isWanted(_ demand: Demand) -> Bool {
        switch meaning {
        case .input: MessageReader.isWanted(demand)
        case .user: demand.fields.contains(.user)
        case .session: demand.fields.contains(.session)
        case .environment:
            demand.tags.contains("environment") || demand.fields.contains(.tagSet)
        case .metadata, .tags: demand.wantsTags
        case .id: demand.fields.contains(.id)
        case .latency: demand.fields.contains(.latency)
        case .firstToken, .timeToFirstToken: demand.fields.contains(.timeToFirstToken)
        case .end: !demand.fields.isDisjoint(with: [.latency, .timeToFirstToken])
        default: true
        }
    }
}
