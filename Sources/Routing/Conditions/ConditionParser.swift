import Documents
import Pricing

extension Condition {
    /// Reads a condition such as `content_length > 5000 or system contains "komplexe Analyse"`.
    ///
    /// `or` binds less than `and`, `and` less than `not`, `not` less than a comparison.
    ///
    /// - Parameters:
    ///   - text: The condition.
    ///   - parameters: Names that stand for numbers.
    /// - Throws: `ConditionError` with the column and what was expected there.
    public init(parsing text: String, parameters: [String: Int64] = [:]) throws(ConditionError) {
        var parser = ConditionParser(
            tokens: try ConditionLexer.tokens(of: text), parameters: parameters)
        self = try parser.condition()
    }
}

/// Recursive descent over the tokens of a condition.
struct ConditionParser {
    static let keywords = ["and", "or", "not", "contains", "in"]
    static let featureNames =
        NumericFeature.allCases.map(\.rawValue) + NameFeature.fixed.map(\.name)
        + ["\(NameFeature.tagPrefix)KEY"] + TextFeature.allCases.map(\.rawValue)
        + FlagFeature.allCases.map(\.rawValue)
    /// Deeper nesting is refused, so that no text can exhaust the stack.
    private static let maximumDepth = 64

    private typealias Token = ConditionLexer.Token

    private let tokens: [Token]
    private let parameters: [String: Int64]
    private var position = 0
    private var depth = 0

    init(tokens: [ConditionLexer.Token], parameters: [String: Int64]) {
        self.tokens = tokens
        self.parameters = parameters
    }

    mutating func condition() throws(ConditionError) -> Condition {
        let condition = try disjunction()
        guard current.kind == .end else { throw expected("\"and\", \"or\" or the end") }
        return condition
    }

