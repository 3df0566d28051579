import Calls
import Pricing

/// Reads the traces of BurstGPT: CSV with time, model and lengths in tokens, and in their later
/// form with session and elapsed time.
struct BurstGPTReader: RecordReader {
    static let requiresModel = false
    static let readsCSV = true

    static func hasShape(_ line: SampleLine) -> Bool {
        line.keys.isSuperset(of: ["Timestamp", "Model", "Request tokens", "Response tokens"])
    }

    /// The tag under which the log's type is found.
    private static let logTypeTag = "log-type"

    private var keys: KeyTable
    private var model, session, logType: NameReader
    private let logTypeColumn: Int?
    private let wantsTagSet: Bool
    private let names: NameTable

    init(demand: Demand, names: NameTable) {
        logTypeColumn = demand.tags.firstIndex(of: Self.logTypeTag)
        wantsTagSet = demand.fields.contains(.tagSet)
        self.names = names
        keys = KeyTable([
            "Timestamp", "Model", "Request tokens", "Response tokens",
            demand.fields.contains(.session) ? "Session ID" : nil,
            demand.fields.contains(.latency) ? "Elapsed time" : nil,
            logTypeColumn != nil || wantsTagSet ? "Log Type" : nil,
        ])
        (model, session, logType) = (NameReader(names), NameReader(names), NameReader(names))
    }

    mutating func read(
        _ cursor: inout JSONCursor, into draft: inout RecordDraft, isFirstLine: Bool
    ) throws(BadLine) -> Bool {
        var input, output: UInt64?
        try cursor.openObject()
        var members = KeyTable.Members()
        while let key = try keys.next(&cursor, &members) {
            switch key {
            case 0: draft.record.time = try Self.time(&cursor)
            case 1: draft.record.model = model.id(try cursor.optionalText("Model"))
            case 2: input = try cursor.count("Request tokens")
            case 3: output = try cursor.count("Response tokens")
            case 4: draft.record.session = session.id(try cursor.optionalText("Session ID"))
            case 5: draft.record.latency = try cursor.duration("Elapsed time", .seconds)
            default: try readLogType(&cursor, into: &draft)
            }
        }
        try cursor.endOfLine()
        try Self.finish(&draft.record, input: input, output: output)
        return true
    }

    private mutating func readLogType(
        _ cursor: inout JSONCursor, into draft: inout RecordDraft
    ) throws(BadLine) {
        let type = logType.id(try cursor.optionalText("Log Type"))
        if let logTypeColumn { draft.tags[logTypeColumn] = type }
        if wantsTagSet && type != .none {
            draft.record.tagSet = names.intern(TagSet([Self.logTypeTag: names.name(type)]))
        }
    }

    /// A request without an answer failed, and nothing was billed.
    private static func finish(
        _ record: inout CallRecord, input: UInt64?, output: UInt64?
    ) throws(BadLine) {
        guard record.time != nil else { throw .missing("Timestamp", expected: seconds) }
        guard let input else { throw .missing("Request tokens", expected: "a count of tokens") }
        guard let output else { throw .missing("Response tokens", expected: "a count of tokens") }
        guard output > 0 else {
            record.isFailed = true
            record.usageState = .none
            return
        }
        record.usage = TokenUsage(input: input, output: output)
        record.usageState = .known
    }

    /// The last second that `Timestamp` holds.
    private static let lastSecond = Int64.max / 1_000_000_000
    private static let seconds = "seconds from 0 to \(lastSecond)"

    /// Seconds since the trace began, counted from the beginning of 1970; nil for an empty cell.
    private static func time(_ cursor: inout JSONCursor) throws(BadLine) -> Timestamp? {
        if cursor.takeNull() { return nil }
        let start = cursor.at
        let isText = start.pointee == UInt8(ascii: "\"")
        let time =
            isText
            ? try cursor.text().withUnescaped { EpochUnit.seconds.instant($0) }
            : EpochUnit.seconds.instant(try cursor.number())
        if let time, time.nanoseconds >= 0 { return time }
        cursor.at = start
        throw try cursor.wrongValue("Timestamp", expected: seconds)
    }
}
