import Calls
import Pricing

/// Reads LiteLLM's StandardLoggingPayload, which its logging callbacks get, one JSON object a line;
/// each is an attempt.
struct LiteLLMPayloadReader: RecordReader {
    static let requiresModel = false

    static func hasShape(_ line: SampleLine) -> Bool {
        line.keys.isSuperset(of: ["startTime", "response_cost"])
    }

    /// The keys beside those of `ProxyRecord`.
    private enum Key: String, CaseIterable {
        case metadata, response, messages, id
        case traceID = "trace_id"
        case responseCost = "response_cost"
        case requestTags = "request_tags"
        case modelParameters = "model_parameters"

        func isWanted(_ demand: Demand) -> Bool {
            switch self {
            case .messages: MessageReader.isWanted(demand)
            case .requestTags: demand.wantsTags
            case .id: demand.fields.contains(.id)
            default: true
            }
        }
    }

    private static let shared = ProxyRecord.Key.allCases

    private var keys: KeyTable
    private var record: ProxyRecord
    private var parameters: RequestReader

    init(demand: Demand, names: NameTable) {
        let own = Key.allCases.map { $0.isWanted(demand) ? $0.rawValue : nil }
        keys = KeyTable(ProxyRecord.keys(demand) + own)
        record = ProxyRecord(demand: demand, names: names)
        let limit = Demand(fields: demand.fields.intersection(.maxTokens))
        parameters = RequestReader(demand: limit, names: names)
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
        case .traceID: draft.record.operation = try cursor.optionalText("trace_id").operation
        case .responseCost: draft.record.recordedCost = try cursor.money("response_cost")
        case .metadata: try record.readMetadata(&cursor)
        case .response: try record.readResponse(&cursor)
        case .modelParameters: try readParameters(&cursor, into: &draft)
        case .messages: try record.messages.readMessages(&cursor, into: &draft)
        case .requestTags: try record.tags.readList(&cursor)
        case .id: try cursor.readID("id", into: &draft)
        }
    }

    private mutating func readParameters(
        _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        guard cursor.at.pointee == UInt8(ascii: "{") else { return try cursor.skipValue() }
        try parameters.read(&cursor, into: &draft)
    }
}
