import CScan

/// Whether the bytes are well-formed UTF-8 (Unicode 16, table 3-7: no overlong forms, no
/// surrogates, nothing above U+10FFFF).
func isValidUTF8(from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>) -> Bool {
    var at = start
    while true {
        at = tg_skip_ascii(at, end)
        if at >= end { return true }
        let width = sequenceWidth(at, end - at)
        if width == 0 { return false }
        at += width
    }
}

/// The width of the well-formed sequence of several bytes that starts here; 0 if there is none.
@inline(__always)
private func sequenceWidth(_ at: UnsafePointer<UInt8>, _ available: Int) -> Int {
    let lead = at[0]
    switch lead {
    case 0xC2...0xDF:
        return available >= 2 && isContinuation(at[1]) ? 2 : 0
    case 0xE0...0xEF:
        guard available >= 3, isContinuation(at[1]), isContinuation(at[2]) else { return 0 }
        if lead == 0xE0 && at[1] < 0xA0 { return 0 }
        if lead == 0xED && at[1] > 0x9F { return 0 }
        return 3
    case 0xF0...0xF4:
        guard available >= 4, isContinuation(at[1]), isContinuation(at[2]), isContinuation(at[3])
        else { return 0 }
        if lead == 0xF0 && at[1] < 0x90 { return 0 }
        if lead == 0xF4 && at[1] > 0x8F { return 0 }
        return 4
    default:
        return 0
    }
}

@inline(__always)
private func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
