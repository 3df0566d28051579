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
        /// Calls.
        public let requests: UInt64
        /// Their tokens.
        public let usage: TokenUsage
    }

    /// The cost of all calls at the models that the policy chose.
    public let column: CostColumn
    /// By rule and model asked for, in no particular order; a pair may stand there several times.
    public let cells: [Cell]

    /// How many calls a rule decided, by its position in the policy.
    public func requests(rule: Int) -> UInt64 {
        cells.reduce(0) { $1.rule == rule ? $0 + $1.requests : $0 }
    }
}

extension ResidentCalls {
    /// What the calls cost under a policy.
    ///
    /// - Parameter selector: A policy that looks at nothing that was not kept.
    /// - Returns: The cost, and what each rule decided.
    /// - Throws: `ReplayError` where a call lacks what a deciding rule asks for.
    public func cost(under selector: ModelSelector) throws(ReplayError) -> WhatIf {
        try selector.requireNoTimeOrder()
        let outcomes = selector.policy.outcomes.count
        var totals = KindTotals(kinds: kinds.count, width: outcomes)
        for group in groups {
            let evaluator = selector.makeEvaluator()
            let cells = CellColumn(width: outcomes)
            let sums = UsageSums(cells: cells.count(kinds: group.kinds.count))
            for block in group.blocks {
                let verdicts = try decide(block, of: group, evaluator, selector)
                let ids = cells.combine(block, verdicts.base)
                sums.add(block.usage, rows: block.rows, cells: ids)
            }
            totals.add(sums, cells, of: group)
        }
        return whatIf(selector) { kind, outcome in totals[kind, outcome] }
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
        _ selector: ModelSelector, suggestions: Int = 20, _ totals: (Int, Int) -> CallTotals
    ) -> WhatIf {
        var plan = plan
        plan.selectors = [selector]
        let table = NameTable()
        for name in names.dropFirst() { _ = table.intern(name) }
        let pricer = KindPricer(plan: plan, names: table)
        var builder = CostColumnBuilder(prices: plan.prices, suggestions: suggestions)
        var cells: [WhatIf.Cell] = []
        for (index, kind) in kinds.enumerated() {
            for (position, outcome) in selector.policy.outcomes.enumerated() {
                let totals = totals(index, position)
                guard totals.requests > 0 else { continue }
                var kind = kind
                kind.outcomes = [UInt16(position)]
                builder.add(
                    totals, model: pricer.model(kind, in: .policy(0)), tier: pricer.tier(kind),
                    quote: pricer.quote(kind, totals.usage, in: .policy(0)))
                cells.append(
                    WhatIf.Cell(
                        rule: outcome.rule, model: pricer.name(kind.model),
                        requests: totals.requests,
                        usage: totals.usage))
            }
        }
        return WhatIf(column: builder.column(), cells: cells)
    }
}
