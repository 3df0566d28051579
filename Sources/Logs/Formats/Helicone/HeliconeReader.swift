import Calls
import Pricing

/// Reads the requests that Helicone exports, one a row of CSV or one JSON object a line.
struct HeliconeReader: RecordReader {
    static let requiresModel = false
    static let readsCSV = true
    static let tellingColumns = [
        TellingColumn(
            name: "cache_reference_id",
            without: "answers from Helicone's own cache can't be told and are priced")
    ]

    static func hasShape(_ line: SampleLine) -> Bool {
        line.keys.isSuperset(of: ["request_created_at", "response_status"])
    }

    private var keys: KeyTable
    private var model, requestModel, responseModel, modelOverride, user: NameReader
    private var body: HeliconeBodyReader
    private var properties: HeliconePropertyReader
    private var call = HeliconeCall()

    init(demand: Demand, names: NameTable) {
        keys = KeyTable(HeliconeKey.allCases.map { $0.isWanted(demand) ? $0.rawValue : nil })
        (model, requestModel) = (NameReader(names), NameReader(names))
        (responseModel, modelOverride) = (NameReader(names), NameReader(names))
        user = NameReader(names)
        body = HeliconeBodyReader(demand: demand, names: names)
        properties = HeliconePropertyReader(demand: demand, names: names)
    }

    mutating func read(
        _ cursor: inout JSONCursor, into draft: inout RecordDraft, isFirstLine: Bool
    ) throws(BadLine) -> Bool {
        call = HeliconeCall()
        // The database behind the JSON lines writes 64-bit integers as strings, as cells are.
        let readsCells = cursor.readsCells
        cursor.readsCells = true
        try cursor.openObject()
        var members = KeyTable.Members()
        while let key = try keys.next(&cursor, &members) {
            try readValue(of: HeliconeKey.allCases[key], &cursor, into: &draft)
        }
        try cursor.endOfLine()
        cursor.readsCells = readsCells
        try call.finish(&draft.record)
        return true
    }

    private mutating func readValue(
        of key: HeliconeKey, _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        switch key {
        case .requestCreatedAt:
            draft.record.time = try cursor.instant("request_created_at", countedIn: .milliseconds)
        case .status: draft.record.isFailed = try HeliconeStatus.isFailure(&cursor)
        case .model: call.model = model.id(try cursor.optionalText("model"))
        case .requestModel:
            call.requestModel = requestModel.id(try cursor.optionalText("request_model"))
        case .responseModel:
            call.responseModel = responseModel.id(try cursor.optionalText("response_model"))
        case .modelOverride:
            call.modelOverride = modelOverride.id(try cursor.optionalText("model_override"))
        case .promptTokens: call.promptTokens = try cursor.count("prompt_tokens")
        case .completionTokens: call.completionTokens = try cursor.count("completion_tokens")
        case .cacheReadTokens:
            call.cacheReadTokens = try cursor.count("prompt_cache_read_tokens") ?? 0
        case .cacheWriteTokens:
            call.cacheWriteTokens = try cursor.count("prompt_cache_write_tokens") ?? 0
        case .reasoningTokens: call.reasoningTokens = try cursor.count("reasoning_tokens") ?? 0
        default: try readDetail(of: key, &cursor, into: &draft)
        }
    }

    private mutating func readDetail(
        of key: HeliconeKey, _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        switch key {
        case .cost: call.cost = try cursor.money("cost")
        case .costUSD: call.costUSD = try cursor.money("cost_usd")
        case .costInUSD: call.costInUSD = try cursor.money("costUSD")
        case .cacheReferenceID:
            call.isCacheHit = HeliconeCall.isCacheHit(try cursor.textIfAny())
        case .requestBody: call.bodyModel = try body.read(&cursor, into: &draft)
        case .requestProperties: try properties.read(&cursor, into: &draft)
        case .userID: draft.record.user = user.id(try cursor.optionalText("request_user_id"))
        case .requestID: try cursor.readID("request_id", into: &draft)
        case .responseID: call.responseID = try cursor.recordID("response_id")
        case .delay: call.delay = try Self.span(&cursor, "delay_ms")
        case .latency: call.latency = try Self.span(&cursor, "latency")
        default: draft.record.timeToFirstToken = try Self.span(&cursor, "time_to_first_token")
        }
    }

    /// A time span in milliseconds; Helicone writes 0 where it knows none.
    private static func span(
        _ cursor: inout JSONCursor, _ field: StaticString
    ) throws(BadLine) -> Int64? {
        let span = try cursor.duration(field, .milliseconds)
        return span == 0 ? nil : span
    }
}
