import Calls
import Pricing

/// Reads Tollgate's own record, one JSON object a line (`tollgate/1`).
struct NativeReader: RecordReader {
    static let requiresModel = true

    /// Any object may be a native record; this tells those that surely are.
    static func hasShape(_ line: SampleLine) -> Bool {
        line.keys.isSuperset(of: ["ts", "model"]) || line.keys.contains("prompt_tokens")
    }

    private var keys: KeyTable
    private var model, servedModel, serviceTier, user, team, session: NameReader
    private var tags: TagReader
    private var system: TextProbes
    private var usage = InclusiveUsage()
    private var usageWord: UsageState?
    private var status: UInt64 = 0
    private var hasError = false
    private var isSystemKnown = false
    private var seenColumns: [Bool]

    init(demand: Demand, names: NameTable) {
        keys = KeyTable(NativeKey.allCases.map { $0.isWanted(demand) ? $0.name : nil })
        (model, servedModel, serviceTier) = (
            NameReader(names), NameReader(names), NameReader(names)
        )
        (user, team, session) = (NameReader(names), NameReader(names), NameReader(names))
        tags = TagReader("tags", demand: demand, names: names)
        system = TextProbes(.system, demand: demand)
        seenColumns = demand.texts.map { _ in false }
    }

    mutating func read(
        _ cursor: inout JSONCursor, into draft: inout RecordDraft, isFirstLine: Bool
    ) throws(BadLine) -> Bool {
        try readFields(&cursor, into: &draft)
        try cursor.endOfLine()
        try finish(&draft.record)
        return true
    }

    /// Reads the object without asking for a complete record.
    mutating func readFields(
        _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        usage = InclusiveUsage()
        usageWord = nil
        status = 0
        hasError = false
        isSystemKnown = false
        try cursor.openObject()
        var members = KeyTable.Members()
        while let key = try keys.next(&cursor, &members) {
            try readValue(of: NativeKey.allCases[key], &cursor, into: &draft)
        }
    }

    @inline(__always)
    private mutating func readValue(
        of key: NativeKey, _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        switch key {
        case .time: draft.record.time = try cursor.timestamp("ts")
        case .model: draft.record.model = model.id(try cursor.optionalText("model"))
        case .servedModel:
            draft.record.servedModel = servedModel.id(try cursor.optionalText("served_model"))
        case .promptTokens: usage.prompt = try cursor.count("prompt_tokens")
        case .completionTokens: usage.completion = try cursor.count("completion_tokens")
        case .cachedTokens: usage.cacheRead = try cursor.count("cached_tokens") ?? 0
        case .cacheWriteTokens: usage.cacheWrite = try cursor.count("cache_write_tokens") ?? 0
        case .cacheWrite1hTokens:
            usage.cacheWrite1h = try cursor.count("cache_write_1h_tokens") ?? 0
        case .reasoningTokens: usage.reasoning = try cursor.count("reasoning_tokens") ?? 0
        case .usage: usageWord = try readUsageWord(&cursor)
        case .status: status = try cursor.count("status") ?? 0
        case .error: hasError = try cursor.isError()
        case .cost: draft.record.recordedCost = try cursor.money("cost_usd")
        case .operation:
            draft.record.operation = try cursor.optionalText("operation_id").operation
        case .serviceTier:
            draft.record.serviceTier = serviceTier.id(try cursor.optionalText("service_tier"))
        default: try readFeature(of: key, &cursor, into: &draft)
        }
    }

    private mutating func readFeature(
        of key: NativeKey, _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        switch key {
        case .contentLength: draft.record.contentLength = try number("content_length", &cursor)
        case .messageCount: draft.record.messageCount = try number("message_count", &cursor)
        case .maxTokens: draft.record.maxTokens = try number("max_tokens", &cursor)
        case .user: draft.record.user = user.id(try cursor.optionalText("user"))
        case .team: draft.record.team = team.id(try cursor.optionalText("team"))
        case .session: draft.record.session = session.id(try cursor.optionalText("session"))
        case .tags: try tags.read(&cursor, into: &draft.tags)
        case .system: try readSystem(&cursor, into: &draft.texts)
        case .systemContains: try readSystemContains(&cursor, into: &draft.texts)
        case .id: draft.record.id = try cursor.recordID("id")
        case .latency: draft.record.latency = try cursor.duration("latency_ms", .milliseconds)
        case .timeToFirstToken:
            draft.record.timeToFirstToken = try cursor.duration("ttft_ms", .milliseconds)
        default: try cursor.skipValue()
        }
    }

    private func number(
        _ field: StaticString, _ cursor: inout JSONCursor
    ) throws(BadLine) -> Int64? {
        try cursor.count(field).map { Int64($0) }
    }

    private func readUsageWord(_ cursor: inout JSONCursor) throws(BadLine) -> UsageState? {
        guard let word = try cursor.optionalText("usage")?.string else { return nil }
        switch word {
        case "none": return UsageState.none
        case "unknown": return .unknown
        default: throw .wrong("usage", found: quoted(word), expected: "\"none\" or \"unknown\"")
        }
    }

    /// The full text decides; `system_contains` beside it is checked for its form only.
    private mutating func readSystem(
        _ cursor: inout JSONCursor, into columns: inout [TextPresence]
    ) throws(BadLine) {
        guard let text = try cursor.optionalText("system") else { return }
        system.search([text], into: &columns)
        isSystemKnown = true
    }

    private mutating func readSystemContains(
        _ cursor: inout JSONCursor, into columns: inout [TextPresence]
    ) throws(BadLine) {
        if cursor.takeNull() { return }
        try cursor.openObject("system_contains")
        for index in seenColumns.indices { seenColumns[index] = false }
        var isFirst = true
        while try cursor.nextMember(isFirst: isFirst) {
            isFirst = false
            let text = try cursor.text()
            try cursor.colon()
            cursor.skipSpace()
            let isThere = try cursor.optionalBoolean("system_contains")
            guard let column = system.column(of: text) else { continue }
            guard !seenColumns[column] else { throw .duplicate(text.string) }
            seenColumns[column] = true
            if let isThere, !isSystemKnown { columns[column] = TextPresence(isThere) }
        }
    }

    /// Normalises the counts; false where they are not both there.
    func takeUsage(into record: inout CallRecord) throws(BadLine) -> Bool {
        guard try usage.take(into: &record) else { return false }
        guard usageWord == nil else {
            throw BadLine(
                reason: "usage and token counts contradict each other",
                detail: "leave out \"usage\" or the counts")
        }
        return true
    }

    /// Checks what belongs together.
    private func finish(_ record: inout CallRecord) throws(BadLine) {
        guard record.time != nil else {
            throw .missing("ts", expected: "a time by RFC 3339")
        }
        record.isFailed = status >= 400 || hasError
        if try takeUsage(into: &record) { return }
        guard let usageWord else {
            let field = usage.prompt == nil ? "prompt_tokens" : "completion_tokens"
            throw .missing(
                field, expected: "a count, or \"usage\":\"none\" or \"usage\":\"unknown\"")
        }
        record.usageState = record.isFailed ? .none : usageWord
    }
}

extension Optional<JSONText> {
    /// The operation that an id names; an empty id names none.
    var operation: OperationID {
        guard let text = self, text.count > 0 else { return .none }
        return text.withUnescaped { OperationID($0) }
    }
}
