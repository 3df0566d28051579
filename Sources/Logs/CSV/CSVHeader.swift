/// The column names of a CSV file, ready to be written as the keys of JSON objects.
final class CSVHeader: Sendable {
    /// The names in the order of the columns.
    let names: [String]
    /// `"NAME":` for each column, escaped as JSON asks.
    let keys: [[UInt8]]
    /// What separates the cells of a row.
    let delimiter: UInt8

    init(_ names: [String], delimiter: UInt8 = UInt8(ascii: ",")) {
        self.names = names
        self.delimiter = delimiter
        keys = names.map { name in
            var key = [UInt8(ascii: "\"")]
            for byte in name.utf8 { CSVRow.appendEscaped(byte, to: &key) }
            return key + Array("\":".utf8)
        }
    }

    /// The names in the first row of a file; nil where it is no row of CSV.
    convenience init?(firstRow row: [UInt8], delimiter: UInt8 = UInt8(ascii: ",")) {
        var names: [String] = []
        var cell: [UInt8] = []
        var at = row.makeIterator()
        var isQuoted = false
        var next = at.next()
        while let byte = next {
            next = at.next()
            if isQuoted {
                if byte != UInt8(ascii: "\"") {
                    cell.append(byte)
                } else if next == UInt8(ascii: "\"") {
                    cell.append(byte)
                    next = at.next()
                } else {
                    isQuoted = false
                }
            } else if byte == UInt8(ascii: "\"") && cell.isEmpty {
                isQuoted = true
            } else if byte == delimiter {
                names.append(String(decoding: cell, as: UTF8.self))
                cell.removeAll()
            } else {
                cell.append(byte)
            }
        }
        guard !isQuoted else { return nil }
        names.append(String(decoding: cell, as: UTF8.self))
        self.init(names, delimiter: delimiter)
    }
}
