import Calls

/// Totals of the calls that some policy serves otherwise than its rules say, by what is changed.
struct ChangedCalls {
    /// An entry of a group in a worker's partial.
    struct Place {
        let partial: Int
        let grouping: Int
        let entry: Int
    }

    private let groupings: Int
    /// Chained over the lanes, one a policy: what is changed in the ones before, and in the next.
    private var combinations: [PairTable]
    /// What is changed about the call at hand; 0 where nothing is.
    private(set) var current: UInt32 = 0
    private var kinds = SummedPairs()
    /// By partial and grouping, as far as there are any.
    private var entries: [Int: SummedPairs] = [:]

    init(lanes: Int, groupings: Int) {
        self.groupings = groupings
        combinations = (0..<lanes).map { _ in
            var table = PairTable()
            _ = table.id(0, 0)
            return table
        }
    }

    mutating func begin() { current = 0 }

    /// Notes what is changed about the call at hand in the next lane.
    mutating func note(_ change: UInt32, lane: Int) {
        if current != 0 || change != 0 { current = combinations[lane].id(current, change) }
    }

    /// Adds the call at hand, if anything is changed about it.
    mutating func add(_ call: CallSequence.Call, of sequence: CallSequence) {
        guard current != 0 else { return }
        let block = sequence.blocks[call.block]
        let totals = block.calls.totals(call.row)
        kinds.add(totals, UInt32(call.kind), current)
        for grouping in 0..<groupings {
            entries[block.partial * groupings + grouping, default: SummedPairs()].add(
                totals, block.calls.entries[grouping][call.row], current)
        }
    }

    /// Kinds, the number of each lane's change, and the calls.
    var byKind: [(kind: Int, changes: [UInt32], totals: CallTotals)] {
        kinds.sums.map { (Int($0), changes($1), $2) }
    }

    /// The same within groups.
    var byEntry: [(place: Place, changes: [UInt32], totals: CallTotals)] {
        entries.flatMap { key, sums in
            sums.sums.map { entry, combination, totals in
                let place = Place(
                    partial: key / groupings, grouping: key % groupings, entry: Int(entry))
                return (place, changes(combination), totals)
            }
        }
    }

    /// The number of each lane's change, of what is changed together.
    func changes(_ combination: UInt32) -> [UInt32] {
        var changes: [UInt32] = []
        var rest = combination
        for table in combinations.reversed() {
            let pair = table.pairs[Int(rest)]
            changes.append(pair.right)
            rest = pair.left
        }
        return changes.reversed()
    }
}

/// Totals by pairs of small integers.
private struct SummedPairs {
    private var pairs = PairTable()
    private var totals: [CallTotals] = []

    mutating func add(_ added: CallTotals, _ left: UInt32, _ right: UInt32) {
        let id = Int(pairs.id(left, right))
        if id == totals.count { totals.append(CallTotals()) }
        totals[id] += added
    }

    var sums: [(left: UInt32, right: UInt32, totals: CallTotals)] {
        zip(pairs.pairs, totals).map { ($0.left, $0.right, $1) }
    }
}
