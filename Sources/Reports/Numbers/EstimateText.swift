import Pricing

/// Projected numbers as people read them: each carries the sign that tells it from what was billed.
struct EstimateText {
    /// The currency of amounts; nil for other numbers.
    let currency: Currency?
    let decimals: Int

    /// The number: `≈ -$1,204.50`.
    func text(_ value: Double) -> String {
        let digits = Numbers.fixed(value, decimals: decimals)
        let symbol = currency?.symbol ?? ""
        guard digits.hasPrefix("-") else { return "≈ " + symbol + digits }
        return "≈ -" + symbol + digits.dropFirst()
    }
}
