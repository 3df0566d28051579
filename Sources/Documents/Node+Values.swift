extension Node {
    /// The value as text, quoted or not.
    public func string() throws(DocumentError) -> String {
        guard case .scalar(let text, _) = content else { throw error(expected: "a text") }
        return text
    }

    /// The value as a whole number.
    public func integer() throws(DocumentError) -> Int {
        guard case .scalar(let text, _) = content, let value = Int(text) else {
            throw error(expected: "a whole number such as 80")
        }
        return value
    }

    /// The value as an exact decimal number, quoted or not.
    public func decimal() throws(DocumentError) -> DecimalNumber {
        guard case .scalar(let text, _) = content, let value = DecimalNumber(text) else {
            throw error(expected: "a decimal number such as \"0.42\"")
        }
        return value
    }

    /// The value as `true` or `false`.
    public func boolean() throws(DocumentError) -> Bool {
        guard case .scalar(let text, isQuoted: false) = content, let value = Bool(text) else {
            throw error(expected: "true or false")
        }
        return value
    }

    /// The values of a list.
    public func list() throws(DocumentError) -> [Node] {
        guard case .list(let nodes) = content else { throw error(expected: "a list") }
        return nodes
    }

    /// The keys and values of a mapping in file order.
    public func entries() throws(DocumentError) -> [Entry] {
        guard case .mapping(let entries) = content else {
            throw error(expected: "a mapping of keys to values")
        }
        return entries
    }

    /// A fault at this node, which holds something other than what was expected.
    ///
    /// - Parameter expectation: What follows `expected`, such as `a date such as 2026-01-05`.
    /// - Returns: The error, to be thrown by the caller.
    public func error(expected expectation: String) -> DocumentError {
        let found =
            switch content {
            case .null: "empty"
            case .scalar("", _): "empty"
            case .scalar(let text, _): quoted(text)
            case .list: "a list"
            case .mapping: "a mapping"
            }
        return error("is \(found); expected \(expectation)")
    }
}
