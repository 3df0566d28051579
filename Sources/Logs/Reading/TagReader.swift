import Calls

/// Reads the demanded keys of an object of strings (`tags`, `metadata`).
struct TagReader {
    private let field: StaticString
    private var keys: KeyTable
    private var readers: [NameReader]

    /// A reader for the object in `field`.
    init(_ field: StaticString, demand: Demand, names: NameTable) {
        self.field = field
        keys = KeyTable(demand.tags)
        readers = demand.tags.map { _ in NameReader(names) }
    }

    /// Reads the object; a value that is no string counts as it is written.
    mutating func read(
        _ cursor: inout JSONCursor, into tags: inout [NameID]
    ) throws(BadLine) {
        if cursor.takeNull() { return }
        try cursor.openObject(field)
        var members = KeyTable.Members()
        while let key = try keys.next(&cursor, &members) {
            tags[key] = readers[key].id(try value(&cursor))
        }
    }

    private func value(_ cursor: inout JSONCursor) throws(BadLine) -> JSONText? {
        if cursor.at.pointee == UInt8(ascii: "\"") { return try cursor.text() }
        if cursor.takeNull() { return nil }
        let start = cursor.at
        try cursor.skipValue()
        return JSONText(start: start, count: cursor.at - start, hasEscapes: false)
    }
}
