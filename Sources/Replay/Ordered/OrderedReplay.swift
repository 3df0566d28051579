import Calls
import Pricing

/// Takes all policies through the held calls in time order, and notes what that changes.
struct OrderedReplay {
    /// By policy.
    let outcomes: [OrderedOutcome]
    private let lanes: [PolicyLane]
    private let changed: ChangedCalls
    private let listed: ListedCalls

    init(_ plan: ReplayPlan, _ partials: [ReplayPartial], _ merged: MergedTotals) {
        let sequence = CallSequence(
            partials, kinds: merged.places.map(\.kinds), names: merged.places.map(\.names))
        let pricer = KindPricer(plan: plan, names: merged.names)
        var lanes = plan.selectors.indices.map {
            PolicyLane($0, pricer: pricer, kinds: merged.kinds)
        }
        var listed = ListedCalls(merged.requests)
        var openings = SessionOpenings(merged.kinds)
        var changed = ChangedCalls(lanes: lanes.count + 1, groupings: plan.allGroupings.count)
        for position in 0..<sequence.count {
            let call = sequence[position]
            changed.begin()
            for lane in lanes.indices { changed.note(lanes[lane].take(call), lane: lane) }
            changed.note(openings.isOpening(call) ? 1 : 0, lane: lanes.count)
            changed.add(call, of: sequence)
            listed.note(call, changed.current)
        }
        self.listed = listed
        self.lanes = lanes
        self.changed = changed
        outcomes = lanes.map(\.outcome)
    }

    /// Gives the changed calls the kinds that tell so, in all totals.
    func apply(to merged: inout MergedTotals, _ partials: [ReplayPartial]) {
        for (kind, changes, totals) in changed.byKind {
            merged.move(totals, of: kind, to: changing(merged.kinds[kind], changes))
        }
        for (place, changes, totals) in changed.byEntry {
            let entry = partials[place.partial].groups[place.grouping][place.entry]
            let kind = merged.places[place.partial].kinds[entry.kind]
            merged.move(
                totals, of: kind, to: changing(merged.kinds[kind], changes),
                in: merged.places[place.partial].groups[place.grouping][place.entry])
        }
        for (request, combination) in listed.changes {
            let kind = merged.kinds[merged.requests[request].kind]
            merged.change(request, to: changing(kind, changed.changes(combination)))
        }
        merged.dropEmpty()
    }

    private func changing(_ kind: CallKind, _ changes: [UInt32]) -> CallKind {
        var kind = kind
        let byPolicy = zip(lanes, changes).map { $0.changes.change($1) }
        if byPolicy.contains(where: { $0 != .none }) { kind.changes = byPolicy }
        kind.opensSession = changes.last == 1
        return kind
    }
}

/// Which calls are the first of their session and read from a cache.
private struct SessionOpenings {
    private let isUnused: [Bool]
    private var seen: Set<NameID> = []

    init(_ kinds: [CallKind]) { isUnused = kinds.map(\.isKnownToCostNothing) }

    mutating func isOpening(_ call: CallSequence.Call) -> Bool {
        guard call.session != .none, !isUnused[call.kind] else { return false }
        return seen.insert(call.session).inserted && call.usage.cacheRead > 0
    }
}
