import Calls
import Pricing

/// Reads Tollgate's own record, one JSON object a line (`tollgate/1`).
struct NativeReader: RecordReader {
    static var requiresModel: Bool { true }

    /// Any object may be a native record; this tells those that surely are.
    static func hasShape(_ line: SampleLine) -> Bool {
        line.keys.isSuperset(of: ["ts", "model"]) || line.keys.contains("prompt_tokens")
    }

    private let nativeKeys = NativeKey.allCases
    private var keys: KeyTable
    private var time = TimeReader()
    private var model, servedModel, serviceTier, user, team, session: NameReader
    private var tags: TagReader
    private var system: TextProbes
    private var usage = InclusiveUsage()
    private var usageWord: UsageState?
    private var status: UInt64 = 0
    private var hasError = false
    private var isSystemKnown = false
    private let systemTexts: MemberChain
    private let systemColumns: [Int]
    private var seenProbes = PositionSet()

    init(demand: Demand, names: NameTable) {
        keys = KeyTable(NativeKey.allCases.map { $0.isWanted(demand) ? "\($0.name)" : nil })
        (model, servedModel, serviceTier) = (
            NameReader(names), NameReader(names), NameReader(names)
        )
        (user, team, session) = (NameReader(names), NameReader(names), NameReader(names))
        tags = TagReader("tags", demand: demand, names: names)
        system = TextProbes(.system, demand: demand)
        systemTexts = MemberChain(system.probes.map(\.needle))
        systemColumns = system.probes.map(\.column)
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
        _ line: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        usage = InclusiveUsage()
        usageWord = nil
        status = 0
        hasError = false
        isSystemKnown = false
        var cursor = line
        defer { line = cursor }
        try cursor.openObject()
        var members = KeyTable.Members()
        while let position = try keys.next(&cursor, &members) {
            let key = nativeKeys[position]
            if key.isCount {
                let count = try cursor.count(key.name)
                take(count, as: key, into: &draft.record)
            } else {
                try cursor.aside { cursor throws(BadLine) in
                    try readValue(of: key, &cursor, into: &draft)
                }
            }
        }
    }

    @inline(__always)
    private mutating func take(
        _ count: UInt64?, as key: NativeKey, into record: inout CallRecord
    ) {
        switch key {
        case .promptTokens: usage.prompt = count
        case .completionTokens: usage.completion = count
        case .cachedTokens: usage.cacheRead = count ?? 0
        case .cacheWriteTokens: usage.cacheWrite = count ?? 0
        case .cacheWrite1hTokens: usage.cacheWrite1h = count ?? 0
        case .reasoningTokens: usage.reasoning = count ?? 0
        case .status: status = count ?? 0
        case .contentLength: record.contentLength = count.map { Int64($0) }
        case .messageCount: record.messageCount = count.map { Int64($0) }
        default: record.maxTokens = count.map { Int64($0) }
        }
    }

    private mutating func readValue(
        of key: NativeKey, _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        switch key {
        case .time: draft.record.time = try time.read("ts", &cursor)
        case .model: draft.record.model = model.id(try cursor.optionalText("model"))
        case .servedModel:
            draft.record.servedModel = servedModel.id(try cursor.optionalText("served_model"))
        case .usage: usageWord = try readUsageWord(&cursor)
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
        case .user: draft.record.user = user.id(try cursor.optionalText("user"))
        case .team: draft.record.team = team.id(try cursor.optionalText("team"))
        case .session: draft.record.session = session.id(try cursor.optionalText("session"))
        case .tags:
            try tags.read(&cursor, into: &draft.tags)
            draft.record.tagSet = tags.takeSet()
        case .system: try readSystem(&cursor, into: &draft)
        case .systemContains: try readSystemContains(&cursor, into: &draft.texts)
        case .id: try cursor.readID("id", into: &draft)
        case .latency: draft.record.latency = try cursor.duration("latency_ms", .milliseconds)
        case .timeToFirstToken:
            draft.record.timeToFirstToken = try cursor.duration("ttft_ms", .milliseconds)
        default: try cursor.skipValue()
        }
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
        _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        guard let text = try cursor.optionalText("system") else { return }
        system.search([text], into: &draft)
        isSystemKnown = true
    }

    private mutating func readSystemContains(
        _ outer: inout JSONCursor, into columns: inout [TextPresence]
    ) throws(BadLine) {
        if outer.takeNull() { return }
        var cursor = outer
        defer { outer = cursor }
        try cursor.openObject("system_contains")
        seenProbes.removeAll()
        var place = MemberChain.Place()
        while case let index = try systemTexts.next(&cursor, &place), index != MemberChain.end {
            cursor.skipSpace()
            let isThere = try cursor.optionalBoolean("system_contains")
            if index == MemberChain.other { continue }
            guard seenProbes.insert(index) else { throw .duplicate(system.probes[index].text) }
            if let isThere, !isSystemKnown {
                columns[systemColumns[index]] = TextPresence(isThere)
            }
        }
    }

    /// Normalises the counts; false where they are not both there.
    @inline(__always)
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
    @inline(__always)
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
