import Calls
import Pricing

/// What calls cost under one policy, by their kind and what was changed about them.
struct LanePrices {
    /// What is known of such calls.
    struct Entry {
        /// Where they go; none where nothing names a model.
        let model: NameID
        /// The model's id in the price table, as a number; models unknown to it have their own.
        let identity: NameID
        /// Nil where they have no price.
        let rates: CallRates?
        let isFailed: Bool
    }

    private let policy: Int
    private let pricer: KindPricer
    private var pairs = PairTable()
    private var entries: [Entry] = []

    init(policy: Int, pricer: KindPricer) { (self.policy, self.pricer) = (policy, pricer) }

    /// What is known of calls of this kind that this is changed about, both by their numbers.
    mutating func entry(
        kind: Int, change: UInt32, _ kinds: [CallKind], _ changes: PolicyChangeTable
    ) -> Entry {
        let id = Int(pairs.id(UInt32(kind), change))
        if id == entries.count {
            entries.append(makeEntry(kinds[kind], changes.change(change)))
        }
        return entries[id]
    }

    private func makeEntry(_ kind: CallKind, _ change: PolicyChange) -> Entry {
        var kind = kind
        kind.changes = Array(repeating: .none, count: kind.outcomes.count)
        kind.changes[policy] = change
        let names = pricer.names
        let model = pricer.model(kind, in: .policy(policy))
        let identity = model.map { pricer.plan.prices.model($0)?.id ?? $0 }
        return Entry(
            model: model.map { names.intern($0) } ?? .none,
            identity: identity.map { names.intern($0) } ?? .none,
            rates: CallRates { pricer.quote(kind, $0, in: .policy(policy)).total },
            isFailed: kind.flags.isFailed)
    }
}
