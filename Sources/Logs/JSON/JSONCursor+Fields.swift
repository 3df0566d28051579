import Calls
import Documents
import Pricing

/// Fields as logs carry them: absent and null are the same, a wrong type is a bad line.
extension JSONCursor {
    /// Tokens of one record stay below this, so that sums can't overflow.
    static let countLimit: UInt64 = 1 << 48

    /// A whole number from 0 to 2⁴⁸ − 1, or nil for null.
    @inline(__always)
    mutating func count(_ field: @autoclosure () -> StaticString) throws(BadLine) -> UInt64? {
        if let digits = shortNumber() { return digits.value }
        return try aside { cursor throws(BadLine) in try cursor.unusualCount(field()) }
    }

    /// Counts of more digits or written as `812.0` or `8e2`, null, and everything that is no count.
    @inline(never)
    private mutating func unusualCount(_ field: StaticString) throws(BadLine) -> UInt64? {
        if takeNull() { return nil }
        let start = at
        var written: String?
        if isDigit(at.pointee) || at.pointee == UInt8(ascii: "-") {
            written = String(decoding: try number(), as: UTF8.self)
        } else if readsCells, at.pointee == UInt8(ascii: "\"") {
            let text = try text()
            if let value = Self.plainCount(text.raw) { return value }
            written = text.string
        }
        if let value = written.flatMap(Self.count) { return value }
        at = start
        throw try wrongValue(
            field, expected: "a whole number from 0 to \(Self.countLimit - 1)")
    }

    /// The whole number that a text tells, if it lies within the limit.
    private static func count(_ written: String) -> UInt64? {
        guard let value = DecimalNumber(written)?.scaled(to: 0), value >= 0,
            value < Int128(countLimit)
        else { return nil }
        return UInt64(value)
    }

    /// The count that nothing but digits tell, as in most cells.
    private static func plainCount(_ digits: UnsafeBufferPointer<UInt8>) -> UInt64? {
        guard 1...15 ~= digits.count else { return nil }
        var value: UInt64 = 0
        for digit in digits {
            guard digit &- 0x30 < 10 else { return nil }
            value = value * 10 + UInt64(digit - 0x30)
        }
        return value < countLimit ? value : nil
    }

    /// Enters an object that is the value of a field.
    @inline(__always)
    mutating func openObject(_ field: StaticString) throws(BadLine) {
        guard at.pointee == UInt8(ascii: "{") else {
            throw try wrongValue(field, expected: "an object")
        }
        try openObject()
    }

    /// A string, or nil for null.
    @inline(__always)
    mutating func optionalText(_ field: StaticString) throws(BadLine) -> JSONText? {
        if at.pointee == UInt8(ascii: "\"") { return try text() }
        if takeNull() { return nil }
        throw try aside { cursor throws(BadLine) in
            try cursor.wrongValue(field, expected: "a string")
        }
    }

    /// A string, or nil for any other value: for what clients send, which may be anything.
    mutating func textIfAny() throws(BadLine) -> JSONText? {
        if at.pointee == UInt8(ascii: "\"") { return try text() }
        try skipValue()
        return nil
    }

    /// A whole number from 0 to 2⁴⁸ − 1, or nil for any other value.
    mutating func countIfAny() throws(BadLine) -> UInt64? {
        let start = at
        try skipValue()
        return Self.count(
            String(decoding: UnsafeBufferPointer(start: start, count: at - start), as: UTF8.self))
    }

    /// How null, false, 0 and what is empty are written into cells.
    private static let cellsWithoutError: Set<String> = [
        "", "null", "none", "false", "0", "{}", "[]",
    ]

    /// Passes over the value of an `error` field and says whether there is an error: null, false,
    /// 0 and what is empty are none, in cells as well as their texts.
    mutating func isError() throws(BadLine) -> Bool {
        let start = at
        try skipValue()
        switch start.pointee {
        case UInt8(ascii: "n"), UInt8(ascii: "f"): return false
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            let written = UnsafeBufferPointer(start: start, count: at - start)
            return DecimalNumber(String(decoding: written, as: UTF8.self))?.scaled(to: 0) != 0
        case UInt8(ascii: "\""):
            guard readsCells else { return at - start > 2 }
            at = start
            let written = try text().string.lowercased().filter { !$0.isWhitespace }
            return !Self.cellsWithoutError.contains(written)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            let inside = UnsafeBufferPointer(start: start + 1, count: at - start - 2)
            return inside.contains { !isSpace($0) }
        default: return true
        }
    }

    /// True or false, or nil for null.
    @inline(__always)
    mutating func optionalBoolean(_ field: StaticString) throws(BadLine) -> Bool? {
        if takeWord("true") { return true }
        if takeWord("false") { return false }
        return try aside { cursor throws(BadLine) in try cursor.unusualBoolean(field) }
    }

    @inline(never)
    private mutating func unusualBoolean(_ field: StaticString) throws(BadLine) -> Bool? {
        if takeNull() { return nil }
        if readsCells, at.pointee == UInt8(ascii: "\""), let truth = try truthInCell() {
            return truth
        }
        throw try wrongValue(field, expected: "true or false")
    }

