import Calls
import Pricing

/// Reads rows of LiteLLM's table LiteLLM_SpendLogs, as JSON lines or CSV; each is a request,
/// whatever its attempts.
///
/// The columns of type JSON may be strings with JSON in them, as the proxy builds its rows, or
/// values, as a database exports them.
struct LiteLLMSpendReader: RecordReader {
    static let requiresModel = false
    static let readsCSV = true
    static let tellingColumns = [
        TellingColumn(
            name: "metadata",
            without: "cached tokens can't be told and are priced as input"),
        TellingColumn(
            name: "cache_hit",
            without: "answers from the proxy's own cache can't be told and are priced"),
    ]

    static func hasShape(_ line: SampleLine) -> Bool {
        line.keys.isSuperset(of: ["request_id", "spend", "startTime"])
    }

    private enum Key: String, CaseIterable {
        case startTime, spend, model, status, metadata, response, messages, user
        case endTime, completionStartTime
        case requestID = "request_id"
        case duration = "request_duration_ms"
        case modelGroup = "model_group"
        case cacheHit = "cache_hit"
        case promptTokens = "prompt_tokens"
        case completionTokens = "completion_tokens"
        case endUser = "end_user"
        case teamID = "team_id"
        case sessionID = "session_id"
        case requestTags = "request_tags"
        case body = "proxy_server_request"

        func isWanted(_ demand: Demand) -> Bool {
            switch self {
            case .messages: MessageReader.isWanted(demand)
            case .endUser, .user: demand.fields.contains(.user)
            case .teamID: demand.fields.contains(.team)
            case .sessionID: demand.fields.contains(.session)
            case .requestTags: demand.wantsTags
            case .requestID: demand.fields.contains(.id)
            case .duration: demand.fields.contains(.latency)
            case .completionStartTime: demand.fields.contains(.timeToFirstToken)
            case .endTime: !demand.fields.isDisjoint(with: [.latency, .timeToFirstToken])
            default: true
            }
        }
    }

    private var keys: KeyTable
    private var group, deployment, endUser, user, team, session: NameReader
    private var metadata: ProxyMetadata
    private var responseReader: ProxyResponseReader
    private var tags: RequestTags
    private var messages: KeptMessages
    private var call = ProxyCall()
    private var times = AnswerTimes()

    init(demand: Demand, names: NameTable) {
        keys = KeyTable(Key.allCases.map { $0.isWanted(demand) ? $0.rawValue : nil })
        (group, deployment, endUser) = (NameReader(names), NameReader(names), NameReader(names))
        (user, team, session) = (NameReader(names), NameReader(names), NameReader(names))
        metadata = ProxyMetadata(demand: demand, names: names)
        responseReader = ProxyResponseReader(names: names)
        tags = RequestTags(demand: demand, names: names)
        messages = KeptMessages(demand: demand, names: names)
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
        case .spend: draft.record.recordedCost = try cursor.money("spend")
        case .modelGroup: call.group = group.id(try cursor.optionalText("model_group"))
        case .model: call.deployment = deployment.id(try cursor.optionalText("model"))
        case .status: call.isFailed = try cursor.optionalText("status").isFailure
        case .cacheHit: call.isCacheHit = try cursor.isCacheHit()
        case .promptTokens: call.promptTokens = try cursor.count("prompt_tokens")
        case .completionTokens: call.completionTokens = try cursor.count("completion_tokens")
        case .endUser: call.endUser = endUser.id(try cursor.optionalText("end_user"))
        case .user: call.user = user.id(try cursor.optionalText("user"))
        case .teamID: call.team = team.id(try cursor.optionalText("team_id"))
        case .sessionID: draft.record.session = session.id(try cursor.optionalText("session_id"))
        case .requestID: draft.record.id = try cursor.recordID("request_id")
        case .endTime: times.end = try cursor.instant("endTime", countedIn: .seconds)
        case .completionStartTime:
            times.firstToken = try cursor.instant("completionStartTime", countedIn: .seconds)
        case .duration:
            times.recordedLatency = try cursor.duration("request_duration_ms", .milliseconds)
        default: try readColumn(key, &cursor, into: &draft)
        }
    }

    private mutating func readColumn(
        _ key: Key, _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        switch key {
        case .metadata:
            try cursor.column("metadata") { json throws(BadLine) in
                try metadata.read(&json, tags: &tags)
            }
        case .response:
            try cursor.column("response") { json throws(BadLine) in
                call.response = try responseReader.read(&json)
            }
        case .messages:
            try cursor.column("messages") { json throws(BadLine) in
                try messages.readMessages(&json, into: &draft)
            }
        case .body:
            try cursor.column("proxy_server_request") { json throws(BadLine) in
                try messages.readBody(&json, into: &draft)
            }
        default:
            try cursor.column("request_tags") { json throws(BadLine) in
                try tags.readList(&json)
            }
        }
    }
}
