import Documents

extension LogMapping {
    /// The shape of a log that is read through the mapping.
    ///
    /// - Parameters:
    ///   - first: The first line of the log.
    ///   - name: What errors call the log.
    /// - Returns: The shape.
    /// - Throws: `LogError` where the header lacks a column, or has it twice.
    func shape(of first: SampleLine, in name: String) throws(LogError) -> LogShape {
        guard format == .csv else { return LogShape(format: format, header: nil) }
        guard let header = CSVHeader(firstRow: first.row, delimiter: delimiter) else {
            throw LogError("\(name):1: not a header of CSV: a quote is not closed")
        }
        for source in sources { try check(source, header.names, of: name) }
        return LogShape(format: format, header: header)
    }

    /// Every source, in the order in which people think of them.
    var sources: [FieldSource] {
        MappedField.allCases.compactMap { fields[$0] } + tags.map(\.source)
    }

    private func check(
        _ source: FieldSource, _ columns: [String], of name: String
    ) throws(LogError) {
        guard let column = source.path?.first else { return }
        let found = columns.count { $0 == column }
        guard found != 1 else { return }
        let fault = found > 1 ? "which stands twice in" : "which is not in"
        let message =
            "names the column \(quoted(column)), \(fault) the header of \(name); "
            + "expected one of \(shown(columns))"
            + (found > 1 ? "" : hint(column, columns))
        throw LogError(DocumentError(place: source.place, message: message).description)
    }

    private func shown(_ columns: [String]) -> String {
        let most = 30
        let names = columns.prefix(most).map(visible).joined(separator: ", ")
        return names + (columns.count > most ? ", …" : "")
    }

    private func hint(_ column: String, _ columns: [String]) -> String {
        if let near = NearNames.near(column, in: columns).first {
            return "; did you mean \(quoted(near))?"
        }
        return columns.count == 1 ? "; a header of one column may have another delimiter" : ""
    }
}
