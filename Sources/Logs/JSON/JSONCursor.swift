/// Walks over one line of JSON without building anything; checks the full grammar as it goes.
///
/// The line ends in a newline, which no JSON token contains inside a line, so that every loop
/// stops there without asking for the end; and `padding` readable bytes follow the buffer, so that
/// wide loads are safe.
struct JSONCursor {
    /// Readable bytes that must follow the last newline of a buffer.
    static let padding = 64
    /// Levels of nesting; a deeper line is bad.
    static let maximumDepth = 512

    /// The next byte.
    var at: UnsafePointer<UInt8>
    /// The first byte of the line.
    let lineStart: UnsafePointer<UInt8>
    /// The values are the cells of a row of CSV: texts, whatever they mean.
    var readsCells = false
    /// How many objects and arrays the cursor is inside of.
    private var depth = 0

    init(at start: UnsafePointer<UInt8>) {
        at = start
        lineStart = start
    }

    /// Reads what is rare with a copy of the cursor.
    ///
    /// Nothing but the copy has an address, so that the cursor itself stays in registers where what
    /// is frequent is inlined.
    @inline(__always)
    mutating func aside<Value>(
        _ read: (inout JSONCursor) throws(BadLine) -> Value
    ) throws(BadLine) -> Value {
        var copy = self
        defer { self = copy }
        return try read(&copy)
    }

    /// A fault at the place where the cursor stands.
    @inline(never)
    func bad(_ fault: JSONFault) -> BadLine {
        BadLine(
            reason: BadLine.invalidJSON,
            detail: "\(fault.rawValue) at byte \(at - lineStart + 1)")
    }

    @inline(__always)
    mutating func skipSpace() {
        while at.pointee <= 0x20 && isSpace(at.pointee) { at += 1 }
    }

    @inline(__always)
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

    /// Takes the byte if it comes next.
    @inline(__always)
    mutating func take(_ byte: UInt8) -> Bool {
        guard at.pointee == byte else { return false }
        at += 1
        return true
    }

    // MARK: Structure

    /// Enters an object.
    @inline(__always)
    mutating func openObject() throws(BadLine) {
        skipSpace()
        guard take(UInt8(ascii: "{")) else { throw bad(.expectedObject) }
        try goDeeper()
    }

    @inline(__always)
    private mutating func goDeeper() throws(BadLine) {
        depth += 1
        guard depth <= Self.maximumDepth else { throw bad(.tooDeep) }
    }

    /// Notes that the brace at the end of an object was taken.
    @inline(__always)
    mutating func leaveObject() { depth -= 1 }

    /// Moves to the next key of the object; false at its end, which is taken.
    @inline(__always)
    mutating func nextMember(isFirst: Bool) throws(BadLine) -> Bool {
        skipSpace()
        if take(UInt8(ascii: "}")) {
            leaveObject()
            return false
        }
        if !isFirst {
            guard take(UInt8(ascii: ",")) else { throw bad(.expectedCommaOrBrace) }
            skipSpace()
        }
        guard at.pointee == UInt8(ascii: "\"") else { throw bad(.expectedKey) }
        return true
    }

    /// Takes the colon after a key.
    @inline(__always)
    mutating func colon() throws(BadLine) {
        skipSpace()
        guard take(UInt8(ascii: ":")) else { throw bad(.expectedColon) }
    }

    /// Enters an array; false if no array comes next.
    @inline(__always)
    mutating func openArray() throws(BadLine) -> Bool {
        skipSpace()
        guard take(UInt8(ascii: "[")) else { return false }
        try goDeeper()
        return true
    }

    /// Moves to the next element of the array; false at its end, which is taken.
    @inline(__always)
    mutating func nextElement(isFirst: Bool) throws(BadLine) -> Bool {
        skipSpace()
        if take(UInt8(ascii: "]")) {
            depth -= 1
            return false
        }
        if isFirst { return true }
        guard take(UInt8(ascii: ",")) else { throw bad(.expectedCommaOrBracket) }
        skipSpace()
        return true
    }

    /// Takes the end of the line.
    @inline(__always)
    mutating func endOfLine() throws(BadLine) {
        skipSpace()
        guard take(UInt8(ascii: "\n")) else { throw bad(.expectedEnd) }
    }

    // MARK: Scalars

    /// Takes `null` if it comes next.
    @inline(__always)
    mutating func takeNull() -> Bool {
        guard at.pointee == UInt8(ascii: "n") else { return false }
        return takeWord("null")
    }

    /// Takes the word if it comes next.
    @inline(__always)
    mutating func takeWord(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        for offset in 0..<length where at[offset] != word.utf8Start[offset] { return false }
        at += length
        return true
    }

    /// Takes a number of any form and gives its text.
    mutating func number() throws(BadLine) -> UnsafeBufferPointer<UInt8> {
        let start = at
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try digits() }
        if take(UInt8(ascii: ".")) { try digits() }
        if at.pointee | 0x20 == UInt8(ascii: "e") {
            at += 1
            if at.pointee == UInt8(ascii: "+") || at.pointee == UInt8(ascii: "-") { at += 1 }
            try digits()
        }
        return UnsafeBufferPointer(start: start, count: at - start)
    }

    @inline(__always)
    private mutating func digits() throws(BadLine) {
        guard isDigit(at.pointee) else { throw bad(.badNumber) }
        repeat { at += 1 } while isDigit(at.pointee)
    }

    /// Takes a whole number of up to eight digits, as most are; nil, and nothing taken, if another
    /// value comes next.
    @inline(__always)
    mutating func shortNumber() -> DigitRun? {
        let digits = DigitRun(at)
        guard digits.isWhole, isEndOfNumber(at[digits.count]) else { return nil }
        at += digits.count
        return digits
    }

    @inline(__always)
    func isEndOfNumber(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
            || byte <= 0x20
    }

    @inline(__always)
    func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
