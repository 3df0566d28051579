import Calls
import Pricing

/// Reads the Azure LLM inference traces of 2023: time, input and output tokens, nothing else.
struct AzureReader: RecordReader {
    static let requiresModel = false
    static var firstLine: String? { header }
    static let header = "TIMESTAMP,ContextTokens,GeneratedTokens"

    static func hasShape(_ line: SampleLine) -> Bool { line.bytes.elementsEqual(header.utf8) }

    init(demand: Demand, names: NameTable) {}

    func read(
        _ cursor: inout JSONCursor, into draft: inout RecordDraft, isFirstLine: Bool
    ) throws(BadLine) -> Bool {
        let fields = cursor.commaSeparated()
        if isFirstLine && fields.line.elementsEqual(Self.header.utf8) { return false }
        guard fields.count == 3 else {
            throw BadLine(
                reason: "not three columns (\(Self.header))", detail: "found \(fields.count)")
        }
        draft.record.time = try time(fields[0])
        draft.record.usage = TokenUsage(
            input: try count(fields[1], "ContextTokens"), cacheRead: 0, cacheWrite5m: 0,
            cacheWrite1h: 0, output: try count(fields[2], "GeneratedTokens"), reasoning: 0)
        draft.record.usageState = .known
        return true
    }

    /// `2023-11-16 18:15:46.6805900`: no zone, which means UTC.
    private func time(_ field: UnsafeBufferPointer<UInt8>) throws(BadLine) -> Timestamp {
        guard let time = Timestamp.parse(field, zonelessIsUTC: true) else {
            throw .wrong(
                "TIMESTAMP", found: quoted(String(decoding: field.prefix(60), as: UTF8.self)),
                expected: "a time such as 2023-11-16 18:15:46.6805900")
        }
        return time
    }

    private func count(
        _ field: UnsafeBufferPointer<UInt8>, _ name: String
    ) throws(BadLine) -> UInt64 {
        var value: UInt64 = 0
        for byte in field where value < JSONCursor.countLimit {
            value = byte &- 0x30 < 10 ? value * 10 + UInt64(byte &- 0x30) : .max
        }
        guard !field.isEmpty, value < JSONCursor.countLimit else {
            throw .wrong(
                name, found: quoted(String(decoding: field.prefix(60), as: UTF8.self)),
                expected: "a whole number from 0 to \(JSONCursor.countLimit - 1)")
        }
        return value
    }
}

/// The fields of a line without quotes.
struct CommaSeparatedLine {
    let line: UnsafeBufferPointer<UInt8>
    private let commas: (Int, Int)
    let count: Int

    init(_ line: UnsafeBufferPointer<UInt8>) {
        self.line = line
        var commas = (line.count, line.count)
        var found = 0
        for (offset, byte) in line.enumerated() where byte == UInt8(ascii: ",") {
            if found == 0 { commas.0 = offset } else if found == 1 { commas.1 = offset }
            found += 1
        }
        self.commas = commas
        count = found + 1
    }

    /// One of the first three fields.
    subscript(index: Int) -> UnsafeBufferPointer<UInt8> {
        switch index {
        case 0: UnsafeBufferPointer(rebasing: line[..<commas.0])
        case 1: UnsafeBufferPointer(rebasing: line[(commas.0 + 1)..<commas.1])
        default: UnsafeBufferPointer(rebasing: line[(commas.1 + 1)...])
        }
    }
}

extension JSONCursor {
    /// Takes the rest of the line, without its end and blanks before it, as fields between commas.
    mutating func commaSeparated() -> CommaSeparatedLine {
        let start = at
        while at.pointee != UInt8(ascii: "\n") { at += 1 }
        var count = at - start
        at += 1
        while count > 0 && isSpace(start[count - 1]) { count -= 1 }
        return CommaSeparatedLine(UnsafeBufferPointer(start: start, count: count))
    }
}
