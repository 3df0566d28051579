import Calls

/// Reads the keys that both of LiteLLM's formats have, and puts a call together of these and of
/// what a format adds.
struct ProxyRecord {
    /// The keys that mean the same in both formats.
    enum Key: String, CaseIterable {
        case startTime, model, status, endTime, completionStartTime
        case modelGroup = "model_group"
        case cacheHit = "cache_hit"
        case promptTokens = "prompt_tokens"
        case completionTokens = "completion_tokens"
        case endUser = "end_user"
        case sessionID = "session_id"

        func isWanted(_ demand: Demand) -> Bool {
            switch self {
            case .endUser: demand.fields.contains(.user)
            case .sessionID: demand.fields.contains(.session)
            case .completionStartTime: demand.fields.contains(.timeToFirstToken)
            case .endTime: !demand.fields.isDisjoint(with: [.latency, .timeToFirstToken])
            default: true
            }
        }
    }

    private var group, deployment, endUser, session: NameReader
    private var response: ProxyResponseReader
    private var metadata: ProxyMetadata
    var tags: RequestTags
    var messages: KeptMessages
    var call = ProxyCall()
    var times = AnswerTimes()

    init(demand: Demand, names: NameTable) {
        (group, deployment) = (NameReader(names), NameReader(names))
        (endUser, session) = (NameReader(names), NameReader(names))
        metadata = ProxyMetadata(demand: demand, names: names)
        response = ProxyResponseReader(names: names)
        tags = RequestTags(demand: demand, names: names)
        messages = KeptMessages(demand: demand, names: names)
    }

    /// The names of the keys, as far as a run asks for them.
    static func keys(_ demand: Demand) -> [String?] {
        Key.allCases.map { $0.isWanted(demand) ? $0.rawValue : nil }
    }

    /// Forgets the record before.
    mutating func reset() {
        call = ProxyCall()
        times = AnswerTimes()
        metadata.reset()
        tags.reset()
    }

    /// Reads the value of a key.
    mutating func read(
        _ key: Key, _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        switch key {
        case .startTime: draft.record.time = try cursor.instant("startTime", countedIn: .seconds)
        case .modelGroup: call.group = group.id(try cursor.optionalText("model_group"))
        case .model: call.deployment = deployment.id(try cursor.optionalText("model"))
        case .status: call.isFailed = try cursor.optionalText("status").isFailure
        case .cacheHit: call.isCacheHit = try cursor.isCacheHit()
        case .promptTokens: call.promptTokens = try cursor.count("prompt_tokens")
        case .completionTokens: call.completionTokens = try cursor.count("completion_tokens")
        case .endUser: call.endUser = endUser.id(try cursor.optionalText("end_user"))
        case .sessionID: draft.record.session = session.id(try cursor.optionalText("session_id"))
        case .endTime: times.end = try cursor.instant("endTime", countedIn: .seconds)
        case .completionStartTime:
            times.firstToken = try cursor.instant("completionStartTime", countedIn: .seconds)
        }
    }

    mutating func readMetadata(_ cursor: inout JSONCursor) throws(BadLine) {
        try metadata.read(&cursor, tags: &tags)
    }

    mutating func readResponse(_ cursor: inout JSONCursor) throws(BadLine) {
        call.response = try response.read(&cursor)
    }

    /// Completes the record, all of which was read.
    mutating func finish(_ draft: inout RecordDraft) throws(BadLine) {
        try call.finish(&draft.record, metadata)
        times.finish(&draft.record)
        tags.finish(&draft)
    }
}
