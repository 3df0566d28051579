/// Why a text is no condition.
public struct ConditionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The column at fault, counted from 1 in Unicode scalars.
    public let column: Int
    /// What is wrong there and what was expected.
    public let message: String

    /// One line, such as `column 18: expected a whole number or the name of a parameter, found …`.
    public var description: String { "column \(column): \(message)" }
}
