extension JSONCursor {
    /// Passes over the next value, whatever it is, and checks its grammar.
    @inline(__always)
    mutating func skipValue() throws(BadLine) {
        skipSpace()
        switch at.pointee {
        case UInt8(ascii: "\""): _ = try text()
        case UInt8(ascii: "0")...UInt8(ascii: "9") where shortNumber() != nil: break
        default: try aside { cursor throws(BadLine) in try cursor.skipUnusualValue() }
        }
    }

    @inline(never)
    private mutating func skipUnusualValue() throws(BadLine) {
        switch at.pointee {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): _ = try number()
        case UInt8(ascii: "{"): try skipObject()
        case UInt8(ascii: "["): try skipArray()
        case UInt8(ascii: "t") where takeWord("true"): break
        case UInt8(ascii: "f") where takeWord("false"): break
        case UInt8(ascii: "n") where takeWord("null"): break
        default: throw bad(.expectedValue)
        }
    }

    private mutating func skipObject() throws(BadLine) {
        try openObject()
        var isFirst = true
        while try nextMember(isFirst: isFirst) {
            _ = try text()
            try colon()
            try skipValue()
            isFirst = false
        }
    }

    private mutating func skipArray() throws(BadLine) {
        guard try openArray() else { return }
        var isFirst = true
        while try nextElement(isFirst: isFirst) {
            try skipValue()
            isFirst = false
        }
    }
}
