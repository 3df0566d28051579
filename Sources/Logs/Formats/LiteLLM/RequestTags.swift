import Calls

/// Reads the demanded tags.
///
/// They stand in the list `request_tags`, where `env:prod` is the tag `env` with the value `prod`,
/// and in the object `spend_logs_metadata`. The list goes before.
struct RequestTags {
    private let keys: [[UInt8]]
    private let names: NameTable
    private let yes: NameID
    private var metadata: TagReader
    private var listed, described: [NameID]
    private let readsAll: Bool
    /// Tags beside the object, if the demand asks for sets; of one key the first counts.
    private var all: [TagSet.Tag] = []

    init(demand: Demand, names: NameTable) {
        keys = demand.tags.map { Array($0.utf8) }
        self.names = names
        yes = demand.tags.isEmpty ? .none : names.intern("true")
        metadata = TagReader("spend_logs_metadata", demand: demand, names: names)
        listed = demand.tags.map { _ in .none }
        described = listed
        readsAll = demand.fields.contains(.tagSet)
    }

    mutating func reset() {
        for index in keys.indices {
            listed[index] = .none
            described[index] = .none
        }
        all.removeAll(keepingCapacity: true)
        _ = metadata.takeTags()
    }

    /// Reads `spend_logs_metadata`.
    mutating func readMetadata(_ cursor: inout JSONCursor) throws(BadLine) {
        try metadata.read(&cursor, into: &described)
    }

    /// Reads `request_tags`; of two values of one tag the first counts.
    mutating func readList(_ cursor: inout JSONCursor) throws(BadLine) {
        if cursor.takeNull() { return }
        guard try cursor.openArray() else {
            throw try cursor.wrongValue("request_tags", expected: "a list of strings")
        }
        var isFirst = true
        while try cursor.nextElement(isFirst: isFirst) {
            isFirst = false
            if let tag = try cursor.textIfAny() { note(tag) }
        }
    }

    private mutating func note(_ tag: JSONText) {
        if readsAll { tag.withUnescaped { noteAll(Array($0)) } }
        for index in keys.indices where listed[index] == .none {
            listed[index] = tag.withUnescaped { value(of: keys[index], in: $0) }
        }
    }

    /// All tags that an entry may be meant as: `a:b:c` is `a` as well as `a:b`.
    private mutating func noteAll(_ tag: [UInt8]) {
        for separator in tag.indices where tag[separator] == UInt8(ascii: ":") {
            let value = tag[(separator + 1)...]
            if !value.isEmpty { all.append((Array(tag[..<separator]), Array(value))) }
        }
        all.append((tag, Array("true".utf8)))
    }

    /// Adds a tag that goes before all others.
    mutating func put(_ key: StaticString, _ value: NameID) {
        guard readsAll, value != .none else { return }
        all.insert((Array("\(key)".utf8), Array(names.name(value).utf8)), at: 0)
    }

    /// A tag without a value is true.
    private func value(of key: [UInt8], in tag: UnsafeBufferPointer<UInt8>) -> NameID {
        guard tag.starts(with: key) else { return .none }
        let rest = tag[key.count...]
        guard let separator = rest.first else { return yes }
        guard separator == UInt8(ascii: ":"), rest.count > 1 else { return .none }
        return names.intern(UnsafeBufferPointer(rebasing: rest.dropFirst()))
    }

    /// Writes the tags into a record.
    mutating func finish(_ draft: inout RecordDraft) {
        for index in keys.indices {
            draft.tags[index] = listed[index] != .none ? listed[index] : described[index]
        }
        if readsAll { draft.record.tagSet = names.intern(TagSet(all + metadata.takeTags())) }
    }
}
