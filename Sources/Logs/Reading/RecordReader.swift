import Calls

/// Turns lines of one format into records; each worker has one of its own.
protocol RecordReader {
    /// Where in the record the fields go that only some runs ask for.
    init(demand: Demand, names: NameTable)

    /// Whether records must name the model that was asked for.
    static var requiresModel: Bool { get }

    /// Reads the line at which the cursor stands, its newline included.
    ///
    /// - Returns: False where the line carries no record (a header).
    mutating func read(
        _ cursor: inout JSONCursor, into draft: inout RecordDraft, isFirstLine: Bool
    ) throws(BadLine) -> Bool
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
