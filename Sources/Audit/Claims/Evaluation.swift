import Pricing

/// Calculates formulas with the prices of a table.
struct Evaluation {
    let prices: PriceTable
    /// The values by name.
    let values: [String: Fraction]

    func value(of formula: Formula) throws(AuditError) -> Fraction {
        switch formula {
        case .number(let number): return number
        case .amount(let amount, let currency):
            try requireCurrency(currency)
            return amount
        case .value(let name):
            guard let value = values[name] else { throw AuditError("no value \"\(name)\"") }
            return value
        case .sum(let left, let right): return try value(of: left).plus(value(of: right))
        case .difference(let left, let right): return try value(of: left).minus(value(of: right))
        case .product(let left, let right): return try value(of: left).times(value(of: right))
        case .quotient(let left, let right):
            return try value(of: left).divided(by: value(of: right))
        case .price(let tokens, let model):
            return try pricePerToken(tokens, model: model).times(Fraction(1_000_000))
        case .cost(let model, let tokens):
            return try pricePerToken(.all, model: model).times(value(of: tokens))
        case .splitCost(let model, let input, let output):
            let inputs = try pricePerToken(.input, model: model).times(value(of: input))
            let outputs = try pricePerToken(.output, model: model).times(value(of: output))
            return try inputs.plus(outputs)
        case .saving(let from, let to):
            let dear = try pricePerToken(.all, model: from)
            return try Fraction.one.minus(pricePerToken(.all, model: to).divided(by: dear))
        case .smallest(let parts): return try all(parts).min() ?? .zero
        case .largest(let parts): return try all(parts).max() ?? .zero
        }
    }

    /// Refuses amounts in another currency than the prices'.
    func requireCurrency(_ code: String) throws(AuditError) {
        guard code == prices.currency.code else {
            throw AuditError(
                "an amount in \(code), where \(prices.name) has prices in \(prices.currency)")
        }
    }

    /// What a token of a model costs in the standard tier.
    func pricePerToken(
        _ tokens: Formula.PricedTokens, model name: String
    ) throws(AuditError) -> Fraction {
        guard let model = prices.model(name) else {
            let near = prices.nearNames(to: name).first.map { "; did you mean \($0)?" } ?? ""
            throw AuditError("\(name) is not in price table \(prices.name)\(near)")
        }
        if case .allTokens(let rate) = model.rates { return perToken(rate) }
        switch tokens {
        case .input: return try rate(.input, of: model)
        case .output: return try rate(.output, of: model)
        case .all:
            guard let share = values[Formula.inputShare] else {
                throw AuditError(
                    "\(prices.name) prices input and output of \(name) apart; give "
                        + "\(Formula.inputShare), the share of the tokens that is input")
            }
            let (input, output) = (try rate(.input, of: model), try rate(.output, of: model))
            return try input.times(share).plus(output.times(Fraction.one.minus(share)))
        }
    }

    private func rate(_ meter: Meter, of model: ModelPrice) throws(AuditError) -> Fraction {
        guard let rate = model.rate(of: meter, in: .standard) else {
            throw AuditError("\(model.id) has no \(meter.rawValue) rate in \(prices.name)")
        }
        return perToken(rate)
    }

    private func perToken(_ rate: Rate) -> Fraction { Fraction(rate.amount(of: 1)) }

    private func all(_ parts: [Formula]) throws(AuditError) -> [Fraction] {
        try parts.map { (part) throws(AuditError) in try value(of: part) }
    }
}
