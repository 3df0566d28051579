import Calls
import Pricing
import Routing

/// One policy on its way through the calls in time order.
struct PolicyLane {
    private let budgetModel: NameID
    private var ledger: BudgetLedger?
    private var prices: LanePrices
    private var route: PolicyRoute
    /// The same policy without its budget.
    private var unlimited: PolicyRoute

    init(_ index: Int, pricer: KindPricer, kinds: [CallKind]) {
        let plan = pricer.plan
        let policy = plan.selectors[index].policy
        ledger = policy.budget.map { BudgetLedger($0, clock: plan.clock) }
        budgetModel = policy.budget.map { pricer.names.intern($0.thenUse) } ?? .none
        prices = LanePrices(policy: index, pricer: pricer, kinds: kinds)
        route = PolicyRoute(policy, plan, names: pricer.names)
        unlimited = route
    }

    /// Takes the next call, and gives the number of what the calls before it change about it.
    mutating func take(_ call: CallSequence.Call) -> UInt32 {
        guard ledger != nil else { return route.take(call, budget: .none, &prices).change }
        let isStruck = ledger?.turn(to: call.time) ?? false
        let served = route.take(call, budget: isStruck ? budgetModel : .none, &prices)
        let decided = unlimited.take(call, budget: .none, &prices)
        let cost = served.rates?.cost(call.usage)
        ledger?.spend(cost, at: call.time)
        if isStruck {
            ledger?.compare(
                cost, asDecided: decided.rates?.cost(call.usage),
                isMoved: served.identity != decided.identity)
        }
        return served.change
    }

    /// What the numbers of changes stand for.
    var changes: PolicyChangeTable { prices.changes }

    var outcome: OrderedOutcome {
        OrderedOutcome(budget: ledger?.outcome, fallback: route.fallback)
    }
}

/// What taking the calls in time order told about a policy.
struct OrderedOutcome {
    /// Nil where it has no budget.
    var budget: BudgetOutcome?
    /// Nil where it has no fallback chain.
    var fallback: FallbackOutcome?
}
