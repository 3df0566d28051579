import Calls
import Pricing

/// What calls cost under one policy, by their kind and what was changed about them.
struct LanePrices {
    /// What is known of such calls.
    struct Entry {
        /// The number of the change.
        let change: UInt32
        /// Where they go; none where nothing names a model.
        let model: NameID
        /// The model's id in the price table, or its name where the table does not know it.
        let identity: NameID
        /// Neither the model that was asked for nor that of the recording.
        let isMoved: Bool
        /// Nil where they have no price.
        let rates: CallRates?
        let isFailed: Bool
        /// They used nothing, and left nothing in a cache.
        let isUnused: Bool
    }

    private let policy: Int
    private let pricer: KindPricer
    private let kinds: [CallKind]
    private(set) var changes = PolicyChangeTable()
    private var pairs = PairTable()
    private var entries: [Entry] = []

    init(policy: Int, pricer: KindPricer, kinds: [CallKind]) {
        (self.policy, self.pricer, self.kinds) = (policy, pricer, kinds)
    }

    /// What is known of calls of the kind with this number that this is changed about.
    mutating func entry(_ kind: Int, _ change: PolicyChange = .none) -> Entry {
        let number = change == .none ? 0 : changes.id(change)
        let id = Int(pairs.id(UInt32(kind), number))
        if id == entries.count { entries.append(makeEntry(kinds[kind], change, number)) }
        return entries[id]
    }

    private func makeEntry(_ kind: CallKind, _ change: PolicyChange, _ number: UInt32) -> Entry {
        var kind = kind
        kind.changes = Array(repeating: .none, count: kind.outcomes.count)
        kind.changes[policy] = change
        let names = pricer.names
        let model = pricer.model(kind, in: .policy(policy))
        return Entry(
            change: number, model: model.map { names.intern($0) } ?? .none,
            identity: model.map { names.intern(pricer.moves.identity($0).text) } ?? .none,
            isMoved: pricer.isMoved(kind, to: model),
            rates: CallRates { pricer.quote(kind, $0, in: .policy(policy)).total },
            isFailed: kind.flags.isFailed, isUnused: kind.isKnownToCostNothing)
    }
}
