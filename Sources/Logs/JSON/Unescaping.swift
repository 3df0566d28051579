import Foundation

extension [UInt8] {
    /// Appends what the inside of a JSON string, already checked, stands for in UTF-8.
    mutating func appendUnescaped(_ inside: UnsafeBufferPointer<UInt8>) {
        guard let start = inside.baseAddress else { return }
        let old = count
        // No escape is shorter than what it stands for.
        append(contentsOf: repeatElement(0, count: inside.count))
        let unused = withUnsafeMutableBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return 0 }
            var unescaping = Unescaping(from: start, to: base + old)
            return base + bytes.count - unescaping.run(to: start + inside.count)
        }
        removeLast(unused)
    }
}

/// Writes what the inside of a JSON string stands for.
private struct Unescaping {
    private var from: UnsafePointer<UInt8>
    private var to: UnsafeMutablePointer<UInt8>

    init(from start: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>) {
        from = start
        to = target
    }

    /// Gives the end of what was written.
    mutating func run(to end: UnsafePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
        while from < end {
            if from.pointee == UInt8(ascii: "\\") { takeEscape() } else { takePlain(to: end) }
        }
        return to
    }

    private mutating func takePlain(to end: UnsafePointer<UInt8>) {
        let escape = memchr(from, Int32(UInt8(ascii: "\\")), end - from)
        let count = escape.map { UnsafeRawPointer($0) - UnsafeRawPointer(from) } ?? end - from
        memcpy(to, from, count)
        from += count
        to += count
    }

    @inline(__always)
    private mutating func takeEscape() {
        let kind = from[1]
        if kind == UInt8(ascii: "u") { return takeUnicode() }
        from += 2
        switch kind {
        case UInt8(ascii: "b"): put(0x08)
        case UInt8(ascii: "f"): put(0x0C)
        case UInt8(ascii: "n"): put(0x0A)
        case UInt8(ascii: "r"): put(0x0D)
        case UInt8(ascii: "t"): put(0x09)
        default: put(kind)
        }
    }

    /// Takes one `\u` escape, or both of a surrogate pair.
    @inline(__always)
    private mutating func takeUnicode() {
        let unit = takeUnit()
        switch unit {
        case ..<0x80:
            put(UInt8(truncatingIfNeeded: unit))
        case ..<0x800:
            put(0xC0 | UInt8(truncatingIfNeeded: unit &>> 6))
            putLast(unit)
        case 0xD800...0xDBFF:
            let scalar = 0x10000 &+ (unit & 0x3FF) &<< 10 &+ takeUnit() & 0x3FF
            put(0xF0 | UInt8(truncatingIfNeeded: scalar &>> 18))
            putLast(scalar &>> 12)
            putLast(scalar &>> 6)
            putLast(scalar)
        default:
            put(0xE0 | UInt8(truncatingIfNeeded: unit &>> 12))
            putLast(unit &>> 6)
            putLast(unit)
        }
    }

    @inline(__always)
    private mutating func takeUnit() -> UInt32 {
        var unit: UInt32 = 0
        for place in 2..<6 {
            let digit = UInt32(from[place])
            // Letters have 1 to 6 in their low bits.
            unit = unit &<< 4 | (digit & 0xF &+ digit &>> 6 &* 9)
        }
        from += 6
        return unit
    }

    @inline(__always)
    private mutating func putLast(_ bits: UInt32) {
        put(0x80 | UInt8(truncatingIfNeeded: bits & 0x3F))
    }

    @inline(__always)
    private mutating func put(_ byte: UInt8) {
        to.pointee = byte
        to += 1
    }
}
