/// The column names of a CSV file, ready to be written as the keys of JSON objects.
///
/// Unchecked, because the compiler can't see that what the pointers lead to never changes.
final class CSVHeader: @unchecked Sendable {
    /// The names in the order of the columns.
    let names: [String]
    /// What separates the cells of a row.
    let delimiter: UInt8
    /// The row itself, without its end; empty where there is none.
    let row: [UInt8]
    private let keys: UnsafeMutableBufferPointer<UInt8>
    private let keyEnds: UnsafeMutableBufferPointer<Int>

    init(_ names: [String], delimiter: UInt8 = UInt8(ascii: ","), row: [UInt8] = []) {
        (self.names, self.row) = (names, row)
        self.delimiter = delimiter
        let written = names.enumerated().map { column, name in
            Array((column == 0 ? "{\"" : ",\"").utf8) + name.utf8.flatMap(Self.escaped)
                + Array("\":".utf8)
        }
        var ends: [Int] = []
        for key in written { ends.append((ends.last ?? 0) + key.count) }
        keys = .allocate(capacity: ends.last ?? 0)
        keyEnds = .allocate(capacity: ends.count)
        _ = keys.initialize(from: written.joined())
        _ = keyEnds.initialize(from: ends)
    }

    deinit {
        keys.deallocate()
        keyEnds.deallocate()
    }

    /// How many columns there are.
    var width: Int { keyEnds.count }

    /// What stands before the value of a column in an object: `{"NAME":` or `,"NAME":`.
    func key(_ column: Int) -> UnsafeBufferPointer<UInt8> {
        let start = column == 0 ? 0 : keyEnds[column - 1]
        return UnsafeBufferPointer(rebasing: keys[start..<keyEnds[column]])
    }

    /// Bytes that are enough for the line of JSON that a row of so many bytes becomes.
    func room(for rowBytes: Int) -> Int {
        keys.count + Self.longestValueBesideCell * width + Self.longestEscape * rowBytes
            + JSONCursor.padding
    }

    /// The names in the first row of a file; nil where it is no row of CSV.
    convenience init?(firstRow row: [UInt8], delimiter: UInt8 = UInt8(ascii: ",")) {
        var names: [String] = []
        var cell: [UInt8] = []
        var at = row.makeIterator()
        var isQuoted = false
        var next = at.next()
        while let byte = next {
            next = at.next()
            if isQuoted {
                if byte != UInt8(ascii: "\"") {
                    cell.append(byte)
                } else if next == UInt8(ascii: "\"") {
                    cell.append(byte)
                    next = at.next()
                } else {
                    isQuoted = false
                }
            } else if byte == UInt8(ascii: "\"") && cell.isEmpty {
                isQuoted = true
            } else if byte == delimiter {
                names.append(String(decoding: cell, as: UTF8.self))
                cell.removeAll()
            } else {
                cell.append(byte)
            }
        }
        guard !isQuoted else { return nil }
        names.append(String(decoding: cell, as: UTF8.self))
        self.init(names, delimiter: delimiter, row: row)
    }
}

extension CSVHeader {
    private static let longestEscape = 6
    /// Two quotes, or null; and the end of the object and of the line.
    private static let longestValueBesideCell = 6
    private static let hexDigits = Array("0123456789abcdef".utf8)

    /// A byte of a text as a JSON string holds it.
    private static func escaped(_ byte: UInt8) -> [UInt8] {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): [UInt8(ascii: "\\"), byte]
        case 0..<0x20: [UInt8(ascii: "\\")] + unicodeEscape(byte)
        default: [byte]
        }
    }

    /// What follows the backslash where a control character is escaped by its number.
    static func unicodeEscape(_ byte: UInt8) -> [UInt8] {
        Array("u00".utf8) + [hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
    }
}
