/// Words for people, in which names from logs and files are told from the words around them.
///
/// `"\(name: policy) costs \(amount)"`. Text and Markdown each make names harmless in their way.
public struct Phrase: Hashable, Sendable, ExpressibleByStringInterpolation {
    enum Piece: Hashable, Sendable {
        case plain(String)
        case name(String)
    }

    let pieces: [Piece]

    /// Whether there are no words.
    public var isEmpty: Bool { pieces.isEmpty }

    /// Words without a name.
    public init(_ plain: String) { self.init(pieces: plain.isEmpty ? [] : [.plain(plain)]) }

    /// Words as a literal.
    public init(stringLiteral value: String) { self.init(value) }

    /// Words with names and numbers in them.
    public init(stringInterpolation: Interpolation) {
        self.init(pieces: stringInterpolation.pieces)
    }

    private init(pieces: [Piece]) { self.pieces = pieces }

    /// A name alone.
    public static func name(_ name: String) -> Phrase { "\(name: name)" }

    /// Words in which the names stand between backticks.
    init(markup: String) {
        let parts = markup.split(separator: "`", omittingEmptySubsequences: false)
        guard parts.count % 2 == 1 else {
            self.init(markup)
            return
        }
        self.init(
            pieces: parts.enumerated().filter { !$0.element.isEmpty }.map { index, part in
                index % 2 == 1 ? .name(String(part)) : .plain(String(part))
            })
    }

    static func + (left: Phrase, right: Phrase) -> Phrase { "\(left)\(right)" }

    /// Phrases in a row.
    static func list(_ phrases: [Phrase], separator: String = ", ") -> Phrase {
        var joined = Interpolation(literalCapacity: 0, interpolationCount: 0)
        for (index, phrase) in phrases.enumerated() {
            if index > 0 { joined.appendLiteral(separator) }
            joined.appendInterpolation(phrase)
        }
        return Phrase(stringInterpolation: joined)
    }

    /// Collects the pieces of a literal.
    public struct Interpolation: StringInterpolationProtocol {
        fileprivate(set) var pieces: [Piece] = []

        /// Nothing collected yet.
        public init(literalCapacity: Int, interpolationCount: Int) {}

        /// Adds words.
        public mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { pieces.append(.plain(literal)) }
        }

        /// Adds a number or words.
        public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            appendLiteral(value.description)
        }

        /// Adds another phrase.
        public mutating func appendInterpolation(_ phrase: Phrase) {
            pieces += phrase.pieces
        }

        /// Adds a name.
        public mutating func appendInterpolation(name: String) {
            pieces.append(.name(name))
        }
    }
}

extension DefaultStringInterpolation {
    /// In a plain string a phrase would show its inside.
    @available(*, unavailable, message: "say that the literal is a Phrase")
    mutating func appendInterpolation(_ phrase: Phrase) {}
}
