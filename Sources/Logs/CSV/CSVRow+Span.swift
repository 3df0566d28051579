import CScan

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

    /// The row that begins here, whatever is wrong with it; one whose last cell is not closed goes up
    /// to the end.
    static func first(
        from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>, delimiter: UInt8
    ) -> Span {
        var place = TG_CELL_START
        let last = tg_first_row_end(start, end - start, delimiter, &place)
        let bytes = UnsafeBufferPointer(start: start, count: last >= 0 ? last + 1 : end - start)
        return Span(bytes: bytes.count, lines: bytes.count { $0 == UInt8(ascii: "\n") })
    }
}
