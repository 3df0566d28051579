public import Documents

extension PriceTable {
    /// The table that a price file describes: one of ours, or LiteLLM's list.
    public init(_ document: Document) throws(DocumentError) {
        if LiteLLMList.isOne(document.root) {
            try self.init(litellm: document)
        } else {
            try self.init(ours: document)
        }
    }

    /// LiteLLM's list, in US dollars; its file states neither a name nor a date.
    private init(litellm document: Document) throws(DocumentError) {
        (models, otherEntries) = try LiteLLMList.models(document.root)
        guard !models.isEmpty else {
            throw document.root.error("has no model; expected at least one")
        }
        let file = document.name.split(separator: "/").last.map(String.init) ?? document.name
        name = file.hasSuffix(".json") ? String(file.dropLast(5)) : file
        (version, currency, sha256) = (1, .usd, document.sha256)
        (asOf, effectiveFrom, source, note) = (nil, nil, nil, nil)
        let names = models.enumerated().map { ($1.id.exact, $0) }
        indexByName = Dictionary(uniqueKeysWithValues: names)
    }

    private init(ours document: Document) throws(DocumentError) {
        version = try document.root.formatVersion()
        let fields = try document.root.fields([
            "prices", "version", "currency", "unit", "as_of", "effective_from", "source", "note",
            "models", "discounts",
        ])
        name = try fields.required("prices").name()
        currency = try fields.required("currency").currency()
        try fields.required("unit").checkUnit()
        asOf = try fields.optional("as_of")?.date()
        effectiveFrom = try fields.optional("effective_from")?.instant()
        source = try fields.optional("source")?.string()
        note = try fields.optional("note")?.string()
        sha256 = document.sha256

        let list = try fields.required("models")
        let nodes = try list.list()
        guard !nodes.isEmpty else { throw list.error("is empty; expected at least one model") }
        let listed = try nodes.map { node throws(DocumentError) in try ModelPrice(node) }
        models = try PriceTable.discounted(listed, by: fields.optional("discounts"))
        otherEntries = []
        indexByName = try PriceTable.index(of: models, at: nodes)
    }

    private static func index(
        of models: [ModelPrice], at nodes: [Node]
    ) throws(DocumentError) -> [ExactText: Int] {
        var index: [ExactText: Int] = [:]
        for (position, model) in models.enumerated() {
            for name in [model.id] + model.aliases {
                if let earlier = index.updateValue(position, forKey: name.exact) {
                    throw nodes[position].error(
                        "has the name \"\(name)\", which \(nodes[earlier].place.keyPath) has too; "
                            + "expected every id and alias once")
                }
            }
        }
        return index
    }
}

extension Node {
    /// The format's version, read before the keys are checked: another version may have others.
    fileprivate func formatVersion() throws(DocumentError) -> Int {
        guard let node = try entries().first(where: { $0.key == "version" })?.value else {
            throw error("has no value for \"version\"; expected version: 1")
        }
        let version = try node.integer()
        guard version == 1 else { throw node.error("is \(version); this tollgate reads version 1") }
        return version
    }

    fileprivate func currency() throws(DocumentError) -> Currency {
        guard let currency = Currency(try string()) else {
            throw error(expected: "a code of three capitals such as USD")
        }
        return currency
    }

    fileprivate func checkUnit() throws(DocumentError) {
        guard try string() == "1M tokens" else { throw error(expected: "1M tokens") }
    }

    fileprivate func instant() throws(DocumentError) -> Timestamp {
        let text = try string()
        guard let instant = Timestamp(date: text) ?? Timestamp(rfc3339: text) else {
            throw error(expected: "2026-01-05 or 2026-01-05T08:15:30Z")
        }
        return instant
    }
}
