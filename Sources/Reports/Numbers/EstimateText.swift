import Pricing

/// Projected numbers as people read them: each carries the sign that tells it from what was billed.
struct EstimateText {
    /// The currency of amounts; nil for other numbers.
    let currency: Currency?
    let decimals: Int

    /// The number, such as `≈ -$1,204.50`, or that it is beyond what is written out.
    func text(_ value: Double) -> String {
        guard abs(value) < Numbers.beyondSums else { return "beyond counting" }
        let digits = Numbers.fixed(value, decimals: decimals)
        let symbol = currency?.symbol ?? ""
        guard digits.hasPrefix("-") else { return "≈ " + symbol + digits }
        return "≈ -" + symbol + digits.dropFirst()
    }
}
