import CScan

/// Finds where whole records end in a buffer that begins with a record and grows.
struct RecordEnds {
    /// What separates the cells of rows; nil where each line is a record.
    let delimiter: UInt8?
    private var scanned = 0
    private var last: Int?
    private var place = TG_CELL_START

    init(delimiter: UInt8?) { self.delimiter = delimiter }

    /// The position of the last newline that ends a record, in what is in the buffer by now.
    mutating func last(in buffer: ChunkBuffer) -> Int? {
        if let delimiter {
            let end = tg_last_row_end(buffer.bytes, scanned, buffer.count, delimiter, &place)
            if end >= 0 { last = end }
        } else {
            scanLines(buffer)
        }
        scanned = buffer.count
        return last
    }

    /// The position of the first newline that ends the record in whose middle the buffer begins.
    mutating func first(in buffer: ChunkBuffer) -> Int? {
        guard let delimiter else {
            let bytes = UnsafeBufferPointer(start: buffer.bytes, count: buffer.count)
            return bytes.firstIndex(of: UInt8(ascii: "\n"))
        }
        let end = tg_first_row_end(buffer.bytes, buffer.count, delimiter, &place)
        return end >= 0 ? end : nil
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
}
