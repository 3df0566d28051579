import CScan

extension JSONCursor {
    /// Takes a string.
    @inline(__always)
    mutating func text() throws(BadLine) -> JSONText {
        guard take(UInt8(ascii: "\"")) else { throw bad(.expectedValue) }
        let start = at
        at = tg_plain_stop(at)
        guard at.pointee == UInt8(ascii: "\"") else {
            return try aside { cursor throws(BadLine) in try cursor.unusualText(from: start) }
        }
        at += 1
        let count = at - 1 - start
        return JSONText(start: start, count: count, utf16Length: count, hasEscapes: false)
    }

    /// A string that has escapes or characters beyond ASCII, or is wrong.
    @inline(never)
    private mutating func unusualText(
        from start: UnsafePointer<UInt8>
    ) throws(BadLine) -> JSONText {
        let plain = at - start
        let rest = tg_read_text(at, tg_vector_bits())
        guard let end = rest.end else { throw faultInText() }
        at = end + 1
        return JSONText(
            start: start, count: end - start, utf16Length: plain + rest.units,
            hasEscapes: rest.has_escapes)
    }

    /// Looks for the fault in a string that was found to be wrong.
    private mutating func faultInText() -> BadLine {
        do throws(BadLine) {
            while at.pointee != UInt8(ascii: "\"") {
                if at.pointee < 0x20 { throw bad(.controlCharacter) }
                if at.pointee == UInt8(ascii: "\\") { try escape() } else { at += 1 }
            }
            throw bad(.invalidUTF8)
        } catch {
            return error
        }
    }

    private mutating func escape() throws(BadLine) {
        switch at[1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            at += 2
        case UInt8(ascii: "u"):
            try unicodeEscape()
        default:
            throw bad(.badEscape)
        }
    }

    private mutating func unicodeEscape() throws(BadLine) {
        guard let unit = hexValue(at + 2) else { throw bad(.badEscape) }
        switch unit {
        case 0xDC00...0xDFFF:
            throw bad(.loneSurrogate)
        case 0xD800...0xDBFF:
            guard at[6] == UInt8(ascii: "\\"), at[7] == UInt8(ascii: "u"),
                let low = hexValue(at + 8), 0xDC00...0xDFFF ~= low
            else { throw bad(.loneSurrogate) }
            at += 12
        default:
            at += 6
        }
    }
}

/// The value of four hexadecimal digits.
private func hexValue(_ digits: UnsafePointer<UInt8>) -> UInt16? {
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
