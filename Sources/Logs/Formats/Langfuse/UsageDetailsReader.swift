import Documents
import Pricing

/// Reads an object of token counts by kind.
///
/// The kinds are disjoint: `input` excludes cached tokens and `output` excludes reasoning. Their
/// names are free; Langfuse itself takes every one that contains `input` as input and every one
/// that contains `output` as output.
struct UsageDetailsReader {
    /// How many kinds can be told apart.
    private static let limit = 128

    private var known: [(name: [UInt8], kind: UsageKind)] = []

    /// The counts in disjoint parts; nil where input or output is not told.
    mutating func read(
        _ cursor: inout JSONCursor, in field: StaticString
    ) throws(BadLine) -> TokenUsage? {
        if cursor.takeNull() { return nil }
        try cursor.openObject(field)
        var sums: [UsageKind: UInt64] = [:]
        var seen: UInt128 = 0
        var isFirst = true
        while try cursor.nextMember(isFirst: isFirst) {
            isFirst = false
            let name = try cursor.text()
            try cursor.colon()
            cursor.skipSpace()
            guard let index = try index(of: name) else {
                try cursor.skipValue()
                continue
            }
            let bit: UInt128 = 1 << UInt128(index)
            guard seen & bit == 0 else { throw .duplicate(name.string) }
            seen |= bit
            if let count = try count(&cursor, of: name, in: field) {
                sums[known[index].kind, default: 0] += count
            }
        }
        return try UsageKind.usage(sums, in: field)
    }

    /// The place of a name among those known; nil for what is no token.
    private mutating func index(of name: JSONText) throws(BadLine) -> Int? {
        let index = name.withUnescaped { bytes in
            known.firstIndex { $0.name.elementsEqual(bytes) }
        }
        if let index { return index }
        guard let kind = UsageKind(name: name.string) else { return nil }
        guard known.count < Self.limit else {
            throw BadLine(reason: "more than \(Self.limit) kinds of usage in one log", detail: "")
        }
        known.append((Array(name.string.utf8), kind))
        return known.count - 1
    }

    /// A count as a number or as a string with one, as databases write 64-bit integers.
    private func count(
        _ cursor: inout JSONCursor, of name: JSONText, in field: StaticString
    ) throws(BadLine) -> UInt64? {
        if cursor.takeNull() { return nil }
        let start = cursor.at
        let isQuoted = start.pointee == UInt8(ascii: "\"")
        try cursor.skipValue()
        let quote = isQuoted ? 1 : 0
        let digits = UnsafeBufferPointer(
            start: start + quote, count: cursor.at - start - 2 * quote)
        if let count = Self.count(digits) { return count }
        let shown = String(
            decoding: UnsafeBufferPointer(start: start, count: cursor.at - start).prefix(60),
            as: UTF8.self)
        throw .wrong(
            "\(visible(name.string)) in \(field)", found: visible(shown),
            expected: "a whole number from 0 to \(JSONCursor.countLimit - 1)")
    }

    private static func count(_ digits: UnsafeBufferPointer<UInt8>) -> UInt64? {
        let text = String(decoding: digits, as: UTF8.self)
        guard let value = DecimalNumber(text)?.scaled(to: 0), value >= 0,
            value < Int128(JSONCursor.countLimit)
        else { return nil }
        return UInt64(value)
    }
}
