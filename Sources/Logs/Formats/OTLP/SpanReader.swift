import Calls
import Pricing

/// Reads a span: a call, the sum of some, or a link between others.
struct SpanReader {
    private enum Key: String, CaseIterable {
        case traceId, spanId, parentSpanId, startTimeUnixNano, endTimeUnixNano
        case attributes, status, events

        func isWanted(_ demand: Demand) -> Bool {
            switch self {
            case .endTimeUnixNano: !demand.fields.isDisjoint(with: [.latency, .timeToFirstToken])
            case .events: demand.fields.contains(.timeToFirstToken)
            default: true
            }
        }
    }

    /// What is known of the span so far, beside the record.
    private struct Span {
        var trace = RecordID.none
        var id = RecordID.none
        var parent = RecordID.none
        var end: Timestamp?
        var firstChunk: Timestamp?
    }

    private var keys: KeyTable
    private var attributes: SpanAttributeReader
    private var status = SpanStatusReader()
    private var firstChunk = FirstChunkReader()

    init(demand: Demand, names: NameTable) {
        keys = KeyTable(Key.allCases.map { $0.isWanted(demand) ? $0.rawValue : nil })
        attributes = SpanAttributeReader(demand: demand, names: names)
    }

    /// Reads the span at which the cursor stands.
    ///
    /// - Parameters:
    ///   - cursor: Moves behind the span.
    ///   - blank: A record that knows nothing.
    ///   - resource: What the resource names.
    /// - Returns: The span as a piece.
    /// - Throws: `BadLine` where the span can't be read.
    mutating func read(
        _ cursor: inout JSONCursor, blank: RecordDraft, in resource: [NameID]
    ) throws(BadLine) -> CallPiece {
        var draft = blank
        var span = Span()
        attributes.reset()
        try cursor.openObject("a span")
        var members = KeyTable.Members()
        while let key = try keys.next(&cursor, &members) {
            try readValue(of: Key.allCases[key], &cursor, &span, &draft)
        }
        guard span.trace != .none else { throw .missing("traceId", expected: "the trace's id") }
        guard span.id != .none else { throw .missing("spanId", expected: "the span's id") }
        return try piece(span, draft, resource)
    }

    private mutating func readValue(
        of key: Key, _ cursor: inout JSONCursor, _ span: inout Span, _ draft: inout RecordDraft
    ) throws(BadLine) {
        switch key {
        case .traceId: span.trace = try cursor.recordID("traceId")
        case .spanId: span.id = try cursor.recordID("spanId")
        case .parentSpanId: span.parent = try cursor.recordID("parentSpanId")
        case .startTimeUnixNano: draft.record.time = try time(&cursor, "startTimeUnixNano")
        case .endTimeUnixNano: span.end = try time(&cursor, "endTimeUnixNano")
        case .attributes:
            try cursor.list("attributes") { (cursor) throws(BadLine) in
                try attributes.read(&cursor, into: &draft)
            }
        case .status: draft.record.isFailed = try status.isError(&cursor)
        case .events:
            try cursor.list("events") { (cursor) throws(BadLine) in
                let time = try firstChunk.time(&cursor)
                span.firstChunk = span.firstChunk ?? time
            }
        }
    }

    /// A time; 0 stands for none.
    private func time(
        _ cursor: inout JSONCursor, _ field: StaticString
    ) throws(BadLine) -> Timestamp? {
        let time = try cursor.instant(field, countedIn: .nanoseconds)
        return time?.nanoseconds == 0 ? nil : time
    }

    private mutating func piece(
        _ span: Span, _ draft: RecordDraft, _ resource: [NameID]
    ) throws(BadLine) -> CallPiece {
        let key = RecordID(span.trace, span.id)
        let parent = span.parent == .none ? .none : RecordID(span.trace, span.parent)
        var draft = draft
        guard let role = try attributes.finish(&draft) else {
            return CallPiece(
                linking: key, to: parent, as: attributes.role, inherited: attributes.names)
        }
        guard draft.record.time != nil else {
            throw .missing("startTimeUnixNano", expected: "when the call began")
        }
        draft.record.id = key
        // An attribute that tells the time to the first token goes before the events.
        let recorded = draft.record.timeToFirstToken
        let times = AnswerTimes(
            firstToken: recorded == nil ? span.firstChunk : nil, end: span.end,
            recordedTimeToFirstToken: recorded)
        times.finish(&draft.record)
        return CallPiece(draft: draft, role: role, key: key, parent: parent, inherited: resource)
    }
}

/// Reads a span's status, whose code is a number or a name.
struct SpanStatusReader {
    private var keys = KeyTable(["code"])

    mutating func isError(_ cursor: inout JSONCursor) throws(BadLine) -> Bool {
        if cursor.takeNull() { return false }
        try cursor.openObject("status")
        var isError = false
        var members = KeyTable.Members()
        while try keys.next(&cursor, &members) != nil {
            if !cursor.takeNull() { isError = try isErrorCode(&cursor) }
        }
        return isError
    }

    private func isErrorCode(_ cursor: inout JSONCursor) throws(BadLine) -> Bool {
        let start = cursor.at
        try cursor.skipValue()
        let written = UnsafeBufferPointer(start: start, count: cursor.at - start)
        switch String(decoding: written, as: UTF8.self) {
        case "2", "\"STATUS_CODE_ERROR\"": return true
        case "0", "1", "\"STATUS_CODE_UNSET\"", "\"STATUS_CODE_OK\"": return false
        default:
            cursor.at = start
            throw try cursor.wrongValue("status.code", expected: "0, 1, 2 or their names")
        }
    }
}

/// Reads the events by which Traceloop's instrumentations mark the chunks of a stream.
struct FirstChunkReader {
    private static let names: [StaticString] = [
        "gen_ai.content.completion.chunk", "llm.content.completion.chunk",
    ]

    private var keys = KeyTable(["name", "timeUnixNano"])

    /// The time of an event that marks a chunk; nil for any other.
    mutating func time(_ cursor: inout JSONCursor) throws(BadLine) -> Timestamp? {
        var isChunk = false
        var time: Timestamp?
        try cursor.openObject("an event")
        var members = KeyTable.Members()
        while let key = try keys.next(&cursor, &members) {
            if key == 0 {
                let name = try cursor.optionalText("an event's name")?.string
                isChunk = Self.names.contains { "\($0)" == name }
            } else {
                time = try cursor.instant("timeUnixNano", countedIn: .nanoseconds)
            }
        }
        return isChunk ? time : nil
    }
}
