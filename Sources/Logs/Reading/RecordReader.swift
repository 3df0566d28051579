import Calls

/// Turns lines of one format into records, one a line.
protocol RecordReader: LogReader {
    /// Reads the line at which the cursor stands, its newline included.
    ///
    /// - Returns: False where the line carries no record (a header), or one that is no call.
    mutating func read(
        _ cursor: inout JSONCursor, into draft: inout RecordDraft, isFirstLine: Bool
    ) throws(BadLine) -> Bool

    /// Records that were read but are no calls, by reason.
    var passedOver: [RemovedRecords] { get }
}

extension RecordReader {
    var passedOver: [RemovedRecords] { [] }
}
