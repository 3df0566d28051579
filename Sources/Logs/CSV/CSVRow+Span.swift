extension CSVRow {
    /// How far a row goes.
    struct Span {
        /// Its bytes, its end included.
        let bytes: Int
        let lines: Int
    }

    /// The line that begins here if there is nothing on it; a newline comes somewhere.
    static func blank(at start: UnsafePointer<UInt8>) -> Span? {
        var at = start
        while at.pointee == 0x20 || at.pointee == 0x09 || at.pointee == 0x0D { at += 1 }
        guard at.pointee == UInt8(ascii: "\n") else { return nil }
        return Span(bytes: at + 1 - start, lines: 1)
    }

    /// The row that begins here, whatever is wrong with it; one whose quotes are not closed goes up
    /// to the end.
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
        return Span(bytes: at - start, lines: lines)
    }
}
