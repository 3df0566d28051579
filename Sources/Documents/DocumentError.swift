/// What is wrong with a file that a person wrote, and where.
public struct DocumentError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where the fault is.
    public let place: Place
    /// What is wrong and what was expected; the sentence's subject is the place's key path.
    public let message: String

    /// A fault at a place.
    public init(place: Place, message: String) {
        self.place = place
        self.message = message
    }

    /// One line, such as
    /// `prices.yaml:7: models[2].input is "abc"; expected a decimal number such as "0.42"`.
    public var description: String {
        let isAtRoot = place.line > 0 && place.keyPath.isEmpty
        let separator = place.keyPath.isEmpty ? ": " : " "
        let text = "\(place)\(separator)\(isAtRoot ? "the document " : "")\(message)"
        return String(String.UnicodeScalarView(text.unicodeScalars.map(printable)))
    }
}

/// A blank for what would break the line or steer a terminal.
private func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: " "
    default: scalar
    }
}
