/// Why a question can't be answered.
public struct AuditError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One line: what was given, what was expected, what to do.
    public let description: String

    init(_ description: String) { self.description = description }
}
