/// CSV by the book, to compare with: rows are split where quotes are even, and so are cells; a cell
/// with quotes begins and ends with one, and has them doubled inside.
struct PlainCSV {
    struct Row {
        /// As it stands in the file; a missing last newline is added.
        let bytes: [UInt8]
        /// The line on which it begins, from 1.
        let line: Int
        /// Nil where the row breaks the rules.
        let cells: [[UInt8]]?
    }

    /// The rows that are not blank.
    let rows: [Row]

    init(_ bytes: [UInt8]) {
        var rows: [Row] = []
        var line = 1
        let whole = bytes.last == Self.newline || bytes.isEmpty ? bytes : bytes + [Self.newline]
        for row in Self.split(whole, after: Self.newline) {
            if !row.allSatisfy({ [0x20, 0x09, 0x0D, 0x0A].contains($0) }) {
                rows.append(Row(bytes: row, line: line, cells: Self.cells(row)))
            }
            line += row.count { $0 == Self.newline }
        }
        self.rows = rows
    }

    private static let newline = UInt8(ascii: "\n")
    private static let quote = UInt8(ascii: "\"")

    /// Splits behind each separator that has an even number of quotes before it.
    private static func split(_ bytes: [UInt8], after separator: UInt8) -> [[UInt8]] {
        var parts: [[UInt8]] = [[]]
        var quotes = 0
        for byte in bytes {
            parts[parts.count - 1].append(byte)
            if byte == quote { quotes += 1 }
            if byte == separator && quotes.isMultiple(of: 2) { parts.append([]) }
        }
        if parts.last == [] { parts.removeLast() }
        return parts
    }

    private static func cells(_ row: [UInt8]) -> [[UInt8]]? {
        var row = row.dropLast()
        if row.last == 0x0D { row.removeLast() }
        let comma = UInt8(ascii: ",")
        let parts = split(Array(row) + [comma], after: comma)
        var cells: [[UInt8]] = []
        for part in parts {
            guard part.last == comma, let cell = cell(Array(part.dropLast())) else { return nil }
            cells.append(cell)
        }
        return cells
    }

    private static func cell(_ written: [UInt8]) -> [UInt8]? {
        guard written.contains(quote) else { return written }
        guard written.count >= 2, written.first == quote, written.last == quote else { return nil }
        let inside = Array(written.dropFirst().dropLast())
        let pieces = inside.split(separator: [quote, quote], omittingEmptySubsequences: false)
        guard !pieces.contains(where: { $0.contains(quote) }) else { return nil }
        return Array(pieces.joined(separator: [quote]))
    }
}
