@testable import Logs

/// The records of a log, cut without the help of what reads them.
struct LogRecords {
    /// Lines or rows, each with its end.
    let records: [[UInt8]]

    /// Cuts a log; in CSV, whose cells something separates, newlines in a cell belong to it if a
    /// quote begins it.
    init(_ bytes: [UInt8], delimiter: UInt8?) {
        var records: [[UInt8]] = []
        var record: [UInt8] = []
        var isInsideQuotes = false
        // Behind the quote that closes a cell a second one goes on with it.
        var mayOpen = delimiter != nil
        for byte in bytes {
            record.append(byte)
            let isQuote = byte == UInt8(ascii: "\"")
            if isInsideQuotes {
                (isInsideQuotes, mayOpen) = (!isQuote, isQuote)
            } else if byte == UInt8(ascii: "\n") {
                mayOpen = delimiter != nil
                records.append(record)
                record = []
            } else {
                isInsideQuotes = isQuote && mayOpen
                mayOpen = byte == delimiter
            }
        }
        if !record.isEmpty { records.append(record.last == 0x0A ? record : record + [0x0A]) }
        self.records = records
    }

    /// All records, the last with its end.
    var whole: [UInt8] { Array(records.joined()) }

    /// The line in which each record begins, from 0.
    var firstLines: [Int] {
        var lines = 0
        return records.map { record in
            defer { lines += record.count { $0 == UInt8(ascii: "\n") } }
            return lines
        }
    }

    /// The log in a few parts, with the first record that is not blank in the first.
    func parts(atMost most: Int) -> [[UInt8]] {
        let blank = records.prefix { $0.isBlank }
        let rest = records.dropFirst(blank.count + 1)
        let size = max(1, (rest.count + most - 2) / max(1, most - 1))
        let starts = stride(from: rest.startIndex, to: rest.endIndex, by: size)
        let others = starts.map { Array(rest[$0..<min($0 + size, rest.endIndex)].joined()) }
        return [Array(records.prefix(blank.count + 1).joined())] + others
    }
}
