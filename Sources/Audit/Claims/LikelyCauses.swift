import Pricing

/// What may have led to a wrong number: each cause gives exactly the claimed one.
struct LikelyCauses {
    let statement: Statement
    let check: StatementCheck
    /// What the formula comes to.
    let value: Fraction

    /// Models of larger tables are not all tried.
    private static let mostModels = 200

    var sentences: [String] {
        rounding + otherModels + otherPrices + otherTables + factors + complement
    }

    private func matches(_ value: Fraction?) -> Bool {
        guard let value else { return false }
        return (try? statement.isMatched(by: value)) ?? false
    }

    /// Within one in the last digit: cut off or rounded to the wrong side.
    private var rounding: [String] {
        guard let distance = try? statement.claimed.value.distance(to: value),
            distance < statement.claimed.lastDigit
        else { return [] }
        let side = statement.claimed.value < value ? "down" : "up"
        return ["rounding: the last digit was rounded \(side) instead of to the nearest"]
    }

    private var otherModels: [String] {
        guard check.prices.models.count <= Self.mostModels else { return [] }
        return statement.formula.models.compactMap { model in
            let right = check.prices.models.map(\.id).filter { other in
                other != check.prices.model(model)?.id
                    && matches(check.value(of: statement.formula.replacing(model, by: other)))
            }
            guard !right.isEmpty else { return nil }
            let names = right.prefix(3).joined(separator: " or ")
            return "another model's price: it is right for \(names) in place of \(model)"
        }
    }

    /// Input billed at the output price, or the other way round.
    private var otherPrices: [String] {
        [
            (Formula.PricedTokens.output, "the output price was used for input too"),
            (.input, "the input price was used for output too"),
        ].filter { tokens, _ in matches(check.value(of: statement.formula.pricing(tokens))) }
            .filter { tokens, _ in statement.formula.pricing(tokens) != statement.formula }
            .map(\.1)
    }

    private var otherTables: [String] {
        check.others.filter { matches(check.value(of: statement.formula, in: $0)) }
            .map { "other prices: it is right with \($0.name)" }
    }

    private static let knownFactors: [(factor: Fraction, cause: String)] = [
        (Fraction(1000), "a price per 1K tokens was taken for one per 1M, or thousands for units"),
        (Fraction(1_000_000), "a price per token was taken for one per 1M"),
        (Fraction(100), "a share was taken for a percentage"),
        (Fraction(12), "a year was taken for a month"),
        (Fraction(30), "a month was taken for a day"),
        (Fraction(10), "a decimal point is misplaced"),
    ]

    private var factors: [String] {
        Self.knownFactors.flatMap { factor, cause in
            [
                (try? value.times(factor), "\(factor.text()) times too high"),
                (try? value.divided(by: factor), "\(factor.text()) times too low"),
            ].filter { matches($0.0) && $0.0 != .zero }.map { "factor: \($0.1): \(cause)" }
        }
    }

    /// What is kept for what is saved.
    private var complement: [String] {
        guard statement.claimed.unit == .percent, matches(try? Fraction.one.minus(value)) else {
            return []
        }
        return ["the other part: it is 100 % less what the formula comes to"]
    }
}

extension Formula {
    /// The formula with one price for all tokens of a model.
    fileprivate func pricing(_ tokens: PricedTokens) -> Formula {
        mapped { formula in
            let million = Formula.number(Fraction(1_000_000))
            switch formula {
            case .price(.all, let model): return .price(tokens, model: model)
            case .cost(let model, let count):
                return .quotient(.product(.price(tokens, model: model), count), million)
            case .splitCost(let model, let input, let output):
                return .quotient(
                    .product(.price(tokens, model: model), .sum(input, output)), million)
            default: return formula
            }
        }
    }
}
