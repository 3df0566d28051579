import Calls
import Pricing

/// What moves to other models add to the figures: ranges, and what lost caches eat.
extension ReplayResultBuilder {
    /// What a column can cost if each call's factors lie anywhere in their ranges; nil where none
    /// is a range.
    func range(of column: ColumnChoice) -> MoneyRange? {
        guard plan.tokens.hasRanges else { return nil }
        var range = MoneyRange.zero
        for (kind, totals) in kinds {
            let models = [pricer.source(kind), pricer.model(kind, in: column)]
            let amounts = pricer.moves.corners(of: models).compactMap { point in
                let view = KindPricer.View(factors: point)
                return pricer.quote(kind, totals.usage, in: column, as: view).total
            }
            if let added = MoneyRange(of: amounts) { range += added }
        }
        return range
    }

    /// What a policy's calls of a kind can save; nil where they are not priced on both sides.
    func rangeSaved(
        _ kind: CallKind, _ totals: CallTotals, policy: Int, against base: Saving.Base
    ) -> MoneyRange? {
        let column = ColumnChoice.policy(policy)
        var models = [pricer.source(kind), pricer.model(kind, in: column)]
        if case .baseline(let model) = base { models.append(model) }
        if base == .asRequested { models.append(pricer.model(kind, in: .requested)) }
        let amounts = pricer.moves.corners(of: models).compactMap { point -> Money? in
            let view = KindPricer.View(factors: point)
            guard let other = cost(of: base, kind, totals, as: view),
                let cost = pricer.quote(kind, totals.usage, in: column, as: view).total
            else { return nil }
            return other - cost
        }
        return MoneyRange(of: amounts)
    }

    /// How much more calls of a kind would save if those that move kept their caches.
    func eatenByCache(
        _ kind: CallKind, _ totals: CallTotals, policy: Int, against base: Saving.Base
    ) -> Money {
        let kept = KindPricer.View(keepsCaches: true)
        let column = ColumnChoice.policy(policy)
        guard let now = pricer.quote(kind, totals.usage, in: column).total,
            let before = pricer.quote(kind, totals.usage, in: column, as: kept).total,
            let base = cost(of: base, kind, totals, as: KindPricer.View()).flatMap({ now in
                cost(of: base, kind, totals, as: kept).map { now - $0 }
            })
        else { return .zero }
        return (now - before) - base
    }

    /// What the columns do with the calls' models.
    var moveFacts: MoveFacts {
        var facts = MoveFacts()
        facts.rates = [:]
        let columns =
            plan.selectors.indices.map { ColumnChoice.policy($0) }
            + baselineModels().map { .baseline($0) }
        for (kind, totals) in kinds where totals.usage.total > 0 {
            for column in columns {
                let model = pricer.model(kind, in: column)
                if pricer.isMoved(kind, to: model) {
                    facts.moves = true
                    if totals.usage.cacheRead > 0 { facts.movesCached = true }
                }
            }
            guard !plan.tokens.isEmpty else { continue }
            for column in columns + [.requested, .served] {
                note(kind, totals, at: pricer.model(kind, in: column), in: column, &facts)
            }
        }
        return facts
    }

    /// Notes which rates stand for another model's tokens.
    private func note(
        _ kind: CallKind, _ totals: CallTotals, at model: String?, in column: ColumnChoice,
        _ facts: inout MoveFacts
    ) {
        guard let model, let source = pricer.source(kind),
            pricer.moves.ratio(from: source, to: model, at: .middle) != nil,
            case .priced(let items) = pricer.quote(kind, totals.usage, in: column)
        else { return }
        let pair = MoveFacts.Pair(
            source: pricer.moves.identity(source), target: pricer.moves.identity(model))
        for item in items {
            facts.rates?[pair, default: []].insert(
                "\(item.meter.rawValue) \(item.rate.perMillionTokens)")
        }
    }
}

/// What the columns of a replay do with the models that calls were recorded at.
struct MoveFacts {
    /// A model whose tokens were counted, and one at which they are priced.
    struct Pair: Hashable {
        let source: ExactText
        let target: ExactText
    }

    /// Some policy or baseline sends calls to other models.
    var moves = false
    /// Calls with cache reads among them.
    var movesCached = false
    /// Where tokens count otherwise: the rates per million tokens as they were counted; nil where
    /// nobody looked.
    var rates: [Pair: Set<String>]?
}