    /// A truth value as Python, a spreadsheet or PostgreSQL writes it into a cell.
    private mutating func truthInCell() throws(BadLine) -> Bool? {
        let start = at
        switch try text().string.lowercased() {
        case "true", "t", "1": return true
        case "false", "f", "0": return false
        default:
            at = start
            return nil
        }
    }

    /// A point in time written by RFC 3339, or nil for null.
    mutating func timestamp(_ field: StaticString) throws(BadLine) -> Timestamp? {
        let start = at
        guard let text = try optionalText(field) else { return nil }
        if let time = text.withUnescaped({ Timestamp.parse($0) }) { return time }
        at = start
        throw try wrongValue(
            field, expected: "a time by RFC 3339, such as \"2026-01-05T08:15:30Z\"")
    }

    /// Money as a decimal number or a string with one, or nil for null; more digits than the scale
    /// of `Money` holds are rounded half to even.
    ///
    /// `decimals` tells what is counted: 0 for units of the currency, 2 for hundredths.
    @inline(__always)
    mutating func money(
        _ field: StaticString, decimals: Int = 0
    ) throws(BadLine) -> Money? {
        if decimals == 0, let amount = shortAmount() { return amount }
        return try aside { cursor throws(BadLine) in
            try cursor.unusualMoney(field, decimals: decimals)
        }
    }

    @inline(never)
    private mutating func unusualMoney(
        _ field: StaticString, decimals: Int
    ) throws(BadLine) -> Money? {
        if takeNull() { return nil }
        let start = at
        if at.pointee == UInt8(ascii: "\"") {
            if let cost = try text().withUnescaped({
                RecordedCost.parse($0, decimals: decimals)
            }) {
                return cost
            }
        } else if isDigit(at.pointee) || at.pointee == UInt8(ascii: "-") {
            if let cost = RecordedCost.parse(try number(), decimals: decimals) { return cost }
        }
        at = start
        throw try wrongValue(field, expected: RecordedCost.expectation)
    }

    /// Takes an amount of up to eight digits before the point and eight behind it, in quotes or not;
    /// nil, and nothing taken, if another value comes next.
    @inline(__always)
    private mutating func shortAmount() -> Money? {
        let isQuoted = at.pointee == UInt8(ascii: "\"")
        var end = isQuoted ? at + 1 : at
        let whole = DigitRun(end)
        guard isQuoted ? whole.count > 0 : whole.isWhole else { return nil }
        end += whole.count
        var attos = Int128(truncatingIfNeeded: whole.value) &* 1_000_000_000_000_000_000
        if end.pointee == UInt8(ascii: ".") {
            let fraction = DigitRun(end + 1)
            guard fraction.count > 0 else { return nil }
            end += 1 + fraction.count
            attos &+= Int128(truncatingIfNeeded: fraction.decimals &* 10_000_000_000)
        }
        guard isQuoted ? end.pointee == UInt8(ascii: "\"") : isEndOfNumber(end.pointee) else {
            return nil
        }
        at = isQuoted ? end + 1 : end
        return Money(attos: attos)
    }

    /// The fault of a value that breaks its field's type; a fault of its grammar goes first.
    @inline(never)
    mutating func wrongValue(
        _ field: StaticString, expected: String
    ) throws(BadLine) -> BadLine {
        let start = at
        try skipValue()
        let shown = UnsafeBufferPointer(start: start, count: min(at - start, 60))
        let text = visible(String(decoding: shown, as: UTF8.self))
        let found = shown.count < at - start ? text + "…" : text
        return .wrong("\(field)", found: found, expected: expected)
    }
}

/// A cost as a log records it.
enum RecordedCost {
    static let expectation = "an amount of money from 0 to 10^9, such as \"0.006496\""
    private static let limit = Money(attos: 1_000_000_000_000_000_000_000_000_000)

    /// The amount; nil where the text is no number or lies outside the limits.
    static func parse(_ digits: UnsafeBufferPointer<UInt8>, decimals: Int = 0) -> Money? {
        if decimals == 0, let quick = quick(digits) { return quick }
        let text = String(decoding: digits, as: UTF8.self)
        guard let number = DecimalNumber(text),
            let attos = number.rounded(to: Money.scale - decimals)
        else { return nil }
        let cost = Money(attos: attos)
        return cost >= .zero && cost <= limit ? cost : nil
    }

    /// Up to nine digits before the point and eighteen behind it, without exponent.
    private static func quick(_ digits: UnsafeBufferPointer<UInt8>) -> Money? {
        guard digits.count > 0, digits.count <= 19 else { return nil }
        var value: UInt64 = 0
        var decimals = -1
        for byte in digits {
            if byte == UInt8(ascii: ".") && decimals < 0 {
                decimals = 0
            } else if byte &- 0x30 < 10 {
                value = value &* 10 &+ UInt64(byte &- 0x30)
                if decimals >= 0 { decimals += 1 }
            } else {
                return nil
            }
        }
        let hasPoint = decimals >= 0
        let whole = digits.count - (hasPoint ? decimals + 1 : 0)
        guard whole >= 1, whole <= 9, decimals != 0 else { return nil }
        return Money(attos: Int128(value) * powersOfTen[18 - max(decimals, 0)])
    }

    private static let powersOfTen: [Int128] = (0...18).map { exponent in
        (0..<exponent).reduce(Int128(1)) { power, _ in power * 10 }
    }
}
