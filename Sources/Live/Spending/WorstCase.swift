public import Pricing
public import Routing

/// The most that a request can cost: each attempt at the dearest model that it may reach.
public struct WorstCase: Sendable {
    /// The prices.
    public let prices: PriceTable
    /// Where a request goes after a model has failed; nil where it goes nowhere.
    public let fallback: Policy?
    /// The most attempts of one request, over all models.
    ///
    /// A client that counts retries anew after each fallback makes so many at each model.
    public let attempts: Int
    /// The time at which prices are taken.
    public let time: Timestamp

    /// The bounds of a run.
    ///
    /// - Parameters:
    ///   - prices: The prices.
    ///   - fallback: The policy whose fallbacks are followed, if any.
    ///   - attempts: The most attempts of one request over all models, at least one.
    ///   - time: When the requests are sent, about.
    public init(prices: PriceTable, fallback: Policy? = nil, attempts: Int, time: Timestamp) {
        precondition(attempts > 0)
        (self.prices, self.fallback) = (prices, fallback)
        (self.attempts, self.time) = (attempts, time)
    }

    /// The models that a request may reach, the one asked for first.
    public func models(from model: String) -> [String] {
        var (reached, failed) = ([model], model)
        while let next = fallback?.next(after: failed, tried: Set(reached)) {
            reached.append(next)
            failed = next
        }
        return reached
    }
}

/// A model without a price, and why.
public struct UnpricedModel: Hashable, Sendable {
    /// The model.
    public let model: String
    /// Why it has none.
    public let reason: UnpricedReason
}
