internal import Documents
import Pricing

/// Why a text is no formula.
struct FormulaError: Error, CustomStringConvertible {
    /// The column at fault, counted from 1 in Unicode scalars.
    let column: Int
    let message: String

    var description: String { "column \(column): \(message)" }
}

/// A number as it is written in a claim, with what it is a number of.
public struct WrittenNumber: Hashable, Sendable {
    /// What stands behind the digits.
    public enum Unit: Hashable, Sendable {
        case percent
        /// A currency's code.
        case currency(String)
        /// One of `words`.
        case word(String)

        /// The currency's code; nil where it is none.
        var currency: String? { if case .currency(let code) = self { code } else { nil } }

        /// What may be counted, and how many of the basic unit one is: times are in milliseconds.
        static let words: [String: Int128] = [
            "tokens": 1, "requests": 1, "times": 1, "days": 1, "months": 1, "ms": 1, "s": 1000,
        ]
    }

    /// The number; a percentage as a share.
    public let value: Fraction
    /// One in the last digit that is written.
    public let lastDigit: Fraction
    /// The unit, if any.
    public let unit: Unit?
}

extension WrittenNumber {
    /// The number that a text spells out, such as `500M` or `0.5 %`.
    ///
    /// - Throws: ``AuditError`` where it is none.
    public init(_ text: String) throws(AuditError) {
        do {
            self = try FormulaParser.number(text)
        } catch {
            throw AuditError("\(text): \(error)")
        }
    }
}

/// Cuts the text of a formula into tokens.
///
/// Names may have `-`, `.`, `:`, `/` and `@` in them, so a minus stands between blanks.
struct FormulaLexer {
    enum Kind: Equatable {
        case number(WrittenNumber)
        case word(String)
        case symbol(String)
        case end
    }

    struct Token {
        let kind: Kind
        let column: Int
    }

    private let scalars: [Unicode.Scalar]
    private var position = 0

    static func tokens(of text: String) throws(FormulaError) -> [Token] {
        var lexer = FormulaLexer(scalars: Array(text.unicodeScalars))
        var tokens: [Token] = []
        repeat { tokens.append(try lexer.next()) } while tokens.last?.kind != .end
        return tokens
    }

    private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

    private var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func next() throws(FormulaError) -> Token {
        skipBlanks()
        let column = position + 1
        guard let scalar = peek else { return Token(kind: .end, column: column) }
        switch scalar {
        case "0"..."9": return Token(kind: .number(try number()), column: column)
        case "\"": return Token(kind: .word(try quoted()), column: column)
        case "(", ")", ",", "+", "-", "*", "/", "=":
            position += 1
            return Token(kind: .symbol(String(scalar)), column: column)
        case "<", ">":
            position += 1
            let isWide = peek == "="
            if isWide { position += 1 }
            return Token(kind: .symbol("\(scalar)\(isWide ? "=" : "")"), column: column)
        default:
            let word = take(while: Self.isInName)
            guard !word.isEmpty else {
                throw FormulaError(column: column, message: "unexpected character \"\(scalar)\"")
            }
            return Token(kind: .word(word), column: column)
        }
    }

    private mutating func skipBlanks() {
        while let scalar = peek, scalar.properties.isWhitespace { position += 1 }
    }

    private mutating func take(while isTaken: (Unicode.Scalar) -> Bool) -> String {
        let taken = scalars[position...].prefix(while: isTaken)
        position += taken.count
        return String(String.UnicodeScalarView(taken))
    }

    private static func isInName(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            || "_-./:@".unicodeScalars.contains(scalar)
    }

    private mutating func quoted() throws(FormulaError) -> String {
        let column = position + 1
        position += 1
        let text = take { $0 != "\"" }
        guard peek == "\"" else {
            throw FormulaError(column: column, message: "the quoted name is not closed")
        }
        position += 1
        return text
    }

    /// Digits, a fraction, `K`, `M` or `B` right behind them, then `%` or a unit after blanks.
    private mutating func number() throws(FormulaError) -> WrittenNumber {
        let column = position + 1
        let digits = take { ("0"..."9").contains($0) || $0 == "." || $0 == "_" }
        let plain = digits.filter { $0 != "_" }
        let decimals = plain.split(separator: ".").dropFirst().first?.count ?? 0
        guard decimals <= 18 else {
            throw FormulaError(
                column: column, message: "\(digits) has more than 18 decimals; expected fewer")
        }
        guard let decimal = DecimalNumber(plain), let value = Fraction(decimal) else {
            throw FormulaError(
                column: column, message: "\(digits) is no number; expected one such as 4737.50")
        }
        let scale = Fraction(magnitude())
        let unit = try unit()
        let part: Fraction =
            switch unit {
            case .percent: Fraction(1, over: 100)
            case .word(let word): Fraction(WrittenNumber.Unit.words[word] ?? 1)
            case .currency, nil: .one
            }
        do {
            let factor = try scale.times(part)
            return WrittenNumber(
                value: try value.times(factor),
                lastDigit: try Fraction(1, over: powerOfTen(decimals)).times(factor), unit: unit)
        } catch {
            throw FormulaError(column: column, message: "\(digits) has too many digits")
        }
    }

    private mutating func magnitude() -> Int128 {
        let factors: [Unicode.Scalar: Int128] = [
            "K": 1_000, "k": 1_000, "M": 1_000_000, "B": 1_000_000_000,
        ]
        let isAlone = position + 1 >= scalars.count || !Self.isInName(scalars[position + 1])
        guard let scalar = peek, isAlone, let factor = factors[scalar] else { return 1 }
        position += 1
        return factor
    }

    private mutating func unit() throws(FormulaError) -> WrittenNumber.Unit? {
        let start = position
        skipBlanks()
        if peek == "%" {
            position += 1
            return .percent
        }
        let column = position + 1
        guard let first = peek, first.properties.isAlphabetic else {
            position = start
            return nil
        }
        let word = take(while: Self.isInName)
        if Currency(word) != nil { return .currency(word) }
        guard WrittenNumber.Unit.words[word] != nil else {
            let known = WrittenNumber.Unit.words.keys.sorted().joined(separator: ", ")
            throw FormulaError(
                column: column,
                message:
                    "unknown unit \"\(word)\"; expected %, a currency such as USD, or \(known); "
                    + "K, M or B stand right behind the digits")
        }
        return .word(word)
    }
}
