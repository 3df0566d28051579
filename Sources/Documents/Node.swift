/// A value in a document, which knows its place.
public struct Node: Sendable {
    /// What a node can be.
    public enum Content: Sendable {
        /// Nothing: empty, `~` or `null`.
        case null
        /// A single value as it was written; a quoted one is text even if it looks like a number.
        case scalar(String, isQuoted: Bool)
        /// Values in file order.
        case list([Node])
        /// Keys and values in file order.
        case mapping([Entry])
    }

    /// A key of a mapping with its place and its value.
    public typealias Entry = (key: String, place: Place, value: Node)

    /// What the node holds.
    public let content: Content
    /// Where the node stands.
    public let place: Place

    /// Whether the node is empty, `~` or `null`.
    public var isNull: Bool {
        if case .null = content { true } else { false }
    }

    /// A fault at this node.
    ///
    /// - Parameter message: What follows the key path, such as `is negative; expected …`.
    /// - Returns: The error, to be thrown by the caller.
    public func error(_ message: String) -> DocumentError {
        DocumentError(place: place, message: message)
    }
}
