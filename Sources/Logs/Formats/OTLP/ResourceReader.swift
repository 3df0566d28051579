import Calls

/// Reads the attributes of a resource (a service), which its spans inherit.
struct ResourceReader {
    private var keys = KeyTable(["attributes"])
    private var attributes = AttributeReader()
    private var meanings: AttributeKeys
    private var spanNames: SpanNames

    init(demand: Demand, names: NameTable) {
        meanings = AttributeKeys(demand: demand)
        spanNames = SpanNames(demand: demand, names: names)
    }

    /// What the resource read last tells; empty where it tells nothing that was asked for.
    var names: [NameID] { spanNames.all }

    mutating func reset() { spanNames.reset() }

    mutating func read(_ cursor: inout JSONCursor) throws(BadLine) {
        if cursor.takeNull() { return }
        try cursor.openObject("resource")
        var members = KeyTable.Members()
        while try keys.next(&cursor, &members) != nil {
            try cursor.list("attributes") { (cursor) throws(BadLine) in
                guard let (key, value) = try attributes.read(&cursor),
                    let meaning = meanings.meaning(of: key)
                else { return }
                if let named = meaning.attribute { try spanNames.note(named.attribute, value) }
                if let tag = meaning.tag { try spanNames.noteTag(tag, value) }
            }
        }
    }
}
