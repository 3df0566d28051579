import CScan

/// Finds where whole records end in a buffer that begins with a record and grows.
struct RecordEnds {
    /// Newlines between quotes belong to a cell.
    let hasQuotes: Bool
    private var scanned = 0
    private var last: Int?
    private var isInsideQuotes = false

    init(hasQuotes: Bool) { self.hasQuotes = hasQuotes }

    /// The position of the last newline that ends a record, in what is in the buffer by now.
    mutating func last(in buffer: ChunkBuffer) -> Int? {
        if hasQuotes { scanRows(buffer) } else { scanLines(buffer) }
        scanned = buffer.count
        return last
    }

    /// The position of the first newline that ends the record in whose middle the buffer begins.
    mutating func first(in buffer: ChunkBuffer) -> Int? {
        for offset in 0..<buffer.count {
            let byte = buffer.bytes[offset]
            if byte == UInt8(ascii: "\"") && hasQuotes { isInsideQuotes.toggle() }
            if byte == UInt8(ascii: "\n") && !isInsideQuotes { return offset }
        }
        return nil
    }

    private mutating func scanLines(_ buffer: ChunkBuffer) {
        var offset = buffer.count - 1
        while offset >= scanned {
            if buffer.bytes[offset] == UInt8(ascii: "\n") {
                last = offset
                return
            }
            offset -= 1
        }
    }

    /// A doubled quote leaves and enters again, so parity is all there is to know.
    private mutating func scanRows(_ buffer: ChunkBuffer) {
        let end = tg_last_row_end(buffer.bytes, scanned, buffer.count, &isInsideQuotes)
        if end >= 0 { last = end }
    }
}
