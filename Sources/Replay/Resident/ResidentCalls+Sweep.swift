public import Routing

extension ResidentCalls {
    /// So many places at most, that they fit where verdicts stand.
    private static let widestSweep = 1 << 16

    /// What the calls cost under each of many bounds of one comparison, in one pass.
    ///
    /// The bound decides only whether a call is over it. So each call is decided twice, as if it
    /// were over the bound and as if it were not, and counted once, by both and by where its number
    /// lies among the bounds; running sums then give every bound its totals.
    ///
    /// - Parameters:
    ///   - selector: A policy with a rule that asks whether `feature` is greater than `bound`.
    ///   - feature: The number that is compared.
    ///   - bound: The bound as it stands in the policy.
    ///   - bounds: What takes its place, ascending, each once.
    /// - Returns: One answer a bound; without suggestions for unpriced models.
    /// - Throws: `ReplayError` where the policy has no such comparison, the bounds do not ascend, or
    ///   a call lacks what a deciding rule asks for.
    public func costs(
        under selector: ModelSelector, varying feature: NumericFeature, over bound: Int64,
        to bounds: [Int64]
    ) throws(ReplayError) -> [WhatIf] {
        try selector.requireNoTimeOrder()
        guard let evaluators = selector.makeEvaluators(varying: feature, over: bound) else {
            throw ReplayError(
                "no rule of policy \(selector.policy.name) asks whether \(feature.rawValue) is "
                    + "greater than \(bound)")
        }
        if let step = zip(bounds, bounds.dropFirst()).first(where: { $0 >= $1 }) {
            throw ReplayError(
                "the bounds \(step.0) and \(step.1) do not ascend; sort them and name each once")
        }
        let places = SweepPlaces(outcomes: selector.policy.outcomes.count, bounds: bounds.count)
        guard places.count <= Self.widestSweep else {
            throw ReplayError(
                "\(bounds.count) bounds for a policy of \(places.outcomes) outcomes are too many at "
                    + "once; expected \(Self.widestSweep / places.pairs - 1) at most")
        }
        let ranks = BoundRanks(bounds)
        var totals = KindTotals(kinds: kinds.count, width: places.count)
        for group in groups {
            let cells = CellColumn(width: places.count)
            let sums = UsageSums(cells: cells.count(kinds: group.kinds.count))
            for block in group.blocks {
                let features = ResidentFeatures(
                    block: block, allNames: group.names, timeZone: selector.policy.timeZone)
                let above = try decide(block, of: group, evaluators.above, selector)
                let upTo = try decide(block, of: group, evaluators.upTo, selector)
                let ranked = ranks.ranks(of: features.numbers(feature), block.rows)
                places.combine(above.base, upTo.base, ranked, rows: block.rows)
                let ids = cells.combine(block, above.base)
                sums.add(block.usage, rows: block.rows, cells: ids)
            }
            totals.add(sums, cells, of: group)
        }
        let byBound = places.totals(kinds: kinds.count, totals)
        return bounds.indices.map { bound in
            whatIf(selector, suggestions: 0) { kind, outcome in byBound[bound, kind, outcome] }
        }
    }
}

/// What is noted of a call in a sweep: the outcome if its number is over the bound, the outcome if
/// not, and how many of the bounds it is over.
private struct SweepPlaces {
    let outcomes: Int
    let bounds: Int

    var pairs: Int { outcomes * outcomes }
    var count: Int { pairs * (bounds + 1) }

    private func place(above: Int, upTo: Int, rank: Int) -> Int {
        (above * outcomes + upTo) * (bounds + 1) + rank
    }

    /// Replaces `above` by the place of each row.
    func combine(
        _ above: UnsafeMutablePointer<UInt16>, _ upTo: UnsafePointer<UInt16>,
        _ rank: UnsafePointer<UInt16>, rows: Int
    ) {
        let (outcomes, ranks) = (UInt16(outcomes), UInt16(bounds + 1))
        for row in 0..<rows {
            above[row] = (above[row] &* outcomes &+ upTo[row]) &* ranks &+ rank[row]
        }
    }

