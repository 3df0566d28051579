import Documents

extension FieldSource {
    /// The source that a mapping file describes; without a field, that of a tag.
    init(_ node: Node, of field: MappedField?, in format: LogFormat) throws(DocumentError) {
        place = node.place
        guard case .mapping = node.content else {
            origin = .path(try node.path(in: format))
            unit = try node.unit(nil, of: field)
            return
        }
        let parts = try node.fields(["path", "column", "constant", "unit", "equals"])
        if let constant = parts.optional("constant") {
            try node.refuse(["path", "column", "unit", "equals"], beside: "constant", parts)
            origin = .constant(try constant.constant(of: field))
            return
        }
        origin = .path(try node.path(parts, in: format))
        unit = try node.unit(parts.optional("unit"), of: field)
        equals = try parts.optional("equals")?.texts(of: field) ?? []
    }
}

extension Node {
    /// The path that a text stands for: the name of a column, or keys with dots between.
    fileprivate func path(in format: LogFormat) throws(DocumentError) -> [String] {
        format == .csv ? [try filledText()] : try dottedPath()
    }

    fileprivate func path(_ parts: Fields, in format: LogFormat) throws(DocumentError) -> [String] {
        let (column, path) = (parts.optional("column"), parts.optional("path"))
        switch (format == .csv, column, path) {
        case (true, let column?, let path):
            return [try column.filledText()] + (try path?.dottedPath() ?? [])
        case (true, nil, let path?):
            throw path.error("leads into a column; name the column too, with column")
        case (false, let column?, _):
            throw column.error("is for csv; in jsonl say where the value stands with path")
        case (false, nil, let path?): return try path.dottedPath()
        case (_, nil, nil):
            let place = format == .csv ? "column" : "path"
            throw error("does not say where the value stands; expected \(place) or constant")
        }
    }

    fileprivate func refuse(
        _ keys: [String], beside other: String, _ parts: Fields
    ) throws(DocumentError) {
        for key in keys {
            guard let node = parts.optional(key) else { continue }
            throw node.error("can't stand beside \(other); give one of them")
        }
    }

    /// Keys with dots between them; `\.` is a dot inside a key, and `\\` a backslash.
    private func dottedPath() throws(DocumentError) -> [String] {
        var steps = [""]
        var characters = try filledText().makeIterator()
        while let character = characters.next() {
            switch character {
            case ".": steps.append("")
            case "\\":
                guard let escaped = characters.next(), escaped == "." || escaped == "\\" else {
                    throw error("has a backslash that stands before neither a dot nor another one")
                }
                steps[steps.count - 1].append(escaped)
            default: steps[steps.count - 1].append(character)
            }
        }
        guard !steps.contains("") else {
            throw error(expected: "keys with one dot between two, such as usage.input")
        }
        return steps
    }

    private func filledText() throws(DocumentError) -> String {
        let text = try string()
        guard !text.isEmpty else { throw error(expected: "a name") }
        return text
    }

    fileprivate func constant(of field: MappedField?) throws(DocumentError) -> String {
        let text = try filledText()
        guard let field else { return text }
        switch field.constant {
        case .name: return text
        case .count:
            guard let count = Int64(text), 0..<Int64(JSONCursor.countLimit) ~= count else {
                throw error(expected: "a whole number from 0 to \(JSONCursor.countLimit - 1)")
            }
            return text
        case nil:
            throw error("is the same for all records, which \(field.rawValue) can't be")
        }
    }

    fileprivate func unit(
        _ node: Node?, of field: MappedField?
    ) throws(DocumentError) -> MappedUnit? {
        let units = field?.units ?? []
        let known = units.map(\.rawValue).joined(separator: ", ")
        guard let node else {
            if field?.needsUnit == true { throw error("has no unit; expected one of \(known)") }
            return units.first
        }
        guard !units.isEmpty else {
            let fields = MappedField.allCases.filter { !$0.units.isEmpty }.map(\.rawValue)
            throw node.error(
                "does not belong here; only \(fields.joined(separator: ", ")) have a unit")
        }
        let written = try node.string()
        guard let unit = units.first(where: { $0.rawValue == written }) else {
            throw node.error(expected: "one of \(known)")
        }
        return unit
    }

    fileprivate func texts(of field: MappedField?) throws(DocumentError) -> [String] {
        guard field == .failed else {
            throw error("does not belong here; only failed is told by texts")
        }
        if case .scalar = content { return [try string()] }
        let texts = try list().map { node throws(DocumentError) in try node.string() }
        guard !texts.isEmpty else { throw error("is empty; expected the texts that mean failure") }
        return texts
    }
}
