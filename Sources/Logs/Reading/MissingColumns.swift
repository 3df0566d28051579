/// A column of CSV without which a log tells less, though it can be read.
struct TellingColumn {
    let name: String
    /// What can't be told without it, and what is assumed.
    let without: String
}

/// The columns that the headers of the inputs lack.
struct MissingColumns {
    private let shapes: [(file: String, shape: LogShape)]

    init(_ shapes: [(file: String, shape: LogShape)]) { self.shapes = shapes }

    /// What the reader of a report has to know: a sentence for each column and format.
    var notes: [String] {
        LogFormat.allCases.flatMap { format in
            let files = shapes.filter { $0.shape.format == format }
            return format.reader.tellingColumns.compactMap { column in
                let lacking = files.filter { $0.shape.header?.names.contains(column.name) == false }
                return sentence(column, lacking.map(\.file))
            }
        }
    }

    private func sentence(_ column: TellingColumn, _ files: [String]) -> String? {
        guard let first = files.first else { return nil }
        let others = files.count - 1
        let more = others == 0 ? "" : " and \(others) more \(others == 1 ? "file" : "files")"
        return "no column \(column.name) in \(first)\(more): \(column.without)"
    }
}
