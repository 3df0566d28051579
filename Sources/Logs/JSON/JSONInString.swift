/// JSON that is written inside a JSON string, unescaped for a cursor of its own.
///
/// What is read from it points into it: it has to be used up inside `read`.
struct JSONInString {
    private var bytes: [UInt8]

    /// The value written in a string.
    init(_ text: JSONText) { self.init(unescaping: text.raw) }

    /// The value written inside a string that was checked.
    init(unescaping inside: UnsafeBufferPointer<UInt8>) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(inside.count + 1 + JSONCursor.padding)
        bytes.appendUnescaped(inside)
        self.init(json: bytes)
    }

    /// A value that was put together.
    init(json: [UInt8]) {
        bytes = json
        // Line breaks between tokens; inside strings JSON allows neither of the two.
        for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") {
            bytes[index] = UInt8(ascii: "\r")
        }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(0, count: JSONCursor.padding))
    }

    /// The value as it is written, without what follows it.
    var text: ArraySlice<UInt8> { bytes.dropLast(1 + JSONCursor.padding) }

    /// Whether the value is a string without anything in it.
    var holdsEmptyString: Bool { text.elementsEqual("\"\"".utf8) }

    /// Lends a cursor that stands at the value, which must be all that the string holds.
    func read(
        _ field: StaticString, _ body: (inout JSONCursor) throws(BadLine) -> Void
    ) throws(BadLine) {
        do throws(BadLine) {
            try bytes.withUnsafeBufferPointer { bytes throws(BadLine) in
                guard let start = bytes.baseAddress else { return }
                var cursor = JSONCursor(at: start)
                cursor.skipSpace()
                try body(&cursor)
                try cursor.endOfLine()
            }
        } catch {
            guard error.reason == BadLine.invalidJSON else { throw error }
            throw BadLine(
                reason: "\(field) holds a string that is not valid JSON", detail: error.detail)
        }
    }
}

extension JSONCursor {
    /// Reads the value of a column that databases export as JSON or as a string with JSON in it;
    /// null and the empty string are none.
    mutating func column(
        _ field: StaticString, _ body: (inout JSONCursor) throws(BadLine) -> Void
    ) throws(BadLine) {
        if takeNull() { return }
        guard at.pointee == UInt8(ascii: "\"") else { return try body(&self) }
        let text = try text()
        if text.count > 0 { try JSONInString(text).read(field, body) }
    }
}
