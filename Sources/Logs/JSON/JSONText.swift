/// The inside of a JSON string as it stands in the line, already checked.
struct JSONText {
    let start: UnsafePointer<UInt8>
    let count: Int
    /// Length in UTF-16 code units after unescaping, as JavaScript's `length` counts.
    let utf16Length: Int
    let hasEscapes: Bool

    /// The bytes as written, escapes and all.
    var raw: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

    /// Appends the unescaped UTF-8 bytes.
    func appendUnescaped(to bytes: inout [UInt8]) {
        if hasEscapes { bytes.appendUnescaped(raw) } else { bytes.append(contentsOf: raw) }
    }

    /// Lends the unescaped UTF-8 bytes.
    @inline(__always)
    func withUnescaped<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        guard hasEscapes else { return body(raw) }
        var bytes: [UInt8] = []
        appendUnescaped(to: &bytes)
        return bytes.withUnsafeBufferPointer(body)
    }

    /// The text as a Swift string.
    var string: String { withUnescaped { String(decoding: $0, as: UTF8.self) } }
}

extension JSONText {
    /// A value that is no string, as it is written.
    init(verbatim start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>) {
        let written = UnsafeBufferPointer(start: start, count: end - start)
        self.init(
            start: start, count: written.count,
            utf16Length: String(decoding: written, as: UTF8.self).utf16.count, hasEscapes: false)
    }
}
