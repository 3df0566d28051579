import CScan

/// Writes rows of CSV (RFC 4180) as lines of JSON, so that one reader serves both spellings of a
/// format: each cell becomes a string under its column's name, an empty one null.
///
/// A row may span lines. Its cursor says that the values are cells, so that numbers and truth
/// values are taken from strings. Where cells may hold JSON, those that do become that value.
struct CSVRow {
    private let cellsHoldJSON: Bool
    private let line = ChunkBuffer(capacity: 1 << 14)
    /// The next byte of the row.
    private var at: UnsafePointer<UInt8>
    /// Where the next byte of the line goes; there is room for whatever the row can become.
    private var out: UnsafeMutablePointer<UInt8>
    private var column = 0
    private var delimiter = UInt8(ascii: ",")
    private var linesInCells = 0

    init(cellsHoldJSON: Bool) {
        self.cellsHoldJSON = cellsHoldJSON
        out = line.bytes
        at = UnsafePointer(line.bytes)
    }

    /// Writes the row that begins at `start` and says how far it goes; what may be read ends with a
    /// newline before `end`.
    ///
    /// - Throws: `BadLine` where quotes or the number of cells are wrong.
    mutating func write(
        from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>, under header: CSVHeader
    ) throws(BadLine) -> Span {
        begin(at: start, room: header.room(for: end - start))
        delimiter = header.delimiter
        repeat { try cell(under: header, end) } while take(delimiter)
        _ = take(UInt8(ascii: "\r"))
        guard column == header.width else { throw wrongWidth(header, found: "\(column)") }
        put(UInt8(ascii: "}"))
        put(UInt8(ascii: "\n"))
        out.update(repeating: 0, count: JSONCursor.padding)
        return Span(bytes: at + 1 - start, lines: linesInCells + 1)
    }

    /// Lends the line that was written.
    func read(_ body: (inout JSONCursor) throws(BadLine) -> Void) throws(BadLine) {
        var cursor = JSONCursor(at: line.bytes)
        cursor.readsCells = true
        do throws(BadLine) {
            try body(&cursor)
        } catch {
            guard error.reason == BadLine.invalidJSON else { throw error }
            throw fault(error, column(of: cursor.at))
        }
    }

    /// A fault of the written line, told in terms of the row.
    private func fault(_ fault: BadLine, _ column: Int) -> BadLine {
        let invalidUTF8 = JSONFault.invalidUTF8.rawValue
        if fault.detail.hasPrefix(invalidUTF8) {
            return BadLine(reason: invalidUTF8, detail: "in a cell of the row")
        }
        let words = fault.detail.split(separator: " at byte ").first ?? ""
        return BadLine(reason: fault.reason, detail: "\(words) in column \(column)")
    }

    /// The column whose value a place in the written line belongs to.
    private func column(of place: UnsafePointer<UInt8>) -> Int {
        var (column, depth, isInString) = (1, 0, false)
        var at = UnsafePointer(line.bytes)
        while at < place {
            switch at.pointee {
            case UInt8(ascii: "\\"): at += 1
            case UInt8(ascii: "\""): isInString.toggle()
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += isInString ? 0 : 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= isInString ? 0 : 1
            case UInt8(ascii: ","): column += depth == 1 && !isInString ? 1 : 0
            default: break
            }
            at += 1
        }
        return column
    }

    private mutating func begin(at start: UnsafePointer<UInt8>, room: Int) {
        line.count = 0
        line.grow(to: room)
        out = line.bytes
        at = start
        (column, linesInCells) = (0, 0)
    }

    private func wrongWidth(_ header: CSVHeader, found: String) -> BadLine {
        BadLine(
            reason: "the row has not as many cells as the header",
            detail: "found \(found), expected \(header.width)")
    }

    @inline(__always)
    private mutating func put(_ byte: UInt8) {
        out.pointee = byte
        out += 1
    }

