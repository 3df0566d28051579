public import Pricing

/// The least and the most that an amount can be.
public struct MoneyRange: Hashable, Sendable {
    /// The least.
    public internal(set) var low: Money
    /// The most.
    public internal(set) var high: Money

    static let zero = MoneyRange(low: .zero, high: .zero)

    /// The range of some amounts; nil where there is none.
    init?(of amounts: [Money]) {
        guard let low = amounts.min(), let high = amounts.max() else { return nil }
        self.init(low: low, high: high)
    }

    /// A range by its ends.
    public init(low: Money, high: Money) { (self.low, self.high) = (low, high) }

    static func += (left: inout MoneyRange, right: MoneyRange) {
        left.low += right.low
        left.high += right.high
    }
}
