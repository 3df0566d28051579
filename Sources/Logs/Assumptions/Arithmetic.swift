import Documents

/// Arithmetic over the numbers of a record: `4*prompt_tokens`, `(prompt_tokens + 20) / 2`.
///
/// Computed in double precision (exact for whole numbers below 2⁵³) and rounded to the nearest
/// whole number, halves to even. It stands for lengths and counts, never for money.
struct Arithmetic: Sendable {
    /// A number of the record.
    enum Variable: String, CaseIterable, Sendable {
        case prompt_tokens, completion_tokens, cached_tokens, cache_write_tokens
        case reasoning_tokens, content_length, message_count, max_tokens
    }

    private indirect enum Term: Sendable {
        case number(Double)
        case variable(Variable)
        case operation(UInt8, Term, Term)
        case negative(Term)
    }

    private static let longestText = 1000

    private let term: Term
    /// The numbers of the record that it takes.
    let variables: Set<Variable>

    /// Reads an expression with `+ - * /`, parentheses, decimal numbers and variables.
    init(_ text: String, argument: String) throws(LogError) {
        guard text.utf8.count <= Self.longestText else {
            throw LogError(
                "--assume \(argument.prefix(60))…: the value is longer than "
                    + "\(Self.longestText) characters")
        }
        var parser = Parser(text: Array(text.utf8), argument: argument)
        term = try parser.sum()
        variables = parser.variables
        try parser.expectEnd()
    }

    /// The value, or nil where the record lacks a number, or the result is no length or count.
    func value(_ number: (Variable) -> Double?) -> Int64? {
        guard let result = Self.value(of: term, number) else { return nil }
        let rounded = result.rounded(.toNearestOrEven)
        guard rounded >= 0, rounded < Double(JSONCursor.countLimit) else { return nil }
        return Int64(rounded)
    }

    private static func value(of term: Term, _ number: (Variable) -> Double?) -> Double? {
        switch term {
        case .number(let value): return value
        case .variable(let variable): return number(variable)
        case .negative(let inner): return value(of: inner, number).map { -$0 }
        case .operation(let sign, let left, let right):
            guard let left = value(of: left, number), let right = value(of: right, number) else {
                return nil
            }
            switch sign {
            case UInt8(ascii: "+"): return left + right
            case UInt8(ascii: "-"): return left - right
            case UInt8(ascii: "*"): return left * right
            default: return left / right
            }
        }
    }

    /// Recursive descent: sum ← product ← factor.
    private struct Parser {
        let text: [UInt8]
        let argument: String
        var offset = 0
        var depth = 0
        var variables: Set<Variable> = []

        mutating func sum() throws(LogError) -> Term {
            var left = try product()
            while let sign = take("+-") { left = .operation(sign, left, try product()) }
            return left
        }

        private mutating func product() throws(LogError) -> Term {
            var left = try factor()
            while let sign = take("*/") { left = .operation(sign, left, try factor()) }
            return left
        }

        private mutating func factor() throws(LogError) -> Term {
            depth += 1
            defer { depth -= 1 }
            guard depth < 100 else { throw fault("too many parentheses") }
            if take("-") != nil { return .negative(try factor()) }
            if take("(") != nil {
                let inner = try sum()
                guard take(")") != nil else { throw fault("expected ')'") }
                return inner
            }
            return try atom()
        }

        private mutating func atom() throws(LogError) -> Term {
            skipSpace()
            let start = offset
            while offset < text.count, isWordByte(text[offset]) { offset += 1 }
            let word = String(decoding: text[start..<offset], as: UTF8.self)
            if let variable = Variable(rawValue: word) {
                variables.insert(variable)
                return .variable(variable)
            }
            if DecimalNumber(word) != nil, let value = Double(word) {
                return .number(value)
            }
            offset = start
            let names = Variable.allCases.map(\.rawValue).joined(separator: ", ")
            throw fault("expected a number or one of \(names)")
        }

        private func isWordByte(_ byte: UInt8) -> Bool {
            byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte &- 0x30 < 10
                || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
        }

        private mutating func take(_ signs: String) -> UInt8? {
            skipSpace()
            guard offset < text.count, signs.utf8.contains(text[offset]) else { return nil }
            offset += 1
            return text[offset - 1]
        }

        private mutating func skipSpace() {
            while offset < text.count && text[offset] == UInt8(ascii: " ") { offset += 1 }
        }

        mutating func expectEnd() throws(LogError) {
            skipSpace()
            if offset < text.count { throw fault("expected + - * / or the end") }
        }

        private func fault(_ expected: String) -> LogError {
            LogError("--assume \(argument): \(expected) at character \(offset + 1) of the value")
        }
    }
}
