import Documents

/// Cuts the text of a condition into tokens.
struct ConditionLexer {
    struct Token: Equatable {
        enum Kind: Equatable {
            case word(String)
            case number(DecimalNumber)
            case quoted(String)
            case symbol(String)
            case end
        }

        let kind: Kind
        let column: Int
    }

    private let scalars: [Unicode.Scalar]
    private var position = 0

    private init(_ text: String) { scalars = Array(text.unicodeScalars) }

    /// All tokens, the last one `.end`.
    static func tokens(of text: String) throws(ConditionError) -> [Token] {
        var lexer = ConditionLexer(text)
        var tokens: [Token] = []
        repeat {
            tokens.append(try lexer.next())
        } while tokens.last?.kind != .end
        return tokens
    }

    private mutating func next() throws(ConditionError) -> Token {
        while let scalar = peek, scalar.properties.isWhitespace { position += 1 }
        let column = position + 1
        return Token(kind: try nextKind(), column: column)
    }

    private mutating func nextKind() throws(ConditionError) -> Token.Kind {
        guard let scalar = peek else { return .end }
        switch scalar {
        case "\"", "'": return .quoted(try quoted(by: scalar))
        case "0"..."9": return .number(try number())
        case "(", ")", "[", "]", ",": return .symbol(take(1))
        case "=", "!", "<", ">": return try comparison()
        default: return .word(try word())
        }
    }

    private var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func take(_ count: Int) -> String {
        defer { position += count }
        return String(String.UnicodeScalarView(scalars[position..<position + count]))
    }

    private mutating func comparison() throws(ConditionError) -> Token.Kind {
        let isDouble = position + 1 < scalars.count && scalars[position + 1] == "="
        let symbol = take(isDouble ? 2 : 1)
        guard symbol != "!" else { throw error(at: position, "\"!\" alone; write != or not") }
        return .symbol(symbol == "==" ? "=" : symbol)
    }

    /// Names such as `gpt-4.1` and `vendor/model:free` need no quotes.
    private mutating func word() throws(ConditionError) -> String {
        guard scalars[position].properties.isAlphabetic || scalars[position] == "_" else {
            throw error(at: position + 1, "unexpected character \"\(scalars[position])\"")
        }
        return takeWord()
    }

    private mutating func number() throws(ConditionError) -> DecimalNumber {
        let column = position + 1
        let text = takeWord()
        guard let number = DecimalNumber(text.filter { $0 != "_" }), text.last != "_" else {
            throw error(
                at: column, "\(text) is no number; names that begin with a digit need quotes")
        }
        return number
    }

    private mutating func takeWord() -> String {
        take(scalars[position...].prefix(while: Self.isInWord).count)
    }

    private static func isInWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            || "_-./:@+".unicodeScalars.contains(scalar)
    }

    /// Whether a text may go on a word without quotes.
    static func isWord(_ text: String) -> Bool { text.unicodeScalars.allSatisfy(isInWord) }

    /// Double quotes know the escapes \" \\ \n \t; between single quotes a backslash is itself.
    private mutating func quoted(by quote: Unicode.Scalar) throws(ConditionError) -> String {
        let start = position + 1
        position += 1
        var text = String.UnicodeScalarView()
        while let scalar = peek, scalar != quote {
            position += 1
            text.append(quote == "\"" && scalar == "\\" ? try escaped() : scalar)
        }
        guard peek == quote else { throw error(at: start, "the quoted text is not closed") }
        position += 1
        return String(text)
    }

    private mutating func escaped() throws(ConditionError) -> Unicode.Scalar {
        defer { position += 1 }
        switch peek {
        case "\"": return "\""
        case "\\": return "\\"
        case "n": return "\n"
        case "t": return "\t"
        default: throw error(at: position, "unknown escape; only \\\" \\\\ \\n \\t are known")
        }
    }

    private func error(at column: Int, _ message: String) -> ConditionError {
        ConditionError(column: column, message: message)
    }
}
