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

    /// The keys beside those of `ProxyRecord`.
    private enum Key: String, CaseIterable {
        case spend, metadata, response, messages, user
        case requestID = "request_id"
        case duration = "request_duration_ms"
        case teamID = "team_id"
        case requestTags = "request_tags"
        case body = "proxy_server_request"

        func isWanted(_ demand: Demand) -> Bool {
            switch self {
            case .messages: MessageReader.isWanted(demand)
            case .user: demand.fields.contains(.user)
            case .teamID: demand.fields.contains(.team)
            case .requestTags: demand.wantsTags
            case .requestID: demand.fields.contains(.id)
            case .duration: demand.fields.contains(.latency)
            default: true
            }
        }
    }

    private static let shared = ProxyRecord.Key.allCases

    private var keys: KeyTable
    private var record: ProxyRecord
    private var user, team: NameReader

    init(demand: Demand, names: NameTable) {
        let own = Key.allCases.map { $0.isWanted(demand) ? $0.rawValue : nil }
        keys = KeyTable(ProxyRecord.keys(demand) + own)
        record = ProxyRecord(demand: demand, names: names)
        (user, team) = (NameReader(names), NameReader(names))
    }

    mutating func read(
        _ cursor: inout JSONCursor, into draft: inout RecordDraft, isFirstLine: Bool
    ) throws(BadLine) -> Bool {
        record.reset()
        try cursor.openObject()
        var members = KeyTable.Members()
        while let key = try keys.next(&cursor, &members) {
            if key < Self.shared.count {
                try record.read(Self.shared[key], &cursor, into: &draft)
            } else {
                try readValue(of: Key.allCases[key - Self.shared.count], &cursor, into: &draft)
            }
        }
        try cursor.endOfLine()
        try record.finish(&draft)
        return true
    }

    private mutating func readValue(
        of key: Key, _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        switch key {
        case .spend: draft.record.recordedCost = try cursor.money("spend")
        case .user: record.call.user = user.id(try cursor.optionalText("user"))
        case .teamID: record.call.team = team.id(try cursor.optionalText("team_id"))
        case .requestID: try cursor.readID("request_id", into: &draft)
        case .duration:
            record.times.recordedLatency = try cursor.duration("request_duration_ms", .milliseconds)
        case .metadata:
            try cursor.column("metadata") { json throws(BadLine) in
                try record.readMetadata(&json)
            }
        case .response:
            try cursor.column("response") { json throws(BadLine) in
                try record.readResponse(&json)
            }
        case .messages:
            try cursor.column("messages") { json throws(BadLine) in
                try record.messages.readMessages(&json, into: &draft)
            }
        case .body:
            try cursor.column("proxy_server_request") { json throws(BadLine) in
                try record.messages.readBody(&json, into: &draft)
            }
        case .requestTags:
            try cursor.column("request_tags") { json throws(BadLine) in
                try record.tags.readList(&json)
            }
        }
    }
}
