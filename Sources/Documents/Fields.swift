/// A mapping whose keys have all been recognised.
public struct Fields: Sendable {
    /// The mapping itself.
    public let node: Node
    private let values: [String: Node]

    fileprivate init(node: Node, values: [String: Node]) {
        self.node = node
        self.values = values
    }

    /// The value of a key, or nil where it is absent or null.
    public func optional(_ key: String) -> Node? {
        values[key]
    }

    /// The value of a key that has to be there.
    public func required(_ key: String) throws(DocumentError) -> Node {
        guard let value = values[key] else {
            throw node.error("has no value for \"\(key)\", which is required")
        }
        return value
    }
}

extension Node {
    /// The mapping's fields, once every key is known to be one of `known`.
    ///
    /// An unknown key is refused, since a misspelt one would otherwise be passed over in silence.
    public func fields(_ known: [String]) throws(DocumentError) -> Fields {
        var values: [String: Node] = [:]
        for (key, place, value) in try entries() {
            guard known.contains(key) else { throw unknownKey(key, at: place, known: known) }
            values[key] = value.isNull ? nil : value
        }
        return Fields(node: self, values: values)
    }

    private func unknownKey(_ key: String, at place: Place, known: [String]) -> DocumentError {
        let near = NearNames.near(key, in: known).first.map { "; did you mean \"\($0)\"?" } ?? ""
        let expected = known.joined(separator: ", ")
        return DocumentError(
            place: place, message: "is not a known key; expected one of \(expected)\(near)")
    }
}
