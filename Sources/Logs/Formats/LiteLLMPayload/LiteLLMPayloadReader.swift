import Calls
import Pricing

/// Reads LiteLLM's StandardLoggingPayload, which its logging callbacks get, one JSON object a line;
/// each is an attempt.
struct LiteLLMPayloadReader: RecordReader {
    static let requiresModel = false

    static func hasShape(_ line: SampleLine) -> Bool {
        line.keys.isSuperset(of: ["startTime", "response_cost"])
    }

    private enum Key: String, CaseIterable {
        case startTime, model, status, metadata, response, messages, id, endTime
        case completionStartTime
        case traceID = "trace_id"
        case sessionID = "session_id"
        case modelGroup = "model_group"
        case cacheHit = "cache_hit"
        case responseCost = "response_cost"
        case promptTokens = "prompt_tokens"
        case completionTokens = "completion_tokens"
        case endUser = "end_user"
        case requestTags = "request_tags"
        case modelParameters = "model_parameters"

        func isWanted(_ demand: Demand) -> Bool {
            switch self {
            case .messages: MessageReader.isWanted(demand)
            case .endUser: demand.fields.contains(.user)
            case .sessionID: demand.fields.contains(.session)
            case .requestTags: demand.wantsTags
            case .id: demand.fields.contains(.id)
            case .completionStartTime: demand.fields.contains(.timeToFirstToken)
            case .endTime: !demand.fields.isDisjoint(with: [.latency, .timeToFirstToken])
            default: true
            }
        }
    }

    private var keys: KeyTable
    private var group, deployment, endUser, session: NameReader
    private var metadata: ProxyMetadata
    private var responseReader: ProxyResponseReader
    private var tags: RequestTags
    private var messages: KeptMessages
    private var parameters: RequestReader
    private var call = ProxyCall()
    private var times = AnswerTimes()

    init(demand: Demand, names: NameTable) {
        keys = KeyTable(Key.allCases.map { $0.isWanted(demand) ? $0.rawValue : nil })
        (group, deployment) = (NameReader(names), NameReader(names))
        (endUser, session) = (NameReader(names), NameReader(names))
        metadata = ProxyMetadata(demand: demand, names: names)
        responseReader = ProxyResponseReader(names: names)
        tags = RequestTags(demand: demand, names: names)
        messages = KeptMessages(demand: demand, names: names)
        let limit = Demand(fields: demand.fields.intersection(.maxTokens))
        parameters = RequestReader(demand: limit, names: names)
    }

    mutating func read(
        _ cursor: inout JSONCursor, into draft: inout RecordDraft, isFirstLine: Bool
    ) throws(BadLine) -> Bool {
        call = ProxyCall()
        times = AnswerTimes()
        metadata.reset()
        tags.reset()
        try cursor.openObject()
        var members = KeyTable.Members()
        while let key = try keys.next(&cursor, &members) {
            try readValue(of: Key.allCases[key], &cursor, into: &draft)
        }
        try cursor.endOfLine()
        try call.finish(&draft.record, metadata)
        times.finish(&draft.record)
        tags.finish(&draft)
        return true
    }

    private mutating func readValue(
        of key: Key, _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        switch key {
        case .startTime: draft.record.time = try cursor.instant("startTime", countedIn: .seconds)
        case .traceID: draft.record.operation = try cursor.optionalText("trace_id").operation
        case .responseCost: draft.record.recordedCost = try cursor.money("response_cost")
        case .modelGroup: call.group = group.id(try cursor.optionalText("model_group"))
        case .model: call.deployment = deployment.id(try cursor.optionalText("model"))
        case .status: call.isFailed = try cursor.optionalText("status").isFailure
        case .cacheHit: call.isCacheHit = try cursor.isCacheHit()
        case .promptTokens: call.promptTokens = try cursor.count("prompt_tokens")
        case .completionTokens: call.completionTokens = try cursor.count("completion_tokens")
        case .metadata: try metadata.read(&cursor, tags: &tags)
        case .response: call.response = try responseReader.read(&cursor)
        case .modelParameters: try readParameters(&cursor, into: &draft)
        case .messages: try messages.readMessages(&cursor, into: &draft)
        case .endUser: call.endUser = endUser.id(try cursor.optionalText("end_user"))
        case .sessionID: draft.record.session = session.id(try cursor.optionalText("session_id"))
        case .requestTags: try tags.readList(&cursor)
        case .id: draft.record.id = try cursor.recordID("id")
        case .endTime: times.end = try cursor.instant("endTime", countedIn: .seconds)
        case .completionStartTime:
            times.firstToken = try cursor.instant("completionStartTime", countedIn: .seconds)
        }
    }

    private mutating func readParameters(
        _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        guard cursor.at.pointee == UInt8(ascii: "{") else { return try cursor.skipValue() }
        try parameters.read(&cursor, into: &draft)
    }
}
