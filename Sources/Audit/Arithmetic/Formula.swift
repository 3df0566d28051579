/// What a claim says a number comes from.
indirect enum Formula: Hashable, Sendable {
    case number(Fraction)
    /// An amount in the currency with this code.
    case amount(Fraction, currency: String)
    /// A value that the claim gives, or one measured on a log.
    case value(String)
    case sum(Formula, Formula)
    case difference(Formula, Formula)
    case product(Formula, Formula)
    case quotient(Formula, Formula)
    case price(PricedTokens, model: String)
    case cost(model: String, tokens: Formula)
    case splitCost(model: String, input: Formula, output: Formula)
    case saving(from: String, to: String)
    case smallest([Formula])
    case largest([Formula])

    /// Which tokens of a model a price is of.
    enum PricedTokens: Hashable, Sendable {
        /// Input and output in the shares that `input_share` gives.
        case all
        case input
        case output
    }
}

extension Formula {
    /// The formulas inside.
    var parts: [Formula] {
        switch self {
        case .number, .amount, .value, .price, .saving: []
        case .sum(let left, let right), .difference(let left, let right),
            .product(let left, let right), .quotient(let left, let right):
            [left, right]
        case .cost(_, let tokens): [tokens]
        case .splitCost(_, let input, let output): [input, output]
        case .smallest(let parts), .largest(let parts): parts
        }
    }

    /// The models named in it, each once.
    var models: [String] {
        let own: [String] =
            switch self {
            case .price(_, let model), .cost(let model, _), .splitCost(let model, _, _): [model]
            case .saving(let from, let to): [from, to]
            default: []
            }
        return (own + parts.flatMap(\.models)).reduce(into: []) { models, model in
            if !models.contains(model) { models.append(model) }
        }
    }

    /// The values named in it, `input_share` included where a price depends on it.
    var values: Set<String> {
        let own: Set<String> =
            switch self {
            case .value(let name): [name]
            case .price(.all, _), .cost, .saving: [Formula.inputShare]
            default: []
            }
        return parts.reduce(own) { $0.union($1.values) }
    }

    /// The name of the value that says which share of all tokens is input.
    static let inputShare = "input_share"

    /// The formula with a change made to it and to every formula inside.
    func mapped(_ change: (Formula) -> Formula) -> Formula {
        let inside: Formula =
            switch self {
            case .number, .amount, .value, .price, .saving: self
            case .sum(let left, let right): .sum(left.mapped(change), right.mapped(change))
            case .difference(let left, let right):
                .difference(left.mapped(change), right.mapped(change))
            case .product(let left, let right): .product(left.mapped(change), right.mapped(change))
            case .quotient(let left, let right):
                .quotient(left.mapped(change), right.mapped(change))
            case .cost(let model, let tokens): .cost(model: model, tokens: tokens.mapped(change))
            case .splitCost(let model, let input, let output):
                .splitCost(
                    model: model, input: input.mapped(change), output: output.mapped(change))
            case .smallest(let parts): .smallest(parts.map { $0.mapped(change) })
            case .largest(let parts): .largest(parts.map { $0.mapped(change) })
            }
        return change(inside)
    }

    /// The formula with another model in place of one.
    func replacing(_ model: String, by other: String) -> Formula {
        mapped { formula in
            switch formula {
            case .price(let tokens, model): .price(tokens, model: other)
            case .cost(model, let tokens): .cost(model: other, tokens: tokens)
            case .splitCost(model, let input, let output):
                .splitCost(model: other, input: input, output: output)
            case .saving(let from, let to):
                .saving(from: from == model ? other : from, to: to == model ? other : to)
            default: formula
            }
        }
    }
}
