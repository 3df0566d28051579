import Calls

/// Reads the demanded keys of an object of strings (`tags`, `metadata`), or all of them.
struct TagReader {
    private let field: StaticString
    private let names: NameTable
    private let demanded: [[UInt8]]
    private let readsAll: Bool
    private var keys: KeyTable
    private var readers: [NameReader]
    /// All tags that were read since the last set was taken, if the demand asks for sets.
    private var all: [TagSet.Tag] = []

    /// A reader for the object in `field`.
    init(_ field: StaticString, demand: Demand, names: NameTable) {
        self.field = field
        self.names = names
        demanded = demand.tags.map { Array($0.utf8) }
        readsAll = demand.fields.contains(.tagSet)
        keys = KeyTable(demand.tags)
        readers = demand.tags.map { _ in NameReader(names) }
    }

    /// Reads the object; a value that is no string counts as it is written.
    mutating func read(
        _ cursor: inout JSONCursor, into tags: inout [NameID]
    ) throws(BadLine) {
        if cursor.takeNull() { return }
        try cursor.openObject(field)
        if readsAll { return try readAll(&cursor, into: &tags) }
        var members = KeyTable.Members()
        while let key = try keys.next(&cursor, &members) {
            tags[key] = readers[key].id(try value(&cursor))
        }
    }

    private mutating func readAll(
        _ cursor: inout JSONCursor, into tags: inout [NameID]
    ) throws(BadLine) {
        let before = all.count
        do throws(BadLine) {
            try readMembers(&cursor, into: &tags, from: before)
        } catch {
            all.removeSubrange(before...)
            throw error
        }
    }

    private mutating func readMembers(
        _ cursor: inout JSONCursor, into tags: inout [NameID], from before: Int
    ) throws(BadLine) {
        var isFirst = true
        while try cursor.nextMember(isFirst: isFirst) {
            isFirst = false
            let key = try cursor.text()
            try cursor.colon()
            cursor.skipSpace()
            let bytes = key.withUnescaped { Array($0) }
            guard !all[before...].contains(where: { $0.key == bytes }) else {
                throw .duplicate(key.string)
            }
            let value = try value(&cursor)
            all.append((bytes, value.map { text in text.withUnescaped { Array($0) } } ?? []))
            if let column = demanded.firstIndex(of: bytes) {
                tags[column] = readers[column].id(value)
            }
        }
    }

    private func value(_ cursor: inout JSONCursor) throws(BadLine) -> JSONText? {
        if cursor.at.pointee == UInt8(ascii: "\"") { return try cursor.text() }
        if cursor.takeNull() { return nil }
        let start = cursor.at
        try cursor.skipValue()
        return JSONText(verbatim: start, to: cursor.at)
    }

    /// All tags that were read, which are then forgotten; an empty value is one that is lacking.
    mutating func takeTags() -> [TagSet.Tag] {
        defer { all.removeAll(keepingCapacity: true) }
        return all.filter { !$0.value.isEmpty }
    }

    /// The set of all tags that were read, which are then forgotten.
    mutating func takeSet() -> NameID {
        let tags = takeTags()
        return tags.isEmpty ? .none : names.intern(TagSet(tags))
    }
}

extension NameTable {
    /// The id of a set of tags; an empty one is lacking.
    func intern(_ set: TagSet) -> NameID {
        let text = set.text
        return text.isEmpty ? .none : text.withUnsafeBufferPointer { intern($0) }
    }
}
