/// Writes rows of CSV (RFC 4180) as lines of JSON, so that one reader serves both spellings of a
/// format: each cell becomes a string under its column's name, an empty one null.
///
/// A row may span lines. Its cursor says that the values are cells, so that numbers and truth
/// values are taken from strings.
struct CSVRow {
    private var line: [UInt8] = []
    private var row: UnsafeBufferPointer<UInt8>
    private var at = 0
    private var column = 0

    init() {
        line.reserveCapacity(4096)
        row = UnsafeBufferPointer(start: nil, count: 0)
    }

    /// Lends a row, which ends in a newline, as a line of JSON.
    ///
    /// - Throws: `BadLine` where quotes or the number of cells are wrong, or what `body` throws.
    mutating func read(
        _ row: UnsafeBufferPointer<UInt8>, under header: CSVHeader,
        _ body: (inout JSONCursor) throws(BadLine) -> Void
    ) throws(BadLine) {
        self.row = row
        (at, column) = (0, 0)
        line.removeAll(keepingCapacity: true)
        line.append(UInt8(ascii: "{"))
        repeat { try cell(under: header) } while take(header.delimiter)
        guard column == header.keys.count else { throw wrongWidth(header, found: "\(column)") }
        line.append(contentsOf: [UInt8(ascii: "}"), UInt8(ascii: "\n")])
        line.append(contentsOf: repeatElement(0, count: JSONCursor.padding))
        try lend(body)
    }

    private func lend(_ body: (inout JSONCursor) throws(BadLine) -> Void) throws(BadLine) {
        try line.withUnsafeBufferPointer { bytes throws(BadLine) in
            guard let start = bytes.baseAddress else { return }
            var cursor = JSONCursor(at: start)
            cursor.readsCells = true
            do throws(BadLine) {
                try body(&cursor)
            } catch {
                // What is written here is valid JSON but for bytes that no text may hold.
                guard error.reason == BadLine.invalidJSON else { throw error }
                throw BadLine(reason: "bytes that are not UTF-8", detail: "in a cell of the row")
            }
        }
    }

    private func wrongWidth(_ header: CSVHeader, found: String) -> BadLine {
        BadLine(
            reason: "the row has not as many cells as the header",
            detail: "found \(found), expected \(header.keys.count)")
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard row[at] == byte else { return false }
        at += 1
        return true
    }

    private mutating func cell(under header: CSVHeader) throws(BadLine) {
        guard column < header.keys.count else {
            throw wrongWidth(header, found: "more")
        }
        if column > 0 { line.append(UInt8(ascii: ",")) }
        line.append(contentsOf: header.keys[column])
        column += 1
        let valueStart = line.count
        line.append(UInt8(ascii: "\""))
        let isQuoted = take(UInt8(ascii: "\""))
        try isQuoted ? quotedCell(header.delimiter) : plainCell(header.delimiter)
        if line.count == valueStart + 1 {
            line.replaceSubrange(valueStart..., with: "null".utf8)
        } else {
            line.append(UInt8(ascii: "\""))
        }
    }

    private mutating func plainCell(_ delimiter: UInt8) throws(BadLine) {
        while row[at] != delimiter, !isAtRowEnd {
            guard row[at] != UInt8(ascii: "\"") else {
                throw BadLine(
                    reason: "a quote inside a cell that is not quoted",
                    detail: "in column \(column); quote the cell and double the quotes in it")
            }
            Self.appendEscaped(row[at], to: &line)
            at += 1
        }
        takeCarriageReturn()
    }

    private mutating func quotedCell(_ delimiter: UInt8) throws(BadLine) {
        repeat {
            while at < row.count, row[at] != UInt8(ascii: "\"") {
                Self.appendEscaped(row[at], to: &line)
                at += 1
            }
            guard at < row.count else {
                throw BadLine(reason: "a quote that is not closed", detail: "in column \(column)")
            }
            at += 1
            // Two quotes stand for one.
            if row[at] == UInt8(ascii: "\"") { Self.appendEscaped(row[at], to: &line) }
        } while take(UInt8(ascii: "\""))
        takeCarriageReturn()
        guard row[at] == delimiter || row[at] == UInt8(ascii: "\n") else {
            throw BadLine(
                reason: "text behind the closing quote of a cell",
                detail: "in column \(column); double the quotes inside a cell")
        }
    }

    private var isAtRowEnd: Bool {
        row[at] == UInt8(ascii: "\n")
            || row[at] == UInt8(ascii: "\r") && row[at + 1] == UInt8(ascii: "\n")
    }

    private mutating func takeCarriageReturn() {
        if row[at] == UInt8(ascii: "\r") && row[at + 1] == UInt8(ascii: "\n") { at += 1 }
    }

    /// Appends a byte of a text as a JSON string holds it.
    static func appendEscaped(_ byte: UInt8, to line: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            line.append(UInt8(ascii: "\\"))
            line.append(byte)
        case 0..<0x20:
            line.append(contentsOf: "\\u00".utf8)
            line.append(hexDigits[Int(byte >> 4)])
            line.append(hexDigits[Int(byte & 15)])
        default:
            line.append(byte)
        }
    }

    private static let hexDigits = Array("0123456789abcdef".utf8)
}

extension CSVRow {
    /// The bytes of a row, its end included, and the lines that they span.
    struct Span {
        let bytes: UnsafeBufferPointer<UInt8>
        let lines: Int

        var isBlank: Bool {
            bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }
        }
    }

    /// The row that begins here; one whose quotes are not closed goes up to the end.
    static func first(from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>) -> Span {
        var at = start
        var lines = 0
        var isInsideQuotes = false
        while at < end {
            let byte = at.pointee
            at += 1
            if byte == UInt8(ascii: "\"") { isInsideQuotes.toggle() }
            guard byte == UInt8(ascii: "\n") else { continue }
            lines += 1
            if !isInsideQuotes { break }
        }
        return Span(bytes: UnsafeBufferPointer(start: start, count: at - start), lines: lines)
    }
}