    /// The totals of each bound by kind of call and outcome, as running sums over the ranks.
    func totals(kinds: Int, _ noted: KindTotals) -> SweepTotals {
        var totals = SweepTotals(kinds: kinds, places: self)
        for kind in 0..<kinds {
            for above in 0..<outcomes {
                for upTo in 0..<outcomes {
                    let ranks = (0...bounds).map { rank in
                        noted[kind, place(above: above, upTo: upTo, rank: rank)]
                    }
                    totals.add(ranks, kind: kind, above: above, upTo: upTo)
                }
            }
        }
        return totals
    }
}

/// Totals by bound, kind of call and outcome.
private struct SweepTotals {
    private let places: SweepPlaces
    private var totals: [CallTotals]

    init(kinds: Int, places: SweepPlaces) {
        self.places = places
        totals = Array(repeating: CallTotals(), count: kinds * places.outcomes * places.bounds)
    }

    /// Adds calls by how many of the bounds their number is over: the first so many bounds
    /// give the one outcome, the others the other.
    mutating func add(_ ranks: [CallTotals], kind: Int, above: Int, upTo: Int) {
        guard ranks.contains(where: { $0.requests > 0 }) else { return }
        var sum = CallTotals()
        for bound in (0..<places.bounds).reversed() {
            sum += ranks[bound + 1]
            totals[index(bound, kind, above)] += sum
        }
        sum = CallTotals()
        for bound in 0..<places.bounds {
            sum += ranks[bound]
            totals[index(bound, kind, upTo)] += sum
        }
    }

    private func index(_ bound: Int, _ kind: Int, _ outcome: Int) -> Int {
        (kind * places.outcomes + outcome) * places.bounds + bound
    }

    subscript(bound: Int, kind: Int, outcome: Int) -> CallTotals {
        totals[index(bound, kind, outcome)]
    }
}

/// Tells how many of the bounds a number is over.
final class BoundRanks {
    private let bounds: [Int64]
    private var table: [UInt16] = []
    private let base: UnsafeMutablePointer<UInt16>

    /// Numbers below this are looked up, others searched.
    private static let tableLimit: Int64 = 1 << 16

    init(_ bounds: [Int64]) {
        self.bounds = bounds
        base = .allocate(capacity: 1 << ResidentBlock.rowBits)
        var rank: UInt16 = 0
        for number in 0..<Self.tableLimit {
            while Int(rank) < bounds.count, bounds[Int(rank)] < number { rank += 1 }
            table.append(rank)
        }
    }

    deinit { base.deallocate() }

    /// The rank of each number; valid until the next block.
    ///
    /// A missing number has rank 0, where it stays unknown.
    func ranks(of numbers: NumberColumn, _ rows: Int) -> UnsafePointer<UInt16> {
        switch numbers {
        case .int8(let numbers): fill(numbers, rows)
        case .int16(let numbers): fill(numbers, rows)
        case .int32(let numbers): fill(numbers, rows)
        case .int64(let numbers): fill(numbers, rows)
        }
        return UnsafePointer(base)
    }

    @inline(__always)
    private func fill<Number: FixedWidthInteger>(_ numbers: UnsafePointer<Number>, _ rows: Int) {
        table.withUnsafeBufferPointer { table in
            for row in 0..<rows {
                let number = Int64(numbers[row])
                base[row] =
                    0..<Self.tableLimit ~= number ? table[Int(number)] : searched(number)
            }
        }
    }

    private func searched(_ number: Int64) -> UInt16 {
        UInt16(bounds.partitioningIndex { $0 >= number })
    }
}

extension [Int64] {
    /// The first position whose element has the property, which all behind it have too.
    fileprivate func partitioningIndex(_ hasProperty: (Int64) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if hasProperty(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
