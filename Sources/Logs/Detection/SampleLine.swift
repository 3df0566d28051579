/// A line by which a format is told.
struct SampleLine {
    /// The line without the blanks around it.
    let bytes: [UInt8]
    /// The row of CSV that begins with the line, without its end.
    let row: [UInt8]
    /// The columns, if it may be the header of a file of CSV.
    let header: CSVHeader?
    /// Keys that can be seen at the first level of an object, or the columns.
    let keys: Set<String>

    init(_ bytes: [UInt8], row: [UInt8]) {
        let isObject = bytes.first == UInt8(ascii: "{")
        let header = isObject ? nil : CSVHeader(firstRow: row)
        let columns = Set(header?.names ?? [])
        self.init(bytes, row, header, isObject ? Self.topLevelKeys(bytes) : columns)
    }

    private init(_ bytes: [UInt8], _ row: [UInt8], _ header: CSVHeader?, _ keys: Set<String>) {
        (self.bytes, self.row, self.header, self.keys) = (bytes, row, header, keys)
    }

    var isObject: Bool { bytes.first == UInt8(ascii: "{") }

    /// The line for formats that are no CSV.
    var withoutColumns: SampleLine { isObject ? self : SampleLine(bytes, row, nil, []) }
}

extension SampleLine {
    /// Keys that can be seen at the first level, whatever else is wrong with the line.
    static func topLevelKeys(_ line: [UInt8]) -> Set<String> {
        var keys: Set<String> = []
        var depth = 0
        var offset = 0
        while offset < line.count {
            switch line[offset] {
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "\""):
                let end = closingQuote(line, after: offset)
                if depth == 1 && nextVisible(line, after: end) == UInt8(ascii: ":") {
                    keys.insert(String(decoding: line[(offset + 1)..<end], as: UTF8.self))
                }
                offset = end
            default: break
            }
            offset += 1
        }
        return keys
    }

    private static func closingQuote(_ line: [UInt8], after start: Int) -> Int {
        var offset = start + 1
        while offset < line.count && line[offset] != UInt8(ascii: "\"") {
            offset += line[offset] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(offset, line.count)
    }

    private static func nextVisible(_ line: [UInt8], after end: Int) -> UInt8? {
        line.dropFirst(end + 1).first { $0 != 0x20 && $0 != 0x09 }
    }
}
