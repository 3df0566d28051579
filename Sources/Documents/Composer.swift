internal import Yams

/// Turns a text into nodes through the YAML parser.
struct Composer {
    let name: String
    private var budget = NodeBudget()

    init(name: String) {
        self.name = name
    }

    mutating func root(of text: String) throws(DocumentError) -> Node {
        let start = Place(file: name, line: 1)
        let byteOrderMark: Unicode.Scalar = "\u{FEFF}"
        let isMarked = text.unicodeScalars.first == byteOrderMark
        let text = isMarked ? String(text.unicodeScalars.dropFirst()) : text
        if let root = try JSONComposer.root(of: text, name: name) { return root }
        let tree: Yams.Node?
        do {
            // Without resolver rules every scalar stays the text that was written.
            tree = try Yams.compose(yaml: text, .basic, .default, .utf8)
        } catch {
            throw syntaxError(error)
        }
        guard let tree else { throw DocumentError(place: start, message: "is empty") }
        let place = Place(file: name, line: tree.mark?.line ?? 1)
        return try node(tree, at: place, depth: 1)
    }

    private mutating func node(
        _ source: Yams.Node, at place: Place, depth: Int
    ) throws(DocumentError) -> Node {
        try budget.spend(at: place, depth: depth)
        return Node(content: try content(of: source, at: place, depth: depth), place: place)
    }

    private mutating func content(
        of source: Yams.Node, at place: Place, depth: Int
    ) throws(DocumentError) -> Node.Content {
        switch source {
        case .scalar(let scalar):
            return scalarContent(scalar)
        case .sequence(let sequence):
            var nodes: [Node] = []
            for (index, value) in sequence.enumerated() {
                let place = place.element(index, line: value.mark?.line)
                nodes.append(try node(value, at: place, depth: depth + 1))
            }
            return .list(nodes)
        case .mapping(let mapping):
            var entries: [Node.Entry] = []
            var names: Set<[UInt8]> = []
            for (key, value) in mapping {
                let entry = try entry(key, value, in: place, depth: depth)
                // The parser tells keys apart by their tags too; here a key is its text.
                guard names.insert(Array(entry.key.utf8)).inserted else {
                    throw DocumentError(place: entry.place, message: "stands twice in one mapping")
                }
                entries.append(entry)
            }
            return .mapping(entries)
        case .alias:
            throw DocumentError(place: place, message: "is an alias without a value")
        }
    }

    private mutating func entry(
        _ key: Yams.Node, _ value: Yams.Node, in place: Place, depth: Int
    ) throws(DocumentError) -> Node.Entry {
        guard let name = key.scalar?.string else {
            throw DocumentError(place: place, message: "has a key that is not a text")
        }
        let keyPlace = place.member(name, line: key.mark?.line)
        let valuePlace = place.member(name, line: value.mark?.line)
        return (name, keyPlace, try node(value, at: valuePlace, depth: depth + 1))
    }

    private func scalarContent(_ scalar: Yams.Node.Scalar) -> Node.Content {
        let isQuoted = scalar.style != .plain
        let isNull = !isQuoted && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
        return isNull ? .null : .scalar(scalar.string, isQuoted: isQuoted)
    }
}