    @inline(__always)
    private mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
        if let start = bytes.baseAddress { out.update(from: start, count: bytes.count) }
        out += bytes.count
    }

    @inline(__always)
    private mutating func take(_ byte: UInt8) -> Bool {
        guard at.pointee == byte else { return false }
        at += 1
        return true
    }

    private mutating func cell(
        under header: CSVHeader, _ end: UnsafePointer<UInt8>
    ) throws(BadLine) {
        guard column < header.width else { throw wrongWidth(header, found: "more") }
        put(header.key(column))
        column += 1
        let value = out
        put(UInt8(ascii: "\""))
        if take(UInt8(ascii: "\"")) { try quotedCell(end) } else { try plainCell() }
        put(UInt8(ascii: "\""))
        if out - value == 2 {
            writeNull(at: value)
        } else if cellsHoldJSON {
            unwrapJSON(at: value)
        }
    }

    private mutating func writeNull(at value: UnsafeMutablePointer<UInt8>) {
        out = value
        put(UInt8(ascii: "n"))
        put(UInt8(ascii: "u"))
        put(UInt8(ascii: "l"))
        put(UInt8(ascii: "l"))
    }
}

extension CSVRow {
    /// Copies up to the next byte that ends the cell or needs an escape, or to the end of the line.
    @inline(__always)
    private mutating func copyText(until end: UInt8) {
        let count = tg_copy_text(at, out, end)
        at += count
        out += count
    }

    private mutating func plainCell() throws(BadLine) {
        while true {
            copyText(until: delimiter)
            if at.pointee == delimiter || isAtRowEnd { return }
            guard at.pointee != UInt8(ascii: "\"") else {
                throw BadLine(
                    reason: "a quote inside a cell that is not quoted",
                    detail: "in column \(column); quote the cell and double the quotes in it")
            }
            escape(at.pointee)
            at += 1
        }
    }

    private mutating func quotedCell(_ end: UnsafePointer<UInt8>) throws(BadLine) {
        while true {
            copyText(until: UInt8(ascii: "\""))
            guard at < end else {
                throw BadLine(reason: "a quote that is not closed", detail: "in column \(column)")
            }
            let byte = at.pointee
            at += 1
            // Two quotes stand for one.
            if byte == UInt8(ascii: "\"") && !take(UInt8(ascii: "\"")) { break }
            if byte == UInt8(ascii: "\n") { linesInCells += 1 }
            escape(byte)
        }
        guard at.pointee == delimiter || isAtRowEnd else {
            throw BadLine(
                reason: "text behind the closing quote of a cell",
                detail: "in column \(column); double the quotes inside a cell")
        }
    }

    private var isAtRowEnd: Bool {
        at.pointee == UInt8(ascii: "\n")
            || at.pointee == UInt8(ascii: "\r") && at[1] == UInt8(ascii: "\n")
    }

    private mutating func escape(_ byte: UInt8) {
        put(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): put(byte)
        case UInt8(ascii: "\n"): put(UInt8(ascii: "n"))
        case UInt8(ascii: "\r"): put(UInt8(ascii: "r"))
        case UInt8(ascii: "\t"): put(UInt8(ascii: "t"))
        default: CSVHeader.unicodeEscape(byte).withUnsafeBufferPointer { put($0) }
        }
    }
}

extension CSVRow {
    /// Replaces a string that holds JSON by what it holds; an empty string in quotes of its own is
    /// as good as none.
    private mutating func unwrapJSON(at value: UnsafeMutablePointer<UInt8>) {
        let first = value[1]
        guard
            first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
                || first == UInt8(ascii: "\\") && value[2] == UInt8(ascii: "\"")
        else { return }
        let inside = UnsafeBufferPointer(start: UnsafePointer(value + 1), count: out - value - 2)
        let json = JSONInString(unescaping: inside)
        guard json.isValid else { return }
        out = value
        if json.holdsEmptyString { return writeNull(at: value) }
        json.text.withUnsafeBufferPointer { put($0) }
    }
}
