internal import Documents

/// A claimed number, how it is to compare, and what it is said to come from.
struct Statement: Hashable, Sendable {
    enum Relation: String, Sendable {
        case equal = "="
        case atMost = "<="
        case atLeast = ">="
        case below = "<"
        case above = ">"
    }

    /// As it is written.
    let text: String
    let claimed: WrittenNumber
    let relation: Relation
    let formula: Formula
}

/// Recursive descent over the tokens of a statement or a formula.
struct FormulaParser {
    private static let maximumDepth = 64

    private let tokens: [FormulaLexer.Token]
    private var position = 0
    private var depth = 0

    /// Longer texts are refused, so that no formula can exhaust the stack.
    private static let mostTokens = 2000

    private init(_ text: String) throws(FormulaError) {
        tokens = try FormulaLexer.tokens(of: text)
        guard tokens.count <= Self.mostTokens else {
            throw FormulaError(
                column: 1, message: "longer than \(Self.mostTokens) numbers, names and signs")
        }
    }

    /// Reads `4.20 USD = cost(deepseek-v3.2, 10M)`.
    static func statement(_ text: String) throws(FormulaError) -> Statement {
        var parser = try FormulaParser(text)
        guard case .number(let claimed) = parser.current.kind else {
            throw parser.expected("the claimed number first, such as 4.20 USD = cost(…)")
        }
        parser.position += 1
        guard case .symbol(let sign) = parser.current.kind,
            let relation = Statement.Relation(rawValue: sign)
        else { throw parser.expected("= < <= > or >=") }
        parser.position += 1
        return Statement(
            text: text, claimed: claimed, relation: relation, formula: try parser.whole())
    }

    /// Reads `1 - 50 ms / baseline`.
    static func formula(_ text: String) throws(FormulaError) -> Formula {
        var parser = try FormulaParser(text)
        return try parser.whole()
    }

    /// Reads a number alone, such as `500M tokens`.
    static func number(_ text: String) throws(FormulaError) -> WrittenNumber {
        var parser = try FormulaParser(text)
        guard case .number(let number) = parser.current.kind else {
            throw parser.expected("a number")
        }
        parser.position += 1
        guard parser.current.kind == .end else { throw parser.expected("nothing more") }
        return number
    }

    private mutating func whole() throws(FormulaError) -> Formula {
        let formula = try sum()
        guard current.kind == .end else { throw expected("+ - * / or the end") }
        return formula
    }

    private mutating func sum() throws(FormulaError) -> Formula {
        var formula = try product()
        while true {
            if accept("+") {
                formula = .sum(formula, try product())
            } else if accept("-") {
                formula = .difference(formula, try product())
            } else {
                return formula
            }
        }
    }

    private mutating func product() throws(FormulaError) -> Formula {
        var formula = try factor()
        while true {
            if accept("*") {
                formula = .product(formula, try factor())
            } else if accept("/") {
                formula = .quotient(formula, try factor())
            } else {
                return formula
            }
        }
    }

    private mutating func factor() throws(FormulaError) -> Formula {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else {
            throw error("nested deeper than \(Self.maximumDepth) levels")
        }
        if accept("-") { return .difference(.number(.zero), try factor()) }
        if accept("(") {
            let inside = try sum()
            try expect(")")
            return inside
        }
        switch current.kind {
        case .number(let number):
            position += 1
            if case .currency(let code) = number.unit {
                return .amount(number.value, currency: code)
            }
            return .number(number.value)
        case .word(let name):
            position += 1
            return accept("(") ? try call(name) : .value(name)
        default: throw expected("a number, a value or a function")
        }
    }

    private static let functions = [
        "price", "input_price", "output_price", "cost", "saving", "min", "max",
    ]

    private mutating func call(_ name: String) throws(FormulaError) -> Formula {
        let start = position - 2
        let formula: Formula
        switch name {
        case "price": formula = .price(.all, model: try model())
        case "input_price": formula = .price(.input, model: try model())
        case "output_price": formula = .price(.output, model: try model())
        case "cost":
            let model = try model()
            try expect(",")
            let tokens = try sum()
            formula =
                accept(",")
                ? .splitCost(model: model, input: tokens, output: try sum())
                : .cost(model: model, tokens: tokens)
        case "saving":
            let from = try model()
            try expect(",")
            formula = .saving(from: from, to: try model())
        case "min": formula = .smallest(try list())
        case "max": formula = .largest(try list())
        default:
            position = start
            let near = NearNames.near(name, in: Self.functions).first
            let hint = near.map { "; did you mean \($0)?" } ?? ""
            throw error(
                "unknown function \"\(name)\"; expected \(Self.functions.joined(separator: ", "))"
                    + hint)
        }
        try expect(")")
        return formula
    }

    private mutating func list() throws(FormulaError) -> [Formula] {
        var formulas = [try sum()]
        while accept(",") { formulas.append(try sum()) }
        return formulas
    }

    private mutating func model() throws(FormulaError) -> String {
        guard case .word(let model) = current.kind else { throw expected("a model's name") }
        position += 1
        return model
    }

    private var current: FormulaLexer.Token { tokens[position] }

    private mutating func accept(_ symbol: String) -> Bool {
        guard current.kind == .symbol(symbol) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ symbol: String) throws(FormulaError) {
        guard accept(symbol) else { throw expected("\"\(symbol)\"") }
    }

    private func expected(_ what: String) -> FormulaError {
        let found =
            switch current.kind {
            case .number(let number): number.value.text()
            case .word(let word): "\"\(word)\""
            case .symbol(let symbol): "\"\(symbol)\""
            case .end: "the end"
            }
        return error("expected \(what), found \(found)")
    }

    private func error(_ message: String) -> FormulaError {
        FormulaError(column: tokens[max(0, position)].column, message: message)
    }
}
