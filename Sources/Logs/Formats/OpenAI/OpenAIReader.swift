import Calls
import Pricing

/// Reads request and response pairs of OpenAI's API, one a line, as a logging proxy writes them:
/// `{"ts":…,"request":{…},"response":{…},"latency_ms":…,"status":…}`.
struct OpenAIReader: RecordReader {
    static let requiresModel = false

    static func hasShape(_ line: SampleLine) -> Bool {
        line.keys.contains("request")
            && (line.keys.contains("response") || !line.keys.contains("model"))
    }

    private var keys: KeyTable
    private var requestReader: RequestReader
    private var responseReader: ResponseReader
    private var status: UInt64 = 0
    private var hasError = false

    init(demand: Demand, names: NameTable) {
        keys = KeyTable([
            "ts", "request", "response", "status", "error",
            demand.fields.contains(.latency) ? "latency_ms" : nil,
            demand.fields.contains(.timeToFirstToken) ? "ttfb_ms" : nil,
            demand.fields.contains(.id) ? "id" : nil,
        ])
        requestReader = RequestReader(demand: demand, names: names)
        responseReader = ResponseReader(names: names)
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
        status = 0
        hasError = false
        responseReader.reset()
        try cursor.openObject()
        var members = KeyTable.Members()
        var hasRequest = false
        while let key = try keys.next(&cursor, &members) {
            if key == 1 { hasRequest = true }
            try readValue(of: key, &cursor, into: &draft)
        }
        guard hasRequest else {
            throw .missing("request", expected: "the body of the request")
        }
    }

    private mutating func readValue(
        of key: Int, _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        switch key {
        case 0: draft.record.time = try cursor.timestamp("ts")
        case 1:
            let served = draft.record.serviceTier
            try requestReader.read(&cursor, into: &draft)
            if served != .none { draft.record.serviceTier = served }
        case 2: try responseReader.read(&cursor, into: &draft.record)
        case 3: status = try cursor.count("status") ?? 0
        case 4: hasError = try cursor.isError()
        case 5: draft.record.latency = try cursor.duration("latency_ms", .milliseconds)
        case 6: draft.record.timeToFirstToken = try cursor.duration("ttfb_ms", .milliseconds)
        default: try cursor.readID("id", into: &draft)
        }
    }

    private func finish(_ record: inout CallRecord) throws(BadLine) {
        guard record.time != nil else {
            throw .missing("ts", expected: "a time by RFC 3339")
        }
        record.isFailed = status >= 400 || hasError || responseReader.hasError
        if try !takeUsage(into: &record) {
            record.usageState = record.isFailed ? .none : .unknown
        }
    }

    /// Normalises the counts; false where there are none.
    func takeUsage(into record: inout CallRecord) throws(BadLine) -> Bool {
        try responseReader.usage?.take(into: &record) ?? false
    }
}
