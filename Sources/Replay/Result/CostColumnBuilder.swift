import Calls
import Pricing

/// Adds up one cost column: a model and a quote for each kind of call.
struct CostColumnBuilder {
    private struct UnpricedKey: Hashable {
        let model: ExactText
        let reason: UnpricedReason
    }

    private struct SubstitutionKey: Hashable {
        let model: ExactText
        let meter, ratedAs: Meter
        let tier, ratedTier: ExactText
        let band, ratedBand: ContextBand
    }

    private let prices: PriceSchedule
    private let suggestions: Int
    private var total = Money.zero
    private var models: [ExactText: ModelCost] = [:]
    private var unpriced: [UnpricedKey: UnpricedCalls] = [:]
    private var items: [ItemCost.Key: ItemCost] = [:]
    private var substitutions: [SubstitutionKey: RateSubstitution] = [:]

    /// - Parameters:
    ///   - prices: Where near names are looked for.
    ///   - suggestions: How many unpriced models get near names, the most frequent first; each is a
    ///     search through the whole table.
    init(prices: PriceSchedule, suggestions: Int = 20) {
        self.prices = prices
        self.suggestions = suggestions
    }

    /// Adds calls of one kind at a model.
    mutating func add(
        _ totals: CallTotals, model: String?, tier: ServiceTier, quote: Quote
    ) {
        switch quote {
        case .unpriced(let reason):
            let key = UnpricedKey(model: model.exact, reason: reason)
            var calls =
                unpriced[key]
                ?? UnpricedCalls(model: model, reason: reason, requests: 0, tokens: 0, near: [])
            calls.requests += totals.requests
            calls.tokens += totals.usage.total
            unpriced[key] = calls
        case .priced(let items):
            let cost = items.reduce(Money.zero) { $0 + $1.amount }
            var entry =
                models[model.exact]
                ?? ModelCost(model: model, requests: 0, tokens: 0, cost: .zero)
            entry.requests += totals.requests
            entry.tokens += totals.usage.total
            entry.cost += cost
            models[model.exact] = entry
            total += cost
            for item in items {
                count(item, model: model.exact, tier: tier)
                note(item, model: model ?? "", tier: tier)
            }
        }
    }

    private mutating func count(_ item: LineItem, model: ExactText, tier: ServiceTier) {
        let key = ItemCost.Key(model: model, tier: tier, meter: item.meter)
        var entry = items[key] ?? ItemCost(key: key, tokens: 0, cost: .zero)
        entry.tokens += item.quantity
        entry.cost += item.amount
        items[key] = entry
    }

    private mutating func note(_ item: LineItem, model: String, tier: ServiceTier) {
        guard item.ratedAs != item.meter || item.ratedTier != tier || item.ratedBand != item.band
        else { return }
        let key = SubstitutionKey(
            model: model.exact, meter: item.meter, ratedAs: item.ratedAs, tier: tier.name.exact,
            ratedTier: item.ratedTier.name.exact, band: item.band, ratedBand: item.ratedBand)
        substitutions[
            key,
            default: RateSubstitution(
                model: model, meter: item.meter, ratedAs: item.ratedAs, tier: tier,
                ratedTier: item.ratedTier, band: item.band, ratedBand: item.ratedBand, tokens: 0)
        ].tokens += item.quantity
    }

    /// The column, sorted so that it is the same in every run.
    func column() -> CostColumn {
        CostColumn(
            total: total,
            models: models.values.sorted {
                ($1.cost, $0.model.exact) < ($0.cost, $1.model.exact)
            },
            unpriced: sortedUnpriced(),
            items: items.values.sorted {
                ($0.key.model, $0.key.tier, $0.key.meter.rawValue)
                    < ($1.key.model, $1.key.tier, $1.key.meter.rawValue)
            },
            substitutions: substitutions.values.sorted {
                ($0.model.exact, $0.meter.rawValue, $0.tier.name.exact, $0.band, $0.ratedBand)
                    < ($1.model.exact, $1.meter.rawValue, $1.tier.name.exact, $1.band, $1.ratedBand)
            })
    }

    /// The most frequent first.
    private func sortedUnpriced() -> [UnpricedCalls] {
        var sorted = unpriced.values.sorted {
            ($1.requests, $0.model.exact, $0.reason.description)
                < ($0.requests, $1.model.exact, $1.reason.description)
        }
        for index in sorted.indices.prefix(suggestions) {
            guard let model = sorted[index].model, case .unknownModel = sorted[index].reason else {
                continue
            }
            sorted[index].near = prices.nearNames(to: model)
        }
        return sorted
    }
}
