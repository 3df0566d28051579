@testable import Logs

/// Rows of CSV against a plain reading of RFC 4180: both take the same rows, with the same cells.
enum CSVProperty {
    static func fault(in bytes: [UInt8]) -> String? {
        for row in PlainCSV(bytes).rows {
            if let fault = fault(of: row) { return "line \(row.line): \(fault)" }
        }
        return nil
    }

    private static func fault(of row: PlainCSV.Row) -> String? {
        let columns = (0..<(row.cells?.count ?? 1)).map { "column \($0)" }
        let found = read(row.bytes, columns)
        guard let cells = row.cells,
            cells.allSatisfy({ String(validating: $0, as: UTF8.self) != nil })
        else { return found == nil ? nil : "takes a row that is none" }
        guard let found else { return "refuses a row of \(columns.count) cells" }
        let expected = cells.map { String(decoding: $0, as: UTF8.self) }
        return found == expected ? nil : "reads \(found), expected \(expected)"
    }

    /// The cells as the reader hands them over; nil where it refuses the row or goes too far.
    private static func read(_ row: [UInt8], _ columns: [String]) -> [String]? {
        row.dropLast().withLines { start in
            var reader = CSVRow(cellsHoldJSON: false)
            var object: JSONValue?
            do {
                let span = try reader.write(
                    from: start, to: start + row.count, under: CSVHeader(columns))
                guard span.bytes == row.count else { return nil }
                try reader.read { cursor throws(BadLine) in
                    object = try JSONValue(&cursor)
                    try cursor.endOfLine()
                }
            } catch {
                return nil
            }
            guard case .object(let members)? = object else { return nil }
            return columns.compactMap { column in
                switch members[column] {
                case .string(let text)?: text
                case .null?: ""
                default: nil
                }
            }
        }
    }
}
