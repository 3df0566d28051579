@testable import Logs

/// Rows of CSV against a plain reading of RFC 4180: both take the same rows, with the same cells.
enum CSVProperty {
    static func fault(in bytes: [UInt8]) -> String? {
        for row in LogRecords(bytes, isCSV: true).records {
            if let fault = fault(ofRow: row) { return fault }
        }
        return nil
    }

    private static func fault(ofRow row: [UInt8]) -> String? {
        let expected = cells(of: row)
        let columns = (0..<(expected?.count ?? 1)).map { "column \($0)" }
        let found = read(row, columns)
        guard let expected, expected.allSatisfy({ String(validating: $0, as: UTF8.self) != nil })
        else { return found == nil ? nil : "took a row that is none" }
        guard let found else { return "refused a row of \(columns.count) cells" }
        let texts = expected.map { String(decoding: $0, as: UTF8.self) }
        return found == texts ? nil : "read \(found), expected \(texts)"
    }

    /// The cells as the reader hands them over; nil where it refuses the row.
    private static func read(_ row: [UInt8], _ columns: [String]) -> [String]? {
        var cells: [String]?
        var reader = CSVRow()
        row.withUnsafeBufferPointer { bytes in
            try? reader.read(bytes, under: CSVHeader(columns)) { cursor throws(BadLine) in
                guard case .object(let members) = try JSONValue(&cursor) else { return }
                try cursor.endOfLine()
                cells = columns.compactMap { column in
                    switch members[column] {
                    case .string(let text)?: text
                    case .null?: ""
                    default: nil
                    }
                }
            }
        }
        return cells
    }

    /// The cells of a row, its end included; nil where the quotes are wrong.
    private static func cells(of row: [UInt8]) -> [[UInt8]]? {
        var rest = row.dropLast()
        if rest.last == UInt8(ascii: "\r") { rest.removeLast() }
        var cells: [[UInt8]] = []
        while true {
            guard let cell = rest.first == UInt8(ascii: "\"") ? quoted(&rest) : plain(&rest) else {
                return nil
            }
            cells.append(cell)
            guard let separator = rest.popFirst() else { return cells }
            guard separator == UInt8(ascii: ",") else { return nil }
        }
    }

    private static func plain(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        let cell = Array(rest.prefix { $0 != UInt8(ascii: ",") })
        rest.removeFirst(cell.count)
        return cell.contains(UInt8(ascii: "\"")) ? nil : cell
    }

    private static func quoted(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        var cell: [UInt8] = []
        rest.removeFirst()
        while let byte = rest.popFirst() {
            if byte != UInt8(ascii: "\"") {
                cell.append(byte)
            } else if rest.first == byte {
                cell.append(byte)
                rest.removeFirst()
            } else {
                return cell
            }
        }
        return nil
    }
}
