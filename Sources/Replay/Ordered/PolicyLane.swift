import Calls
import Pricing
import Routing

/// One policy on its way through the calls in time order.
struct PolicyLane {
    private let budgetModel: NameID
    private var ledger: BudgetLedger?
    private var prices: LanePrices
    private(set) var changes = PolicyChangeTable()

    init(_ index: Int, pricer: KindPricer) {
        let policy = pricer.plan.selectors[index].policy
        ledger = policy.budget.map { BudgetLedger($0, clock: pricer.plan.clock) }
        budgetModel = policy.budget.map { pricer.names.intern($0.thenUse) } ?? .none
        prices = LanePrices(policy: index, pricer: pricer)
    }

    /// Takes the next call, and gives the number of what the calls before it change about it.
    mutating func take(_ call: CallSequence.Call, _ kinds: [CallKind]) -> UInt32 {
        let isStruck = ledger?.turn(to: call.time) ?? false
        let decided = prices.entry(kind: call.kind, change: 0, kinds, changes)
        guard isStruck else {
            ledger?.spend(decided.rates?.cost(call.usage), at: call.time)
            return 0
        }
        let change = changes.id(PolicyChange(model: budgetModel, causes: .budget))
        let served = prices.entry(kind: call.kind, change: change, kinds, changes)
        let cost = served.rates?.cost(call.usage)
        ledger?.spend(cost, at: call.time)
        ledger?.compare(
            cost, asDecided: decided.rates?.cost(call.usage),
            isMoved: served.identity != decided.identity)
        return change
    }

    var budget: BudgetOutcome? { ledger?.outcome }
}
