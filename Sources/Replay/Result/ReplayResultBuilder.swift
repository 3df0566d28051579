import Calls
import Pricing
import Routing

/// Computes the columns of a report from totals by kind of call.
struct ReplayResultBuilder {
    let plan: ReplayPlan
    let merged: MergedTotals
    let source: SourceSummary
    private let pricer: KindPricer

    init(plan: ReplayPlan, merged: MergedTotals, source: SourceSummary) {
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
        let isServedKnown = merged.kinds.keys.contains { $0.servedModel != .none }
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
            assumptions: AssumptionNotes(
                plan: plan, source: source, columns: columns, listColumn: listColumn,
                namelessRequests: nameless, foreignCosts: foreignCosts, usage: traffic.usage
            ).sentences)
    }

    /// Calls that name no model.
    private var nameless: UInt64 {
        merged.kinds.reduce(0) { $1.key.model == .none ? $0 + $1.value.requests : $0 }
    }

    /// Calls with a recorded cost in another currency than the report's.
    private var foreignCosts: UInt64 {
        guard !showsRecordedCosts else { return 0 }
        return merged.kinds.reduce(0) { $1.key.flags.hasRecordedCost ? $0 + $1.value.requests : $0 }
    }

    private var period: ClosedRange<Timestamp>? {
        guard let first = merged.first, let last = merged.last else { return nil }
        return first...last
    }

    private func column(_ choice: ColumnChoice) -> CostColumn {
        let table = choice == .listPrices ? plan.listPrices ?? plan.prices : plan.prices
        var builder = CostColumnBuilder(prices: table)
        for (kind, totals) in merged.kinds {
            builder.add(
                totals, model: pricer.model(kind, in: choice), tier: pricer.tier(kind),
                quote: pricer.quote(kind, totals.usage, in: choice))
        }
        return builder.column()
    }

    private func traffic() -> Traffic {
        var traffic = Traffic()
        traffic.operations = merged.operations
        for (kind, totals) in merged.kinds {
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
        for (kind, totals) in merged.kinds where kind.flags.hasRecordedCost {
            recorded.total += totals.recorded
            recorded.requests += totals.requests
        }
        return recorded
    }

    private func baselineModels() -> [String] {
        switch plan.baselines {
        case .models(let models): return models
        case .all where plan.prices.models.count <= 20: return plan.prices.models.map(\.id)
        case .all:
            let used = merged.kinds.keys.flatMap { kind in
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
        let counts = policy.rules.indices.map { rule in
            merged.kinds.reduce(UInt64(0)) { sum, entry in
                Int(entry.key.rules[index]) == rule ? sum + entry.value.requests : sum
            }
        }
        return PolicyOutcome(
            name: policy.name, column: column(.policy(index)),
            rules: zip(policy.rules, counts).map { RuleCount(rule: $0.name, requests: $1) },
            savings: bases.map { saving(of: index, against: $0) })
    }

    /// Sums both sides over the calls that are priced on both.
    private func saving(of policy: Int, against base: Saving.Base) -> Saving {
        var (baseTotal, policyTotal) = (Money.zero, Money.zero)
        var compared: UInt64 = 0
        for (kind, totals) in merged.kinds {
            guard let cost = pricer.quote(kind, totals.usage, in: .policy(policy)).total,
                let other = self.cost(of: base, kind, totals)
            else { continue }
            baseTotal += other
            policyTotal += cost
            compared += totals.requests
        }
        return Saving(
            against: base, base: baseTotal, saved: baseTotal - policyTotal,
            comparedRequests: compared)
    }

    private func cost(of base: Saving.Base, _ kind: CallKind, _ totals: CallTotals) -> Money? {
        switch base {
        case .asRequested: pricer.quote(kind, totals.usage, in: .requested).total
        case .baseline(let model): pricer.quote(kind, totals.usage, in: .baseline(model)).total
        case .recorded: kind.flags.hasRecordedCost ? totals.recorded : nil
        }
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

    // MARK: Groups

    private func groups() -> [GroupOutcome] {
        let outcomes = merged.groups.map { key, kinds in (key, outcome(key, kinds)) }
        return outcomes.sorted { left, right in
            if left.0.grouping != right.0.grouping { return left.0.grouping < right.0.grouping }
            let (leftCost, rightCost) = (left.1.asRequested.total, right.1.asRequested.total)
            if leftCost != rightCost && !isChronological(left.0.grouping) {
                return leftCost > rightCost
            }
            return places(left.0, left.1).lexicographicallyPrecedes(places(right.0, right.1), by: <)
        }.map(\.1)
    }

    /// Where a group stands among others by each of its values: by time, then by bytes.
    private func places(
        _ key: MergedTotals.GroupKey, _ outcome: GroupOutcome
    ) -> [(Int64, ExactText)] {
        let dimensions = plan.groupings[key.grouping].dimensions
        return zip(dimensions, key.values).enumerated().map { index, place in
            (place.0.position(of: place.1), outcome.by[index].value.exact)
        }
    }

    /// Days and hours read in their order; other groups, the dearest first.
    private func isChronological(_ grouping: Int) -> Bool {
        plan.groupings[grouping].dimensions.contains { !$0.isName }
    }

    private func outcome(
        _ key: MergedTotals.GroupKey, _ kinds: [CallKind: CallTotals]
    ) -> GroupOutcome {
        let dimensions = plan.groupings[key.grouping].dimensions
        return GroupOutcome(
            by: zip(dimensions, key.values).map { ($0.name, label($1, of: $0)) },
            requests: kinds.values.reduce(0) { $0 + $1.requests },
            tokens: kinds.values.reduce(0) { $0 + $1.usage.total },
            asRequested: cost(.requested, of: kinds),
            policies: plan.selectors.enumerated().map { index, selector in
                (selector.policy.name, cost(.policy(index), of: kinds))
            })
    }

    private func cost(_ choice: ColumnChoice, of kinds: [CallKind: CallTotals]) -> GroupCost {
        var (total, unpriced) = (Money.zero, UInt64(0))
        for (kind, totals) in kinds {
            if let cost = pricer.quote(kind, totals.usage, in: choice).total {
                total += cost
            } else {
                unpriced += totals.requests
            }
        }
        return GroupCost(total: total, unpricedRequests: unpriced)
    }

    private func label(_ value: UInt32, of dimension: GroupDimension) -> String? {
        switch dimension {
        case .day: LocalClock.dayLabel(Int32(bitPattern: value))
        case .hour: LocalHour(rawValue: Int32(bitPattern: value)).label
        default: pricer.name(NameID(rawValue: value))
        }
    }
}

extension GroupDimension {
    /// The place in time of a day or an hour; names have none.
    fileprivate func position(of value: UInt32) -> Int64 {
        switch self {
        case .day: Int64(Int32(bitPattern: value))
        case .hour: LocalHour(rawValue: Int32(bitPattern: value)).start
        case .model, .servedModel, .user, .team, .session, .tag: 0
        }
    }
}
