import Pricing

/// Finds the model that a request is expected to cost least at.
struct PriceChoice: Sendable {
    let models: [String]
    /// Nil for what the request's `max_tokens` allows.
    let expectedOutput: UInt64?
    private let prices: PriceTable

    /// The currency of the costs.
    var currency: Currency { prices.currency }

    /// - Throws: `SelectionError` where a model has no price.
    init(_ cheapest: Policy.Cheapest, by prices: PriceTable) throws(SelectionError) {
        (models, expectedOutput) = (cheapest.models, cheapest.expectedOutput)
        self.prices = prices
        for model in models {
            let quote = quote(model, TokenUsage(input: 1, output: 1), in: .standard)
            guard case .unpriced(let reason) = quote else { continue }
            throw SelectionError.unpriced(model, reason, near: prices.nearNames(to: model))
        }
    }

    /// What the models are expected to cost, in their order; nil where a tier has no price.
    func costs(input: Int64, output: Int64, in tier: ServiceTier) -> [Money?] {
        let usage = TokenUsage(input: UInt64(input), output: UInt64(output))
        return models.map { quote($0, usage, in: tier).total }
    }

    /// The position of the cheapest model; of equally dear ones the first.
    ///
    /// One without a price in this tier is passed over.
    func position(input: Int64, output: Int64, in tier: ServiceTier) -> Int {
        var best: (position: Int, cost: Money)?
        for (position, cost) in costs(input: input, output: output, in: tier).enumerated() {
            guard let cost, best.map({ cost < $0.cost }) ?? true else { continue }
            best = (position, cost)
        }
        return best?.position ?? 0
    }

    private func quote(_ model: String, _ usage: TokenUsage, in tier: ServiceTier) -> Quote {
        prices.quote(
            model: model, usage: usage,
            in: prices.priceClass(serviceTier: tier, totalInput: usage.totalInput, at: nil))
    }
}

/// Remembers what was chosen, since requests of one size are many.
final class PriceChoices {
    private struct Size: Hashable {
        let tier: UInt32
        let input, output: Int64
    }

    private static let remembered = 1 << 16

    private let choice: PriceChoice
    private var positions: [Size: UInt16] = [:]

    init(_ choice: PriceChoice) { self.choice = choice }

    /// The position of the cheapest model for a request of a size in the tier with an id.
    func position(
        input: Int64, output: Int64, tier: UInt32, named name: (UInt32) -> ServiceTier
    ) -> UInt16 {
        let size = Size(tier: tier, input: input, output: output)
        if let known = positions[size] { return known }
        let position = UInt16(choice.position(input: input, output: output, in: name(tier)))
        if positions.count == Self.remembered { positions.removeAll(keepingCapacity: true) }
        positions[size] = position
        return position
    }
}
