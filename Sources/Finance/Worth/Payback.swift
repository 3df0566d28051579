/// When a cash flow has paid back what it cost.
public struct Payback: Hashable, Sendable {
    /// Steps until the sum of the amounts is no longer negative, each step's amount taken as spread
    /// evenly over the step; 0 where it never was.
    public let steps: Double
    /// Whether the sum stays so to the end.
    public let isLasting: Bool

    /// The steps; nil where nothing was laid out that could be paid back.
    public var stepsLaidOut: Double? { steps > 0 ? steps : nil }

    /// The first time at which a cash flow has paid back; nil where it never does.
    ///
    /// For the discounted payback give the discounted amounts.
    public init?(of flow: CashFlow) {
        let sums = flow.cumulative
        let size = flow.amounts.reduce(0) { $0 + abs($1) }
        // Each addition may miss 0 by a rounding.
        func isPaid(_ index: Int) -> Bool { sums[index] >= -size * Double(index) * 0x1p-52 }
        guard let index = sums.indices.first(where: isPaid) else { return nil }
        steps =
            index == 0
            ? 0 : Double(index - 1) + min(1, -sums[index - 1] / (sums[index] - sums[index - 1]))
        isLasting = sums[index...].indices.allSatisfy(isPaid)
    }
}
