import Calls

/// The tags of a record that is read through a mapping, in the order of the mapping.
struct MappedTags {
    private let keys: [String]
    private let constants: [NameID]
    private let names: NameTable
    /// The tags' places by the columns of the demand; nil where the mapping knows none.
    private let columns: [Int?]
    private let wantsSet: Bool
    /// The values of the record that is being read.
    var values: [NameID]

    init(_ mapping: LogMapping, demand: Demand, names: NameTable) {
        let keys = mapping.tags.map(\.key)
        constants = mapping.tags.map { tag in
            if case .constant(let text) = tag.source.origin { names.intern(text) } else { .none }
        }
        columns = demand.tags.map { keys.firstIndex(of: $0) }
        (self.keys, self.names, values) = (keys, names, constants)
        wantsSet = demand.fields.contains(.tagSet)
    }

    mutating func reset() {
        for index in values.indices { values[index] = constants[index] }
    }

    /// Writes the tags into the record.
    func finish(_ draft: inout RecordDraft) {
        for (column, tag) in columns.enumerated() {
            if let tag { draft.tags[column] = values[tag] }
        }
        guard wantsSet else { return }
        let known = values.indices.filter { values[$0] != .none }
        let set = TagSet(known.map { (Array(keys[$0].utf8), Array(names.name(values[$0]).utf8)) })
        draft.record.tagSet = names.intern(set)
    }
}
