/// How the records of one input are written: the format and, for CSV, the columns.
struct LogShape: Sendable {
    let format: LogFormat
    /// The header of a file of CSV; nil for one record a line.
    let header: CSVHeader?
    /// What to do about a first line that can't be read, where that is not just to mend it.
    var firstLineAdvice: LayoutAdvice?

    /// The names of the columns as they stand in the input; empty where there are none.
    var headerRow: [UInt8] { header?.row ?? Array((format.reader.firstLine ?? "").utf8) }
}
