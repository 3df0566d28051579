extension JSONCursor {
    /// Passes over the next value, whatever it is, and checks its grammar.
    @inline(__always)
    mutating func skipValue(depth: Int = 1) throws(BadLine) {
        skipSpace()
        switch at.pointee {
        case UInt8(ascii: "\""): _ = try text()
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): _ = try number()
        default: try skipWordOrContainer(depth: depth)
        }
    }

    @inline(never)
    private mutating func skipWordOrContainer(depth: Int) throws(BadLine) {
        switch at.pointee {
        case UInt8(ascii: "{"): try skipObject(depth: depth)
        case UInt8(ascii: "["): try skipArray(depth: depth)
        case UInt8(ascii: "t") where takeWord("true"): break
        case UInt8(ascii: "f") where takeWord("false"): break
        case UInt8(ascii: "n") where takeWord("null"): break
        default: throw bad(.expectedValue)
        }
    }

    private mutating func skipObject(depth: Int) throws(BadLine) {
        guard depth < Self.maximumDepth else { throw bad(.tooDeep) }
        at += 1
        var isFirst = true
        while try nextMember(isFirst: isFirst) {
            _ = try text()
            try colon()
            try skipValue(depth: depth + 1)
            isFirst = false
        }
    }

    private mutating func skipArray(depth: Int) throws(BadLine) {
        guard depth < Self.maximumDepth else { throw bad(.tooDeep) }
        at += 1
        var isFirst = true
        while try nextElement(isFirst: isFirst) {
            try skipValue(depth: depth + 1)
            isFirst = false
        }
    }
}
