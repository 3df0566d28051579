import Calls

/// Tells what an attribute means to a run by its key.
struct AttributeKeys {
    /// What a key stands for; a demanded tag may be an attribute with a meaning of its own.
    struct Meaning {
        var attribute: (name: StaticString, attribute: SpanAttribute)?
        var tag: Int?
        /// Its place among the keys that have a meaning.
        var position = 0
    }

    /// The keys met so far; those with a meaning come first.
    private let table = NameTable()
    private var lately: NameReader
    private var meanings: [Meaning] = [Meaning()]

    init(demand: Demand) {
        lately = NameReader(table)
        for named in SpanAttribute.named {
            let index = position(of: "\(named.name)")
            meanings[index].attribute = named
        }
        for (column, tag) in demand.tags.enumerated() {
            let index = position(of: tag)
            meanings[index].tag = column
        }
    }

    private mutating func position(of key: String) -> Int {
        let index = Int(table.intern(key).rawValue)
        if index == meanings.count { meanings.append(Meaning(position: index)) }
        return index
    }

    /// What the key means; nil for one without meaning.
    mutating func meaning(of key: JSONText) -> Meaning? {
        let index = Int(lately.id(key).rawValue)
        return index < meanings.count ? meanings[index] : nil
    }
}
