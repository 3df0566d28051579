extension JSONInString {
    /// The JSON that a string holds; nil where it holds other text.
    init?(probing text: JSONText) {
        guard Self.mayBegin(text) else { return nil }
        self.init(text)
        guard isValid else { return nil }
    }

    /// Whether the text is JSON.
    var isValid: Bool {
        do throws(BadLine) {
            try read("text") { (cursor) throws(BadLine) in try cursor.skipValue() }
            return true
        } catch {
            return false
        }
    }

    /// Whether the text begins like an object or an array, or with an escape, as a string does.
    private static func mayBegin(_ text: JSONText) -> Bool {
        let first = text.raw.first { $0 != UInt8(ascii: " ") }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
            || first == UInt8(ascii: "\\")
    }
}
