/// Something in a price table that is allowed, but often a mistake.
public struct PriceWarning: Hashable, Sendable, CustomStringConvertible {
    /// The model and tier concerned, such as `gpt-4.1 (batch)`, or nil for the whole table.
    public let subject: String?
    /// What stands out, and why it matters.
    public let message: String

    /// The warning as one line.
    public var description: String {
        subject.map { "\($0): \(message)" } ?? message
    }
}

extension PriceTable {
    /// What stands out in the table, in file order.
    public func warnings() -> [PriceWarning] {
        let notes = pricesAllTokensAlike ? [allTokensNote] : []
        return notes + models.flatMap { model in model.tiers.flatMap(model.warnings) }
    }

    private var allTokensNote: PriceWarning {
        PriceWarning(
            subject: nil,
            message: "one price for every token: input and cached tokens cost as much as output")
    }
}

extension ModelPrice {
    fileprivate func warnings(in tier: ServiceTier) -> [PriceWarning] {
        let messages = magnitudeWarnings(tier) + missingRateWarnings(tier) + orderWarnings(tier)
        let subject = tier == .standard ? id : "\(id) (\(tier))"
        return messages.map { PriceWarning(subject: subject, message: $0) }
    }

    private func magnitudeWarnings(_ tier: ServiceTier) -> [String] {
        let priced: [(String, Rate)] =
            switch rates {
            case .allTokens(let rate): [("all_tokens", rate)]
            case .split: rated(tier)
            }
        return priced.compactMap { name, rate in
            if rate.attosPerToken == 0 { return "\(name) is free" }
            let plausible: ClosedRange<Int64> = 1_000_000_000...1_000_000_000_000_000
            guard !plausible.contains(rate.attosPerToken) else { return nil }
            return "\(name) is \(rate.perMillionTokens) per 1M tokens, outside 0.001 to 1000; "
                + "is it a price per token or per 1K tokens?"
        }
    }

    private func rated(_ tier: ServiceTier) -> [(String, Rate)] {
        Meter.allCases.compactMap { meter in
            rate(of: meter, in: tier).map { (meter.rawValue, $0) }
        }
    }

    private func missingRateWarnings(_ tier: ServiceTier) -> [String] {
        [Meter.input, .output].filter { rate(of: $0, in: tier) == nil }.map {
            "no \($0.rawValue) rate: calls stay unpriced"
        }
    }

    private func orderWarnings(_ tier: ServiceTier) -> [String] {
        guard let input = rate(of: .input, in: tier) else { return [] }
        var messages: [String] = []
        if let cacheRead = rate(of: .cacheRead, in: tier), cacheRead > input {
            messages.append("cache_read is dearer than input")
        }
        if let output = rate(of: .output, in: tier), output < input {
            messages.append("output is cheaper than input")
        }
        return messages
    }
}
