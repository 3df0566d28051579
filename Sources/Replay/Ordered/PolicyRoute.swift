import Calls
import Routing

/// Where a policy sends calls that are taken in time order.
struct PolicyRoute {
    private var chains: FallbackChains?
    private var sessions: SessionModels?

    init(_ policy: Policy, _ plan: ReplayPlan, names: NameTable) {
        chains = policy.fallback.isEmpty ? nil : FallbackChains(policy, names: names)
        sessions = plan.ordering.needsSessions ? SessionModels() : nil
    }

    /// Takes the next call.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - budget: The budget model, where the budget is nearly spent; else none.
    ///   - prices: What is known of calls by their kind.
    /// - Returns: Where the call goes and what it costs there.
    mutating func take(
        _ call: CallSequence.Call, budget: NameID, _ prices: inout LanePrices
    ) -> LanePrices.Entry {
        var change = PolicyChange(model: budget, marks: budget == .none ? [] : .budget)
        if let model = chains?.model(of: call.operation, preferred: budget) {
            follow(model, call, &change, &prices)
        }
        var entry = prices.entry(call.kind, change)
        chains?.note(call.operation, isFailed: entry.isFailed, at: entry.model)
        if sessions?.note(call, entry) ?? false {
            change.marks.insert(.losesCache)
            entry = prices.entry(call.kind, change)
        }
        return entry
    }

    /// Sends a call along the chain, unless it goes there anyway.
    private mutating func follow(
        _ model: NameID, _ call: CallSequence.Call, _ change: inout PolicyChange,
        _ prices: inout LanePrices
    ) {
        guard prices.entry(call.kind, change).model != model else { return }
        change.model = model
        change.marks.insert(.fallback)
        let decided = prices.entry(call.kind)
        if prices.entry(call.kind, change).identity != decided.identity { chains?.noteMove() }
    }

    /// What became of operations that went on after a failed attempt; nil without a chain.
    var fallback: FallbackOutcome? { chains?.outcome }
}
