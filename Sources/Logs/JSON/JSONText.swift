import CScan

/// The inside of a JSON string as it stands in the line, already checked.
struct JSONText {
    let start: UnsafePointer<UInt8>
    let count: Int
    let hasEscapes: Bool

    /// The bytes as written, escapes and all.
    var raw: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

    /// Length in UTF-16 code units after unescaping, as JavaScript's `length` counts.
    ///
    /// Every escape stands for one code unit; `\uD83D\uDE00` is two escapes and two units.
    var utf16Length: Int {
        let units = tg_utf16_length(start, count)
        return hasEscapes ? units - unitsSpentOnEscapes : units
    }

    private var unitsSpentOnEscapes: Int {
        var spent = 0
        var offset = 0
        while offset < count {
            guard start[offset] == UInt8(ascii: "\\") else {
                offset += 1
                continue
            }
            let width = start[offset + 1] == UInt8(ascii: "u") ? 6 : 2
            spent += width - 1
            offset += width
        }
        return spent
    }

    /// Appends the unescaped UTF-8 bytes.
    func appendUnescaped(to bytes: inout [UInt8]) {
        guard hasEscapes else {
            bytes.append(contentsOf: raw)
            return
        }
        var offset = 0
        while offset < count {
            // A string that was checked has nothing else that stops the search before its end.
            var high: UInt8 = 0
            let run = min(tg_string_stop(start + offset, &high) - start, count) - offset
            bytes.append(contentsOf: UnsafeBufferPointer(start: start + offset, count: run))
            offset += run
            if offset < count { offset += appendEscape(at: offset, to: &bytes) }
        }
    }

    /// Appends what the escape at `offset` stands for and gives its width in the line.
    private func appendEscape(at offset: Int, to bytes: inout [UInt8]) -> Int {
        switch start[offset + 1] {
        case UInt8(ascii: "b"): bytes.append(0x08)
        case UInt8(ascii: "f"): bytes.append(0x0C)
        case UInt8(ascii: "n"): bytes.append(0x0A)
        case UInt8(ascii: "r"): bytes.append(0x0D)
        case UInt8(ascii: "t"): bytes.append(0x09)
        case UInt8(ascii: "u"): return appendUnicodeEscape(at: offset, to: &bytes)
        default: bytes.append(start[offset + 1])
        }
        return 2
    }

    private func appendUnicodeEscape(at offset: Int, to bytes: inout [UInt8]) -> Int {
        let high = UInt32(hexValue(start + offset + 2) ?? 0)
        var width = 6
        var scalar = high
        if 0xD800...0xDBFF ~= high {
            let low = UInt32(hexValue(start + offset + 8) ?? 0)
            scalar = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
            width = 12
        }
        bytes.append(contentsOf: String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8)
        return width
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

/// The value of four hexadecimal digits.
func hexValue(_ digits: UnsafePointer<UInt8>) -> UInt16? {
    var value: UInt16 = 0
    for index in 0..<4 {
        let byte = digits[index]
        let digit: UInt8
        switch byte {
        case 0x30...0x39: digit = byte - 0x30
        case 0x41...0x46: digit = byte - 0x41 + 10
        case 0x61...0x66: digit = byte - 0x61 + 10
        default: return nil
        }
        value = value << 4 | UInt16(digit)
    }
    return value
}
