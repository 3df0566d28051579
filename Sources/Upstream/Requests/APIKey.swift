/// The secret that a request is signed with.
///
/// Nothing prints it: neither its description nor its mirror shows any of it, and only this module
/// reads it. `redacted` takes it out of what others write.
public struct APIKey: Sendable {
    /// The environment variable that holds it, unless another one is named.
    public static let defaultVariable = "HOLYSHEEP_API_KEY"
    /// The least length, in characters.
    public static let shortest = 20

    private let text: String

    /// A key.
    ///
    /// - Parameters:
    ///   - text: The secret.
    ///   - source: Where it comes from, such as `$HOLYSHEEP_API_KEY`, for the error.
    /// - Throws: Where it can be none, without showing it.
    public init(_ text: String, from source: String) throws(SetupError) {
        guard text.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
            throw SetupError(
                "\(source) holds a blank, a line break or another character that no key has; "
                    + "expected printable ASCII only")
        }
        guard text.utf8.count >= Self.shortest else {
            throw SetupError(
                "\(source) holds \(text.utf8.count) characters; "
                    + "expected a key of at least \(Self.shortest)")
        }
        self.text = text
    }

    /// The value of the header `Authorization`.
    var authorization: String { "Bearer \(text)" }

    /// A text in which the key is replaced, and each longer part of it: JSON and addresses write
    /// characters that are neither letters nor digits in more than one way.
    func redacted(_ message: String) -> String {
        let parts = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        return ([text] + parts.filter { $0.count >= 8 }).reduce(message) {
            $0.replacingScalars(of: $1, with: "[key]")
        }
    }
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Nothing of the key.
    public var description: String { "[key]" }
    /// Nothing of the key.
    public var debugDescription: String { description }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension String {
    /// Replaces a text also where the character after it has joined with it into one.
    fileprivate func replacingScalars(of part: String, with other: String) -> String {
        var scalars = unicodeScalars
        scalars.replace(Array(part.unicodeScalars), with: Array(other.unicodeScalars))
        return String(scalars)
    }
}
