import Calls
import Pricing
import Routing

/// The kinds of all calls, for pricing.
struct WhatIfPricing: Sendable {
    private let plan: ReplayPlan
    private let names: [String]
    /// The kinds of call, without any decision.
    let kinds: [CallKind]

    init(_ plan: ReplayPlan, _ numbering: KindNumbering) {
        (self.plan, names, kinds) = (plan, numbering.names.all, numbering.kinds)
    }

    /// What prices calls under a policy.
    func makePricer(_ selector: ModelSelector, classes: Int = 1) -> WhatIfPricer {
        var plan = plan
        plan.selectors = [selector]
        let table = NameTable()
        for name in names.dropFirst() { _ = table.intern(name) }
        return WhatIfPricer(KindPricer(plan: plan, names: table), kinds, classes: classes)
    }
}

/// Prices totals of calls by kind and outcome under one policy.
struct WhatIfPricer {
    /// Calls of a kind that have an outcome and a class.
    private struct Case {
        let kind: Int
        let noted: Int
        let classIndex: Int
        let rule: Int
        let decided: CallKind
        let askedModel: String?
        let model: String?
        let tier: ServiceTier
    }

    private let pricer: KindPricer
    private let cases: [Case]

    init(_ pricer: KindPricer, _ kinds: [CallKind], classes: Int) {
        self.pricer = pricer
        let outcomes = pricer.plan.selectors[0].policy.outcomes
        cases = kinds.enumerated().flatMap { index, kind in
            (0..<outcomes.count * classes).map { noted in
                let (outcome, classIndex) = noted.quotientAndRemainder(dividingBy: classes)
                var decided = kind
                decided.outcomes = [UInt16(outcome)]
                return Case(
                    kind: index, noted: noted, classIndex: classIndex,
                    rule: outcomes[outcome].rule, decided: decided,
                    askedModel: pricer.name(kind.model),
                    model: pricer.model(decided, in: .policy(0)), tier: pricer.tier(kind))
            }
        }
    }

    /// The answer, of totals by kind, outcome and class; so many unpriced models get near names.
    func whatIf(suggestions: Int = 20, _ totals: (Int, Int) -> CallTotals) -> WhatIf {
        var builder = CostColumnBuilder(prices: pricer.plan.prices, suggestions: suggestions)
        var cells: [WhatIf.Cell] = []
        var comparison = (base: Money.zero, saved: Money.zero, requests: UInt64(0))
        for one in cases {
            let totals = totals(one.kind, one.noted)
            guard totals.requests > 0 else { continue }
            let quote = pricer.quote(one.decided, totals.usage, in: .policy(0))
            builder.add(totals, model: one.model, tier: one.tier, quote: quote)
            cells.append(
                WhatIf.Cell(
                    rule: one.rule, model: one.askedModel, chosen: one.model,
                    classIndex: one.classIndex, requests: totals.requests, usage: totals.usage))
            if let cost = quote.total,
                let base = pricer.quote(one.decided, totals.usage, in: .requested).total
            {
                comparison.base += base
                comparison.saved += base - cost
                comparison.requests += totals.requests
            }
        }
        return WhatIf(
            column: builder.column(), cells: cells,
            saving: Saving(
                against: .asRequested, base: comparison.base, saved: comparison.saved,
                comparedRequests: comparison.requests))
    }
}
