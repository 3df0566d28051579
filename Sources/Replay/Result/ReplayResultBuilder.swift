import Calls
import Pricing
import Routing

/// Computes the columns of a report from totals by kind of call.
struct ReplayResultBuilder {
    let plan: ReplayPlan
    let merged: MergedTotals
    let source: SourceSummary
    /// By policy; empty where none takes calls in time order.
    let ordered: [OrderedOutcome]
    let pricer: KindPricer

    init(
        plan: ReplayPlan, merged: MergedTotals, source: SourceSummary,
        ordered: [OrderedOutcome] = []
    ) {
        self.ordered = ordered
        self.plan = plan
        self.merged = merged
        self.source = source
        pricer = KindPricer(plan: plan, names: merged.names)
    }

    func build() -> ReplayResult {
        let recorded = recordedCosts()
        let asRequested = column(.requested)
        let baselines = baselineModels().map {
            BaselineOutcome(model: $0, column: column(.baseline($0)))
        }
        let policies = plan.selectors.indices.map { policy($0, baselines, recorded) }
        let isServedKnown = merged.kinds.contains { $0.servedModel != .none }
        let asServed = isServedKnown ? column(.served) : nil
        let traffic = traffic()
        let listColumn = plan.listPrices == nil ? nil : column(.listPrices)
        let columns =
            [asRequested] + [asServed].compactMap { $0 } + baselines.map(\.column)
            + policies.map(\.column)
        return ReplayResult(
            source: source, period: period, prices: plan.prices, traffic: traffic,
            recorded: recorded, asRequested: asRequested, asServed: asServed,
            baselines: baselines, policies: policies, projection: projection(asRequested),
            listPrices: listColumn.map(listPrices), groups: groups(),
            charges: charges(baselines, policies), dearestRequests: dearestRequests(),
            latencies: latencies(), latencyRun: plan.latencyRun,
            assumptions: AssumptionNotes(
                plan: plan, source: source, calls: period, columns: columns, listColumn: listColumn,
                namelessRequests: nameless, foreignCosts: foreignCosts, usage: traffic.usage,
                moves: moveFacts
            ).sentences + latencyNotes)
    }

    /// Each kind of call with its totals.
    var kinds: [(kind: CallKind, totals: CallTotals)] {
        merged.totals.map { (merged.kinds[$0.kind], $0.totals) }
    }

    /// Calls that name no model.
    private var nameless: UInt64 {
        kinds.reduce(0) { $1.kind.model == .none ? $0 + $1.totals.requests : $0 }
    }

    /// Calls with a recorded cost in another currency than the report's.
    private var foreignCosts: UInt64 {
        guard !showsRecordedCosts else { return 0 }
        return kinds.reduce(0) { $1.kind.flags.hasRecordedCost ? $0 + $1.totals.requests : $0 }
    }

    private var period: ClosedRange<Timestamp>? {
        guard let first = merged.first, let last = merged.last else { return nil }
        return first...last
    }

    /// What calls of a kind cost in a column; nothing that a column it is compared with can't price.
    func quote(_ kind: CallKind, _ usage: TokenUsage, in choice: ColumnChoice) -> Quote {
        let own = pricer.quote(kind, usage, in: choice)
        guard case .priced = own, comparedChoices.contains(choice) else { return own }
        let others = comparedChoices.lazy.filter { $0 != choice }
        let isCompared = others.allSatisfy { pricer.quote(kind, usage, in: $0).total != nil }
        return isCompared ? own : .unpriced(.notCompared)
    }

    private var comparedChoices: [ColumnChoice] {
        switch plan.compared {
        case .requestedAndPolicy: [.requested, .policy(0)]
        case .policies: [.policy(0), .policy(1)]
        case nil: []
        }
    }

    func column(_ choice: ColumnChoice) -> CostColumn {
        var builder = CostColumnBuilder(prices: plan.prices(of: choice))
        for (kind, totals) in kinds {
            builder.add(
                totals, model: pricer.model(kind, in: choice), tier: pricer.tier(kind),
                quote: quote(kind, totals.usage, in: choice))
        }
        var column = builder.column()
        column.range = range(of: choice)
        column.latency = expectedLatency(of: choice)
        return column
    }

    private func traffic() -> Traffic {
        var traffic = Traffic()
        traffic.operations = merged.operations
        for (kind, totals) in kinds {
            traffic.requests += totals.requests
            traffic.usage += totals.usage
            if kind.flags.isFailed { traffic.failed += totals.requests }
            if kind.isUsageUnknown { traffic.unknownUsage += totals.requests }
        }
        return traffic
    }

