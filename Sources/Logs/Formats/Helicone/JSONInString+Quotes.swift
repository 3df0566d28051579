extension JSONInString {
    /// The value in a string whose quotes may be doubled, as in the cells of Helicone's CSV: its
    /// exporter doubles the quotes of JSON before it writes the cell, which doubles them again.
    /// https://github.com/Helicone/helicone/blob/main/examples/export/typescript/index.ts
    init(halvingQuotesOf text: JSONText) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count + 1 + JSONCursor.padding)
        text.appendUnescaped(to: &bytes)
        if Self.hasDoubledQuotes(bytes) { Self.halveQuotes(&bytes) }
        self.init(json: bytes)
    }

    /// Whether the first quote is followed by another one, and not because a string is empty: that
    /// ends before a colon, a comma or a bracket.
    private static func hasDoubledQuotes(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.firstIndex(of: UInt8(ascii: "\"")), first + 2 < bytes.count,
            bytes[first + 1] == UInt8(ascii: "\"")
        else { return false }
        return !":,]} \t\r\n".utf8.contains(bytes[first + 2])
    }

    private static func halveQuotes(_ bytes: inout [UInt8]) {
        var kept = 0
        var isSecond = false
        for byte in bytes {
            let isQuote = byte == UInt8(ascii: "\"")
            if isQuote && isSecond {
                isSecond = false
                continue
            }
            isSecond = isQuote
            bytes[kept] = byte
            kept += 1
        }
        bytes.removeSubrange(kept...)
    }
}
