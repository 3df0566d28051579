/// What others wrote, as it may stand in a message: one line, not long, without the key.
struct MessageText: Sendable {
    private static let longest = 300

    let key: APIKey

    /// A text made fit to be shown.
    ///
    /// The key goes first: a text that is shortened before might still hold a part of it.
    func line(_ text: String) -> String {
        let words = key.redacted(text).split { $0.isWhitespace || Self.isControl($0) }
        let line = words.joined(separator: " ")
        return line.count <= Self.longest ? line : line.prefix(Self.longest) + " …"
    }

    private static func isControl(_ character: Character) -> Bool {
        character.unicodeScalars.contains {
            switch $0.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: true
            default: false
            }
        }
    }
}