    private mutating func disjunction() throws(ConditionError) -> Condition {
        var parts = [try conjunction()]
        while accept("or") { parts.append(try conjunction()) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func conjunction() throws(ConditionError) -> Condition {
        var parts = [try negation()]
        while accept("and") { parts.append(try negation()) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func negation() throws(ConditionError) -> Condition {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else {
            throw error("nested deeper than \(Self.maximumDepth) levels")
        }
        if accept("not") { return .not(try negation()) }
        guard accept("(") else { return try comparison() }
        let inside = try disjunction()
        try expect(")")
        return inside
    }

    private mutating func comparison() throws(ConditionError) -> Condition {
        guard case .word(let word) = current.kind, !Self.keywords.contains(word) else {
            throw expected("a feature such as content_length")
        }
        if let feature = NumericFeature(rawValue: word) {
            advance()
            return .number(feature, try comparisonSign(), try operand(of: feature))
        } else if let feature = FlagFeature(rawValue: word) {
            advance()
            return .flag(feature)
        } else if let feature = try nameFeature(word) {
            return .name(feature, try nameTest(of: feature))
        } else if let feature = TextFeature(rawValue: word) {
            advance()
            try expect("contains")
            return .text(TextProbe(feature, contains: try needle()))
        }
        throw unknown("feature", word, known: Self.featureNames)
    }

    private mutating func comparisonSign() throws(ConditionError) -> Condition.Comparison {
        guard case .symbol(let text) = current.kind,
            let comparison = Condition.Comparison(rawValue: text)
        else { throw expected("one of = != < <= > >=") }
        advance()
        return comparison
    }

    private mutating func operand(
        of feature: NumericFeature
    ) throws(ConditionError) -> Condition.Operand {
        switch current.kind {
        case .number(let number):
            let value = try units(of: number, feature)
            advance()
            return Condition.Operand(value)
        case .word(let name) where !Self.keywords.contains(name):
            guard let number = parameters[name].flatMap({ DecimalNumber("\($0)") }) else {
                throw unknown("parameter", name, known: parameters.keys.sorted())
            }
            let value = try units(of: number, feature)
            advance()
            return Condition.Operand(value, parameter: name)
        default:
            let kind = feature.decimals == 0 ? "a whole number" : "a number"
            throw expected("\(kind) or the name of a parameter")
        }
    }

    private func units(
        of number: DecimalNumber, _ feature: NumericFeature
    ) throws(ConditionError) -> Int64 {
        if let units = feature.units(of: number) { return units }
        let kind =
            feature.decimals == 0
            ? "whole number below 2^63"
            : "number that \(feature.rawValue) is compared with, which has at most "
                + "\(feature.decimals) decimals"
        throw error("\(number) is no \(kind)")
    }

    /// A name's feature; the key of a tag may stand in quotes: `tag."cost centre"`.
    private mutating func nameFeature(_ word: String) throws(ConditionError) -> NameFeature? {
        guard word == NameFeature.tagPrefix else {
            guard let feature = NameFeature(name: word) else { return nil }
            advance()
            return feature
        }
        advance()
        return .tag(try quoted("the key of a tag in quotes").exact)
    }

    private mutating func nameTest(of feature: NameFeature) throws(ConditionError)
        -> Condition.NameTest
    {
        if accept("=") { return .equals(try name(of: feature)) }
        if accept("!=") { return .differs(try name(of: feature)) }
        let isOpen = feature != .weekday
        if isOpen && accept("contains") { return .contains(try needle()) }
        guard accept("in") else {
            throw expected(isOpen ? "one of = != contains in" : "one of = != in")
        }
        try expect("[")
        var names = [try name(of: feature)]
        while accept(",") { names.append(try name(of: feature)) }
        try expect("]")
        return .isIn(names)
    }

    private mutating func name(of feature: NameFeature) throws(ConditionError) -> String {
        guard feature == .weekday else { return try name() }
        let days = Weekday.allCases.map(\.rawValue)
        switch current.kind {
        case .word(let day), .quoted(let day):
            guard days.contains(day) else { throw unknown("day", day, known: days) }
            advance()
            return day
        default: throw expected("a day such as \(days[0])")
        }
    }

    private mutating func name() throws(ConditionError) -> String {
        switch current.kind {
        case .quoted(let text) where !text.isEmpty:
            advance()
            return text
        case .word(let text) where !Self.keywords.contains(text):
            advance()
            return text
        default:
            throw expected("a name such as \"gpt-4.1\"")
        }
    }

    private mutating func needle() throws(ConditionError) -> String {
        try quoted("a text in quotes, at least one character long")
    }

    private mutating func quoted(_ what: String) throws(ConditionError) -> String {
        guard case .quoted(let text) = current.kind, !text.isEmpty else { throw expected(what) }
        advance()
        return text
    }
}

extension ConditionParser {
    private var current: Token { tokens[position] }

    private mutating func advance() { position += 1 }

    private mutating func accept(_ text: String) -> Bool {
        guard current.kind == .symbol(text) || current.kind == .word(text) else { return false }
        advance()
        return true
    }

    private mutating func expect(_ text: String) throws(ConditionError) {
        guard accept(text) else { throw expected("\"\(text)\"") }
    }

    private func expected(_ what: String) -> ConditionError {
        error("expected \(what), found \(current.kind)")
    }

    private func unknown(_ kind: String, _ name: String, known: [String]) -> ConditionError {
        guard !known.isEmpty else { return error("unknown \(kind) \"\(name)\"; none is declared") }
        let near = NearNames.near(name, in: known).first.map { "; did you mean \($0)?" } ?? ""
        return error(
            "unknown \(kind) \"\(name)\"; known are \(known.joined(separator: ", "))\(near)")
    }

    private func error(_ message: String) -> ConditionError {
        ConditionError(column: current.column, message: message)
    }
}

extension ConditionLexer.Token.Kind: CustomStringConvertible {
    /// The token as an error names it.
    var description: String {
        switch self {
        case .word(let text), .symbol(let text): Condition.quoted(text)
        case .number(let value): "\(value)"
        case .quoted(let text): "the text \(Condition.quoted(text))"
        case .end: "the end"
        }
    }
}
