/// What is wrong with the key or the address that a client was given: one line without any secret.
public struct SetupError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was given, what was expected and what to do.
    public let description: String

    init(_ description: String) { self.description = description }
}
