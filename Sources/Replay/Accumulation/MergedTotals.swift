import Calls
import Pricing

/// Everything that was added up, whatever the number of workers.
struct MergedTotals {
    /// A group: one value a dimension, in the numbering of `names` where it is a name.
    struct GroupKey: Hashable {
        let grouping: Int
        let values: [UInt32]
    }

    /// Totals of calls of one kind, in all or within a group.
    struct KindTotals {
        /// Position in `kinds`.
        let kind: Int
        var totals: CallTotals
    }

    /// Where the parts of a worker's partial went.
    struct Places {
        /// Its names in `names`.
        let names: [NameID]
        /// Its kinds in `kinds`.
        let kinds: [Int]
        /// By grouping, the group of each entry; only where calls are held.
        var groups: [[GroupKey]] = []
    }

    let names = NameTable()
    /// By partial.
    private(set) var places: [Places] = []
    /// Each kind of call once.
    private(set) var kinds: [CallKind] = []
    /// By kind.
    private(set) var totals: [KindTotals] = []
    /// By group, each kind once.
    private(set) var groups: [GroupKey: [KindTotals]] = [:]
    /// The dearest requests of all workers, in no particular order.
    private(set) var requests: [RankedRequest] = []
    /// By model, none twice.
    private(set) var latencies: [NameID: LatencyCounts] = [:]
    private var positions: [CallKind: Int] = [:]
    private(set) var first: Timestamp?
    private(set) var last: Timestamp?
    private var operationIDs: Set<OperationID> = []
    private var callsWithoutOperation: UInt64 = 0
    private var tokens: UInt64 = 0

    /// Brings partials together.
    ///
    /// - Parameters:
    ///   - partials: One a worker.
    ///   - groupings: What the partials' groups stand for.
    /// - Throws: `ReplayError` where there are more tokens than totals can hold.
    init(_ partials: [ReplayPartial], groupings: [Grouping]) throws(ReplayError) {
        for partial in partials { try add(partial, groupings) }
    }

    /// Distinct operations; a record that names none is one of its own.
    var operations: UInt64 { UInt64(operationIDs.count) + callsWithoutOperation }

    private mutating func add(
        _ partial: ReplayPartial, _ groupings: [Grouping]
    ) throws(ReplayError) {
        tokens += partial.tokens
        guard tokens < Bounds.tokensPerRun else {
            throw ReplayError.tooManyTokens
        }
        let ids = partial.names.map { $0.isEmpty ? NameID.none : names.intern($0) }
        let positions = partial.kinds.map { position(of: $0.renamed(ids)) }
        for (position, added) in zip(positions, partial.totals) {
            totals[position].totals += added
        }
        var places = Places(names: ids, kinds: positions)
        for (index, entries) in partial.groups.enumerated() {
            let dimensions = groupings[index].dimensions
            var keys: [GroupKey] = []
            for entry in entries {
                let values = zip(dimensions, entry.values).map { dimension, value in
                    dimension.isName ? ids[Int(value)].rawValue : value
                }
                let key = GroupKey(grouping: index, values: values)
                groups[key, default: []].add(entry.totals, kind: positions[entry.kind])
                if !partial.held.isEmpty { keys.append(key) }
            }
            places.groups.append(keys)
        }
        self.places.append(places)
        requests += partial.requests.map { request in
            var request = request
            request.model = ids[Int(request.model.rawValue)]
            request.kind = positions[request.kind]
            return request
        }
        for partial in partial.latencies {
            latencies[ids[Int(partial.model.rawValue)], default: LatencyCounts()]
                .merge(partial.counts)
        }
        operationIDs.formUnion(partial.operations)
        callsWithoutOperation += partial.callsWithoutOperation
        if let time = partial.first { first = min(first ?? time, time) }
        if let time = partial.last { last = max(last ?? time, time) }
    }
}

extension MergedTotals {
    /// Counts calls as of another kind.
    mutating func move(_ moved: CallTotals, of kind: Int, to changed: CallKind) {
        totals[kind].totals -= moved
        totals[position(of: changed)].totals += moved
    }

    /// Counts calls of a group as of another kind.
    mutating func move(_ moved: CallTotals, of kind: Int, to changed: CallKind, in key: GroupKey) {
        let position = position(of: changed)
        groups[key]?.remove(moved, kind: kind)
        groups[key]?.add(moved, kind: position)
    }

    /// Takes a listed request as of another kind.
    mutating func change(_ request: Int, to changed: CallKind) {
        requests[request].kind = position(of: changed)
    }

    /// Forgets the totals of kinds of which no call is left.
    mutating func dropEmpty() {
        totals.removeAll { $0.totals.requests == 0 }
        for key in groups.keys { groups[key]?.removeAll { $0.totals.requests == 0 } }
    }

    /// The position of a kind, which is given one if it is new.
    private mutating func position(of kind: CallKind) -> Int {
        if let known = positions[kind] { return known }
        positions[kind] = kinds.count
        totals.append(KindTotals(kind: kinds.count, totals: CallTotals()))
        kinds.append(kind)
        return kinds.count - 1
    }
}

extension [MergedTotals.KindTotals] {
    /// Adds calls of a kind; the kinds of one group are few.
    fileprivate mutating func add(_ added: CallTotals, kind: Int) {
        guard let known = firstIndex(where: { $0.kind == kind }) else {
            append(MergedTotals.KindTotals(kind: kind, totals: added))
            return
        }
        self[known].totals += added
    }

    fileprivate mutating func remove(_ removed: CallTotals, kind: Int) {
        guard let known = firstIndex(where: { $0.kind == kind }) else {
            preconditionFailure("calls of a kind that the group does not have")
        }
        self[known].totals -= removed
    }
}

extension GroupDimension {
    /// Whether its values are names.
    var isName: Bool {
        switch self {
        case .day, .hour, .minute, .size: false
        case .model, .servedModel, .user, .team, .session, .tag: true
        }
    }
}
