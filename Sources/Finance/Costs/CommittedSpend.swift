public import Pricing

/// A discount for a promise to spend at least so much a month: max(commitment, usage at list × (1 - discount)).
public struct CommittedSpend: Hashable, Sendable {
    /// What is paid a month at least; what the discounted usage goes beyond is paid as well.
    public let commitment: Money
    /// The discount on the whole usage in hundredths of a percent, 2,000 for 20 %; below 10,000.
    public let discount: UInt64

    /// A discount for a promise.
    public init(commitment: Money, discount: UInt64) {
        precondition(commitment >= .zero && discount < 10_000)
        (self.commitment, self.discount) = (commitment, discount)
    }

    /// What a month costs.
    ///
    /// - Parameter usage: What it would cost at list prices.
    /// - Returns: The commitment, or the discounted usage where that is more.
    public func cost(of usage: Money) -> Money {
        max(commitment, usage.times(10_000 - discount, over: 10_000))
    }
}
