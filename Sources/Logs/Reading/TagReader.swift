import Calls

/// Reads the demanded keys of an object of strings (`tags`, `metadata`).
struct TagReader {
    private let field: StaticString
    private let depth: Int
    private let wanted: [String]
    private var keys: KeyTable
    private var readers: [NameReader]
    private var seen: [Bool]

    /// A reader for the object in `field`, which stands at this depth of the record.
    init(_ field: StaticString, depth: Int, demand: Demand, names: NameTable) {
        self.field = field
        self.depth = depth
        wanted = demand.tags
        keys = KeyTable(demand.tags)
        readers = demand.tags.map { _ in NameReader(names) }
        seen = demand.tags.map { _ in false }
    }

    var isEmpty: Bool { wanted.isEmpty }

    /// Reads the object; values that are numbers or booleans count as their text.
    mutating func read(
        _ cursor: inout JSONCursor, into tags: inout [NameID]
    ) throws(BadLine) {
        if cursor.takeNull() { return }
        try cursor.openObject(field)
        for index in seen.indices { seen[index] = false }
        var position = 0
        while try cursor.nextMember(isFirst: position == 0) {
            let key = try keys.match(&cursor, position: position)
            position += 1
            guard key >= 0 else {
                try cursor.skipValue(depth: depth)
                continue
            }
            guard !seen[key] else { throw .duplicate(wanted[key]) }
            seen[key] = true
            tags[key] = readers[key].id(try value(&cursor))
        }
    }

    private func value(_ cursor: inout JSONCursor) throws(BadLine) -> JSONText? {
        if cursor.at.pointee == UInt8(ascii: "\"") { return try cursor.text() }
        if cursor.takeNull() { return nil }
        let start = cursor.at
        try cursor.skipValue(depth: depth)
        return JSONText(start: start, count: cursor.at - start, hasEscapes: false)
    }
}
