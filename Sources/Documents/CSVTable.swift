/// A small CSV file with a header, by RFC 4180: quoted cells may hold commas, quotes and line ends.
public struct CSVTable: Sendable {
    /// One row with where it begins.
    public struct Row: Sendable {
        /// The file and line.
        public let place: Place
        fileprivate let cells: [String]
        fileprivate let columns: [String: Int]

        /// The cell of a column, or nil where there is no such column or the cell is empty.
        public subscript(column: String) -> String? {
            guard let index = columns[column], !cells[index].isEmpty else { return nil }
            return cells[index]
        }

        /// A fault in a cell of this row.
        ///
        /// - Parameters:
        ///   - column: The cell's column.
        ///   - message: What follows the column's name.
        /// - Returns: The error, to be thrown by the caller.
        public func error(in column: String, _ message: String) -> DocumentError {
            DocumentError(
                place: Place(file: place.file, line: place.line, keyPath: column),
                message: message)
        }
    }

    /// What errors call the table.
    public let name: String
    /// A fault of the table as a whole.
    ///
    /// - Parameter message: What follows the word header.
    /// - Returns: The error, to be thrown by the caller.
    public func headerError(_ message: String) -> DocumentError {
        DocumentError(place: Place(file: name, line: 1, keyPath: "header"), message: message)
    }

    /// The names of the columns in order, in lower case.
    public let columns: [String]
    /// The rows in order.
    public let rows: [Row]

    /// The table in a text.
    ///
    /// - Parameters:
    ///   - text: The file's text.
    ///   - name: What errors call it.
    /// - Throws: `DocumentError` with the line of the first fault.
    public init(text: String, name: String) throws(DocumentError) {
        var reader = CellReader(text, name)
        guard let header = try reader.next() else {
            throw DocumentError(
                place: Place(file: name, line: 0), message: "is empty; expected a header of columns"
            )
        }
        let names = header.cells.map { $0.trimmed.lowercased() }
        var columns: [String: Int] = [:]
        for (index, column) in names.enumerated() {
            guard columns.updateValue(index, forKey: column) == nil else {
                throw DocumentError(
                    place: Place(file: name, line: 1, keyPath: "header"),
                    message: "has the column \(column) twice; expected each once")
            }
        }
        var rows: [Row] = []
        while let record = try reader.next() {
            let place = Place(file: name, line: record.line)
            guard record.cells.count == names.count else {
                throw DocumentError(
                    place: Place(file: name, line: record.line, keyPath: "row"),
                    message: "has \(record.cells.count) cells; expected \(names.count)")
            }
            rows.append(Row(place: place, cells: record.cells.map(\.trimmed), columns: columns))
        }
        self.name = name
        self.columns = names
        self.rows = rows
    }
}

/// Cuts a text into the cells of its records.
private struct CellReader {
    private let scalars: [Unicode.Scalar]
    private let name: String
    private var position = 0
    private var line = 1

    init(_ text: String, _ name: String) {
        scalars = Array(text.unicodeScalars.drop { $0 == "\u{FEFF}" })
        self.name = name
    }

    private var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    /// The next record that is not blank; nil at the end.
    mutating func next() throws(DocumentError) -> (cells: [String], line: Int)? {
        while peek == "\n" || peek == "\r" { skipLineEnd() }
        guard peek != nil else { return nil }
        let start = line
        var cells = [try cell()]
        while peek == "," {
            position += 1
            cells.append(try cell())
        }
        skipLineEnd()
        return (cells, start)
    }

    private mutating func skipLineEnd() {
        if peek == "\r" { position += 1 }
        if peek == "\n" { position += 1 }
        line += 1
    }

    private mutating func cell() throws(DocumentError) -> String {
        var text = String.UnicodeScalarView()
        guard peek == "\"" else {
            while let scalar = peek, scalar != ",", scalar != "\n", scalar != "\r" {
                text.append(scalar)
                position += 1
            }
            return String(text)
        }
        let start = line
        position += 1
        while let scalar = peek {
            position += 1
            if scalar == "\n" { line += 1 }
            guard scalar == "\"" else {
                text.append(scalar)
                continue
            }
            guard peek == "\"" else {
                try expectEndOfCell()
                return String(text)
            }
            text.append("\"")
            position += 1
        }
        throw DocumentError(
            place: Place(file: name, line: start, keyPath: "quoted cell"),
            message: "is not closed; expected a quote at its end")
    }
}

extension CellReader {
    /// Blanks at most may stand between a closing quote and what ends the cell.
    private mutating func expectEndOfCell() throws(DocumentError) {
        while peek == " " || peek == "\t" { position += 1 }
        guard let scalar = peek, scalar != ",", scalar != "\n", scalar != "\r" else { return }
        throw DocumentError(
            place: Place(file: name, line: line, keyPath: "quoted cell"),
            message: "is followed by \"\(scalar)\"; expected a comma or the end of the line")
    }
}
