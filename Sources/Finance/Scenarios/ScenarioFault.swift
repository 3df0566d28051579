/// Why a value of a scenario is refused, without where it stands.
public struct ScenarioFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong and what was expected, on one line; the sentence's subject is the value.
    public let description: String

    init(_ description: String) { self.description = description }

    init(_ text: String, expected: String) {
        self.init("is \"\(text)\"; expected \(expected)")
    }
}
