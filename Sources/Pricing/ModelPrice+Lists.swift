/// Rates of a model that stand in one list, by the names under which they are shown.
struct RateList {
    /// Tier, context band and hours that the list is for; empty for any.
    let scope: String
    let rates: [(name: String, rate: Rate)]
}

extension ModelPrice {
    /// All lists of the model's rates, the standard ones first.
    var rateLists: [RateList] {
        switch rates {
        case .allTokens(let rate): return [RateList(scope: "", rates: [("all_tokens", rate)])]
        case .split(let card):
            let lists = card.scopes.map { scope in
                RateList(scope: scope.description, rates: named(card.rates[scope] ?? [:]))
            }
            guard let offPeak = card.offPeak else { return lists }
            let hours = "off-peak \(offPeak.hours)"
            return lists + [RateList(scope: hours, rates: named(offPeak.rates))]
        }
    }

    private func named(_ rates: [Meter: Rate]) -> [(name: String, rate: Rate)] {
        Meter.allCases.compactMap { meter in rates[meter].map { (meter.rawValue, $0) } }
    }
}

extension RateCard.Scope: CustomStringConvertible {
    /// Tier and band as far as they are not the usual ones, such as `batch, over 200000`.
    public var description: String {
        [tier == .standard ? "" : tier.name, band.description]
            .filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
