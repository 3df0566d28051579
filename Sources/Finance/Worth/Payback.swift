/// When a cash flow has paid back what it cost.
public struct Payback: Hashable, Sendable {
    /// Steps until the sum of the amounts is no longer negative, each step's amount taken as spread
    /// evenly over the step; 0 where it never was.
    public let steps: Double
    /// Whether the sum stays so to the end.
    public let isLasting: Bool

    /// The first time at which a cash flow has paid back; nil where it never does.
    ///
    /// For the discounted payback give the discounted amounts.
    public init?(of flow: CashFlow) {
        let sums = flow.cumulative
        guard let index = sums.firstIndex(where: { $0 >= 0 }) else { return nil }
        steps =
            index == 0
            ? 0 : Double(index - 1) + -sums[index - 1] / (sums[index] - sums[index - 1])
        isLasting = sums[index...].allSatisfy { $0 >= 0 }
    }
}
