import Calls
public import Pricing
public import Routing

/// What calls held in memory cost under a policy.
public struct WhatIf: Sendable {
    /// Calls that one rule decided and that name the same model.
    public struct Cell: Sendable {
        /// The rule's position in the policy.
        public let rule: Int
        /// The model asked for; nil where none was named.
        public let model: String?
        /// The model that was chosen; nil where none was named and the policy keeps it.
        public let chosen: String?
        /// The class of the requests, where they were put into classes; else 0.
        public let classIndex: Int
        /// Calls.
        public let requests: UInt64
        /// Their tokens.
        public let usage: TokenUsage
    }

    /// The cost of all calls at the models that the policy chose.
    public let column: CostColumn
    /// By rule and model asked for, in no particular order; a pair may stand there several times.
    public let cells: [Cell]
    /// What is saved against the calls as requested, over those priced on both sides.
    public let saving: Saving

    /// How many calls stay at the model that they asked for.
    public var keptRequests: UInt64 {
        cells.reduce(0) { $1.chosen?.exact == $1.model?.exact ? $0 + $1.requests : $0 }
    }

    /// How many calls go to a model.
    public func requests(at model: String) -> UInt64 {
        cells.reduce(0) { $1.chosen?.exact == model.exact ? $0 + $1.requests : $0 }
    }

    /// How many calls a rule decided, by its position in the policy.
    public func requests(rule: Int) -> UInt64 {
        cells.reduce(0) { $1.rule == rule ? $0 + $1.requests : $0 }
    }
}

extension ResidentCalls {
    /// They have to fit where verdicts stand.
    private static let mostOutcomes = Int(Int16.max)

    /// What the calls cost under a policy.
    ///
    /// - Parameters:
    ///   - selector: A policy that looks at nothing that was not kept.
    ///   - classifier: Puts the calls into classes, its rules; nil for one class.
    /// - Returns: The cost, and what each rule decided.
    /// - Throws: `ReplayError` where a call lacks what a deciding rule asks for.
    public func cost(
        under selector: ModelSelector, classifiedBy classifier: ModelSelector? = nil
    ) throws(ReplayError) -> WhatIf {
        try selector.requireNoTimeOrder()
        let classes = classifier?.policy.outcomes.count ?? 1
        let outcomes = selector.policy.outcomes.count * classes
        guard outcomes <= Self.mostOutcomes else {
            throw ReplayError(
                "policy \(selector.policy.name) has too many outcomes for \(classes) classes; "
                    + "expected \(Self.mostOutcomes / classes) at most")
        }
        var totals = KindTotals(kinds: kinds.count, width: outcomes)
        for group in groups {
            let evaluator = selector.makeEvaluator()
            let classEvaluator = classifier?.makeEvaluator()
            let cells = CellColumn(width: outcomes)
            let sums = UsageSums(cells: cells.count(kinds: group.kinds.count))
            for block in group.blocks {
                let verdicts = try decide(block, of: group, evaluator, selector)
                if let classifier, let classEvaluator {
                    let found = try decide(block, of: group, classEvaluator, classifier)
                    for row in 0..<block.rows {
                        verdicts.base[row] = verdicts.base[row] * UInt16(classes) + found.base[row]
                    }
                }
                let ids = cells.combine(block, verdicts.base)
                sums.add(block.usage, rows: block.rows, cells: ids)
            }
            totals.add(sums, cells, of: group)
        }
        return whatIf(selector, classes: classes) { kind, outcome in totals[kind, outcome] }
    }

    /// The verdicts on a block.
    func decide(
        _ block: ResidentBlock, of group: Group, _ evaluator: PolicyEvaluator,
        _ selector: ModelSelector
    ) throws(ReplayError) -> VerdictColumn {
        let verdicts = VerdictColumn()
        let features = ResidentFeatures(
            block: block, allNames: group.names, timeZone: selector.policy.timeZone)
        evaluator.decide(features, into: verdicts.base)
        if let row = verdicts.firstUnknown(block.rows) {
            let outcome = Verdict(rawValue: verdicts.base[row]).outcome
            let rule = selector.policy.outcomes[outcome].rule
            let fields = selector.lackingFields(rule: rule, row: row, of: features)
            throw ReplayError(
                "the rule \"\(selector.policy.rules[rule].name)\" of policy "
                    + "\(selector.policy.name) needs \(fields.joined(separator: " and ")), which a "
                    + "call lacks")
        }
        return verdicts
    }

    /// Prices the totals of each kind of call and outcome.
    func whatIf(
        _ selector: ModelSelector, classes: Int = 1, suggestions: Int = 20,
        _ totals: (Int, Int) -> CallTotals
    ) -> WhatIf {
        var plan = plan
        plan.selectors = [selector]
        let table = NameTable()
        for name in names.dropFirst() { _ = table.intern(name) }
        let pricer = KindPricer(plan: plan, names: table)
        var builder = CostColumnBuilder(prices: plan.prices, suggestions: suggestions)
        var cells: [WhatIf.Cell] = []
        var comparison = (base: Money.zero, saved: Money.zero, requests: UInt64(0))
        for (index, kind) in kinds.enumerated() {
            for position in 0..<(selector.policy.outcomes.count * classes) {
                let totals = totals(index, position)
                guard totals.requests > 0 else { continue }
                let (outcome, classIndex) = position.quotientAndRemainder(dividingBy: classes)
                var kind = kind
                kind.outcomes = [UInt16(outcome)]
                let chosen = pricer.model(kind, in: .policy(0))
                let quote = pricer.quote(kind, totals.usage, in: .policy(0))
                builder.add(totals, model: chosen, tier: pricer.tier(kind), quote: quote)
                cells.append(
                    WhatIf.Cell(
                        rule: selector.policy.outcomes[outcome].rule,
                        model: pricer.name(kind.model), chosen: chosen, classIndex: classIndex,
                        requests: totals.requests, usage: totals.usage))
                if let cost = quote.total,
                    let base = pricer.quote(kind, totals.usage, in: .requested).total
                {
                    comparison.base += base
                    comparison.saved += base - cost
                    comparison.requests += totals.requests
                }
            }
        }
        return WhatIf(
            column: builder.column(), cells: cells,
            saving: Saving(
                against: .asRequested, base: comparison.base, saved: comparison.saved,
                comparedRequests: comparison.requests))
    }
}
