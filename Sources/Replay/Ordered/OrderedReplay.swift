import Calls
import Pricing

/// Takes all policies through the held calls in time order, and notes what that changes.
struct OrderedReplay {
    /// What became of each policy's budget; nil where it has none.
    let budgets: [BudgetOutcome?]
    private let sequence: CallSequence
    private let lanes: [PolicyLane]
    private var moves: ChangedCalls

    init(_ plan: ReplayPlan, _ partials: [ReplayPartial], _ merged: MergedTotals) {
        sequence = CallSequence(
            partials, kinds: merged.places.map(\.kinds), names: merged.places.map(\.names))
        let pricer = KindPricer(plan: plan, names: merged.names)
        var lanes = plan.selectors.indices.map { PolicyLane($0, pricer: pricer) }
        var moves = ChangedCalls(policies: lanes.count, groupings: plan.groupings.count)
        let kinds = merged.kinds
        for position in 0..<sequence.count {
            let call = sequence[position]
            moves.begin()
            for lane in lanes.indices {
                moves.note(lanes[lane].take(call, kinds), policy: lane)
            }
            moves.add(call, of: sequence)
        }
        self.lanes = lanes
        self.moves = moves
        budgets = lanes.map(\.budget)
    }

    /// Gives the changed calls the kinds that tell so, in all totals.
    func apply(to merged: inout MergedTotals, _ partials: [ReplayPartial]) {
        for (kind, changes, totals) in moves.byKind {
            merged.move(totals, of: kind, to: changed(merged.kinds[kind], changes))
        }
        for (place, changes, totals) in moves.byEntry {
            let entry = partials[place.partial].groups[place.grouping][place.entry]
            let kind = merged.places[place.partial].kinds[entry.kind]
            merged.move(
                totals, of: kind, to: changed(merged.kinds[kind], changes),
                in: merged.places[place.partial].groups[place.grouping][place.entry])
        }
        merged.dropEmpty()
    }

    private func changed(_ kind: CallKind, _ changes: [UInt32]) -> CallKind {
        var kind = kind
        kind.changes = zip(lanes, changes).map { $0.changes.change($1) }
        return kind
    }
}
