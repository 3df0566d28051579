/// CSV by the book, to compare with: a cell that begins with a quote goes up to the next one that is
/// not doubled, any other up to the next separator or the end of the line; a cell with quotes begins
/// and ends with one, and has them doubled inside.
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
        for row in Self.rows(of: whole) {
            if !row.allSatisfy({ [0x20, 0x09, 0x0D, 0x0A].contains($0) }) {
                rows.append(Row(bytes: row, line: line, cells: Self.cells(row)))
            }
            line += row.count { $0 == Self.newline }
        }
        self.rows = rows
    }

    private static let newline = UInt8(ascii: "\n")
    private static let comma = UInt8(ascii: ",")
    private static let quote = UInt8(ascii: "\"")

    /// The cells of a row as they are written, each with the separator that ends it.
    private static func writtenCells(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var cells: [ArraySlice<UInt8>] = []
        var rest = bytes
        while !rest.isEmpty {
            var end = rest.startIndex
            if rest.first == quote {
                end += 1
                while end < rest.endIndex {
                    if rest[end] != quote {
                        end += 1
                    } else if end + 1 < rest.endIndex && rest[end + 1] == quote {
                        end += 2
                    } else {
                        break
                    }
                }
            }
            let separator = rest[end...].firstIndex { $0 == comma || $0 == newline }
            let next = separator.map { $0 + 1 } ?? rest.endIndex
            cells.append(rest[..<next])
            rest = rest[next...]
            if cells.last?.last == newline && separator != nil { break }
        }
        return cells
    }

    private static func rows(of bytes: [UInt8]) -> [[UInt8]] {
        var rows: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let row = Array(writtenCells(rest).joined())
            rows.append(row)
            rest = rest.dropFirst(row.count)
        }
        return rows
    }

    /// Where the last row ends that has an end.
    static func lastRowEnd(in bytes: [UInt8]) -> Int? {
        var (offset, last) = (0, Int?.none)
        for row in rows(of: bytes) {
            offset += row.count
            let isWhole = offset < bytes.count || isEnded(row)
            if isWhole { last = offset - 1 }
        }
        return last
    }

    /// Whether the row's last newline lies outside quotes, so that a row after it is one of its own.
    private static func isEnded(_ row: [UInt8]) -> Bool {
        rows(of: row + [UInt8(ascii: "x")]).count == 2
    }

    private static func cells(_ row: [UInt8]) -> [[UInt8]]? {
        var cells: [[UInt8]] = []
        for written in writtenCells(row[...]) {
            var written = written.dropLast()
            if written.endIndex == row.count - 1 && written.last == 0x0D { written.removeLast() }
            guard let cell = cell(Array(written)) else { return nil }
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
