import Calls

/// Turns lines of one format into records; each worker has one of its own.
protocol RecordReader {
    /// Where in the record the fields go that only some runs ask for.
    init(demand: Demand, names: NameTable)

    /// What a user has to know about the format.
    static var guide: FormatGuide { get }

    /// Whether records must name the model that was asked for.
    static var requiresModel: Bool { get }

    /// Whether a line near the beginning of a log shows that the log has this format.
    static func hasShape(_ line: SampleLine) -> Bool

    /// Reads the line at which the cursor stands, its newline included.
    ///
    /// - Returns: False where the line carries no record (a header).
    mutating func read(
        _ cursor: inout JSONCursor, into draft: inout RecordDraft, isFirstLine: Bool
    ) throws(BadLine) -> Bool
}

/// A line by which a format is told.
struct SampleLine {
    /// The line without the blanks around it.
    let bytes: [UInt8]
    /// Keys that can be seen at the first level, if the line looks like an object.
    let keys: Set<String>

    var isObject: Bool { bytes.first == UInt8(ascii: "{") }
}

/// A record that is being read, with the columns whose number the demand decides.
struct RecordDraft {
    let demand: Demand
    var record = CallRecord()
    var texts: [TextPresence]
    var tags: [NameID]

    init(demand: Demand) {
        self.demand = demand
        texts = demand.texts.map { _ in .unknown }
        tags = demand.tags.map { _ in .none }
    }

    mutating func reset(line: UInt32) {
        record = CallRecord()
        record.line = line
        for index in texts.indices { texts[index] = .unknown }
        for index in tags.indices { tags[index] = .none }
    }
}