    /// Logs record costs in USD; a report in another currency has no place for them.
    private var showsRecordedCosts: Bool { plan.prices.currency == .usd }

    private func recordedCosts() -> RecordedCosts {
        var recorded = RecordedCosts()
        guard showsRecordedCosts else { return recorded }
        for (kind, totals) in kinds where kind.flags.hasRecordedCost {
            recorded.total += totals.recorded
            recorded.requests += totals.requests
        }
        return recorded
    }

    func baselineModels() -> [String] {
        switch plan.baselines {
        case .models(let models): return models
        case .all where plan.prices.models.count <= 20: return plan.prices.models.map(\.id)
        case .all:
            let used = kinds.map(\.kind).flatMap { kind in
                [pricer.name(kind.model), pricer.name(kind.servedModel)]
                    + plan.selectors.indices.map { pricer.model(kind, in: .policy($0)) }
            }
            let known = used.compactMap { $0 }.compactMap { plan.prices.model($0)?.id }
            return Set(known).sorted { $0.exact < $1.exact }
        }
    }

    private func policy(
        _ index: Int, _ baselines: [BaselineOutcome], _ recorded: RecordedCosts
    ) -> PolicyOutcome {
        let policy = plan.selectors[index].policy
        var bases: [Saving.Base] = [.asRequested] + baselines.map { .baseline($0.model) }
        if recorded.requests > 0 { bases.append(.recorded) }
        return PolicyOutcome(
            name: policy.name, isOracle: policy.isOracle, column: column(.policy(index)),
            rules: ruleCounts(index), savings: bases.map { saving(of: index, against: $0) },
            budget: ordered.isEmpty ? nil : ordered[index].budget,
            fallback: fallback(index))
    }

    /// Nil where the chain had nothing to do.
    private func fallback(_ index: Int) -> FallbackOutcome? {
        guard !ordered.isEmpty, let outcome = ordered[index].fallback, outcome.retries > 0 else {
            return nil
        }
        return outcome
    }

    /// How many calls each rule decided, and last the budget where there is one.
    private func ruleCounts(_ index: Int) -> [RuleCount] {
        let policy = plan.selectors[index].policy
        var counts = policy.rules.map { _ in UInt64(0) }
        var struck: UInt64 = 0
        for (kind, totals) in kinds {
            if kind.change(under: index).marks.contains(.budget) {
                struck += totals.requests
            } else {
                counts[policy.outcomes[Int(kind.outcomes[index])].rule] += totals.requests
            }
        }
        let rules = zip(policy.rules, counts).map { RuleCount(rule: $0.name, requests: $1) }
        guard policy.budget != nil else { return rules }
        return rules + [RuleCount(rule: RuleCount.budget, requests: struck)]
    }

    /// Sums both sides over the calls that are priced on both.
    private func saving(of policy: Int, against base: Saving.Base) -> Saving {
        var (baseTotal, policyTotal) = (Money.zero, Money.zero)
        var compared: UInt64 = 0
        var (range, eaten) = (MoneyRange.zero, Money.zero)
        for (kind, totals) in kinds {
            guard let cost = pricer.quote(kind, totals.usage, in: .policy(policy)).total,
                let other = self.cost(of: base, kind, totals)
            else { continue }
            baseTotal += other
            policyTotal += cost
            compared += totals.requests
            if plan.tokens.hasRanges {
                range += rangeSaved(kind, totals, policy: policy, against: base) ?? .zero
            }
            if plan.cache != .kept {
                eaten += eatenByCache(kind, totals, policy: policy, against: base)
            }
        }
        return Saving(
            against: base, base: baseTotal, saved: baseTotal - policyTotal,
            comparedRequests: compared, range: plan.tokens.hasRanges ? range : nil,
            eatenByCache: plan.cache == .kept ? nil : eaten)
    }

    func cost(
        of base: Saving.Base, _ kind: CallKind, _ totals: CallTotals,
        as view: KindPricer.View = KindPricer.View()
    ) -> Money? {
        let column: ColumnChoice
        switch base {
        case .asRequested: column = .requested
        case .baseline(let model): column = .baseline(model)
        case .recorded: return kind.flags.hasRecordedCost ? totals.recorded : nil
        }
        return pricer.quote(kind, totals.usage, in: column, as: view).total
    }

    private func projection(_ column: CostColumn) -> Projection? {
        guard let period, column.pricedRequests > 0 else { return nil }
        return Projection(total: column.total, from: period.lowerBound, to: period.upperBound)
    }

    private func listPrices(_ column: CostColumn) -> ListPriceOutcome {
        ListPriceOutcome(
            name: plan.listPrices?.name ?? "", asRequested: column.total,
            unpricedRequests: column.unpricedRequests)
    }
}
