/// How the records of one input are written: the format and, for CSV, the columns.
struct LogShape: Sendable {
    let format: LogFormat
    /// The header of a file of CSV; nil for one record a line.
    let header: CSVHeader?
}
