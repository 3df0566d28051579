import Calls

/// Reads OTLP/JSON traces, one ExportTraceServiceRequest a line, with the attributes `gen_ai.*`.
///
/// A line holds many spans, and what belongs together may lie in several lines: what is a call is
/// decided when all spans are known.
struct OTLPReader: PieceReader {
    static let requiresModel = false

    static func hasShape(_ line: SampleLine) -> Bool {
        line.isObject && line.keys.contains("resourceSpans")
    }

    private var requestKeys = KeyTable(["resourceSpans"])
    private var resourceSpanKeys: KeyTable
    private var scopeSpanKeys = KeyTable(["spans"])
    private var resource: ResourceReader
    private var span: SpanReader

    init(demand: Demand, names: NameTable) {
        let wantsResource = SpanNames.areWanted(demand)
        resourceSpanKeys = KeyTable(["scopeSpans", wantsResource ? "resource" : nil])
        resource = ResourceReader(demand: demand, names: names)
        span = SpanReader(demand: demand, names: names)
    }

    mutating func read(
        _ cursor: inout JSONCursor, blank: RecordDraft, into pieces: inout [CallPiece]
    ) throws(BadLine) {
        try cursor.openObject()
        var members = KeyTable.Members()
        var isRequest = false
        while try requestKeys.next(&cursor, &members) != nil {
            isRequest = true
            try cursor.list("resourceSpans") { (cursor) throws(BadLine) in
                try readResourceSpans(&cursor, blank, &pieces)
            }
        }
        try cursor.endOfLine()
        guard isRequest else {
            throw .missing("resourceSpans", expected: "an ExportTraceServiceRequest a line")
        }
    }

    /// Reads the spans of a resource, whose attributes they inherit; it may stand behind them.
    private mutating func readResourceSpans(
        _ cursor: inout JSONCursor, _ blank: RecordDraft, _ pieces: inout [CallPiece]
    ) throws(BadLine) {
        var scopeSpans: JSONCursor?
        resource.reset()
        try cursor.openObject("an element of resourceSpans")
        var members = KeyTable.Members()
        while let key = try resourceSpanKeys.next(&cursor, &members) {
            if key == 0 {
                scopeSpans = cursor
                try cursor.skipValue()
            } else {
                try resource.read(&cursor)
            }
        }
        guard var scopeSpans else { return }
        try scopeSpans.list("scopeSpans") { (cursor) throws(BadLine) in
            try readScopeSpans(&cursor, blank, &pieces)
        }
    }

    private mutating func readScopeSpans(
        _ cursor: inout JSONCursor, _ blank: RecordDraft, _ pieces: inout [CallPiece]
    ) throws(BadLine) {
        try cursor.openObject("an element of scopeSpans")
        var members = KeyTable.Members()
        while try scopeSpanKeys.next(&cursor, &members) != nil {
            try cursor.list("spans") { (cursor) throws(BadLine) in
                pieces.append(try span.read(&cursor, blank: blank, in: resource.names))
            }
        }
    }

    static func joined(_ pieces: consuming [CallPiece]) -> JoinedCalls {
        var calls = SpanCalls(pieces)
        return calls.joined()
    }
}

extension JSONCursor {
    /// Reads the elements of a list; null and an absent list are empty.
    mutating func list(
        _ field: StaticString, _ element: (inout JSONCursor) throws(BadLine) -> Void
    ) throws(BadLine) {
        if takeNull() { return }
        guard try openArray() else { throw try wrongValue(field, expected: "a list") }
        var isFirst = true
        while try nextElement(isFirst: isFirst) {
            isFirst = false
            try element(&self)
        }
    }
}
