/// What changed from one price table to another.
public struct PriceDifference: Sendable {
    /// One rate in two tables.
    public struct RateChange: Hashable, Sendable {
        /// The model, as the later table calls it where it is in that.
        public let model: String
        /// The rate's name: a kind of token, or `all_tokens`.
        public let rate: String
        /// Tier, context band and hours for which it is; empty for any.
        public let scope: String
        /// The rate before; nil where there was none.
        public let before: Rate?
        /// The rate after; nil where there is none.
        public let after: Rate?

        /// A power of a thousand that lies between the two, which often is a mistake of units; nil
        /// where there is none.
        public var suspectedFactor: Int? {
            guard let before, let after else { return nil }
            return [1_000, 1_000_000].first { factor in
                let (small, large) = (min(before, after), max(before, after))
                let exact = Int128(small.attosPerToken) * Int128(factor)
                let distance = (Int128(large.attosPerToken) - exact).magnitude
                return exact > 0 && distance * 10 <= exact.magnitude
            }
        }
    }

    /// The names of the tables, before and after.
    public let names: (before: String, after: String)
    /// The currency of both.
    public let currency: Currency
    /// Models that only the later table has.
    public let added: [String]
    /// Models that only the earlier table has.
    public let removed: [String]
    /// Rates of models in both that are not the same, in the order of the later table.
    public let changed: [RateChange]

    /// A comparison of all models; one is the same in both where a name of it is.
    ///
    /// - Precondition: The tables are in one currency.
    public init(from before: PriceTable, to after: PriceTable) {
        names = (before.name, after.name)
        currency = after.currency
        var changed: [RateChange] = []
        var added: [String] = []
        var met: Set<ExactText> = []
        for model in after.models {
            guard let earlier = before.model(sameAs: model) else {
                added.append(model.id)
                continue
            }
            met.insert(earlier.id.exact)
            changed += RateChange.list(model.id, earlier, model)
        }
        (self.changed, self.added) = (changed, added)
        removed = before.models.filter { model in
            !met.contains(model.id.exact) && after.model(sameAs: model) == nil
        }.map(\.id)
    }

    /// The models with a rate that changed, each once.
    public var changedModels: [String] {
        changed.map(\.model).reduce(into: []) { models, model in
            if models.last != model { models.append(model) }
        }
    }
}

extension PriceTable {
    /// The model of the same id, else the first that has a name of it.
    fileprivate func model(sameAs other: ModelPrice) -> ModelPrice? {
        ([other.id] + other.aliases).lazy.compactMap { self.model($0) }.first
    }
}

extension PriceDifference.RateChange {
    private struct Key: Hashable {
        let rate: String
        let scope: String
    }

    fileprivate static func list(
        _ name: String, _ before: ModelPrice, _ after: ModelPrice
    ) -> [PriceDifference.RateChange] {
        let (old, new) = (rates(of: before), rates(of: after))
        let earlier = Dictionary(uniqueKeysWithValues: old)
        let later = Dictionary(uniqueKeysWithValues: new)
        let keys = new.map(\.0) + old.map(\.0).filter { later[$0] == nil }
        return keys.filter { earlier[$0] != later[$0] }.map { key in
            PriceDifference.RateChange(
                model: name, rate: key.rate, scope: key.scope, before: earlier[key],
                after: later[key])
        }
    }

    private static func rates(of model: ModelPrice) -> [(Key, Rate)] {
        model.rateLists.flatMap { list in
            list.rates.map { (Key(rate: $0.name, scope: list.scope), $0.rate) }
        }
    }
}
