public import Routing

extension ResidentCalls {
    /// Bounds times rules, so that a cell within a kind fits a verdict.
    private static let widestSweep = 1 << 15

    /// What the calls cost under each of many bounds of one comparison, in one pass.
    ///
    /// The bound decides only whether a call is over it. So each call is decided twice, as if it
    /// were over the bound and as if it were not, and counted by where its number lies among the
    /// bounds; running sums then give every bound its totals.
    ///
    /// - Parameters:
    ///   - selector: A policy with a rule that asks whether `feature` is greater than `bound`.
    ///   - feature: The number that is compared.
    ///   - bound: The bound as it stands in the policy.
    ///   - bounds: What takes its place, ascending, each once.
    /// - Returns: One answer a bound.
    /// - Throws: `ReplayError` where the policy has no such comparison, or a call lacks what a
    ///   deciding rule asks for.
    public func costs(
        under selector: ModelSelector, varying feature: NumericFeature, over bound: Int64,
        to bounds: [Int64]
    ) throws(ReplayError) -> [WhatIf] {
        guard let evaluators = selector.makeEvaluators(varying: feature, over: bound) else {
            throw ReplayError(
                "no rule of policy \(selector.policy.name) asks whether \(feature.rawValue) is "
                    + "greater than \(bound)")
        }
        let rules = selector.policy.rules.count
        guard (bounds.count + 1) * rules <= Self.widestSweep else {
            throw ReplayError(
                "\(bounds.count) bounds for a policy of \(rules) rules are too many at once; "
                    + "expected \(Self.widestSweep / rules - 1) at most")
        }
        let ranks = BoundRanks(bounds)
        let width = (bounds.count + 1) * rules
        let above = UsageSums(cells: kinds.count * width)
        let upTo = UsageSums(cells: kinds.count * width)
        for group in groups {
            let cells = CellColumn(kinds: group.kinds, width: width)
            for block in group.blocks {
                let features = ResidentFeatures(block: block, allNames: group.names)
                let ranked = ranks.ranks(of: features.numbers(feature), block.rows)
                for (evaluator, sums) in [(evaluators.above, above), (evaluators.upTo, upTo)] {
                    let verdicts = try decide(block, of: group, evaluator, selector)
                    for row in 0..<block.rows {
                        verdicts.base[row] += ranked[row] &* UInt16(rules)
                    }
                    let ids = cells.combine(block, verdicts.base)
                    sums.add(block.usage, rows: block.rows, cells: ids)
                }
            }
        }
        let sweep = SweepTotals(
            above: above, upTo: upTo, kinds: kinds.count, rules: rules, bounds: bounds.count)
        return bounds.indices.map { bound in
            whatIf(selector) { kind, rule in sweep[bound, kind, rule] }
        }
    }
}

/// The totals of each bound by kind of call and rule, as running sums over the ranks.
private struct SweepTotals {
    private let rules, bounds: Int
    /// By kind, rule and bound.
    private var totals: [CallTotals]

    init(above: UsageSums, upTo: UsageSums, kinds: Int, rules: Int, bounds: Int) {
        (self.rules, self.bounds) = (rules, bounds)
        totals = Array(repeating: CallTotals(), count: kinds * rules * bounds)
        let width = (bounds + 1) * rules
        for kind in 0..<kinds {
            for rule in 0..<rules {
                let start = (kind * rules + rule) * bounds
                func cell(_ rank: Int) -> Int { kind * width + rank * rules + rule }
                var sum = CallTotals()
                // A number of some rank is over that many of the first bounds.
                for bound in (0..<bounds).reversed() {
                    sum += above[cell(bound + 1)]
                    totals[start + bound] += sum
                }
                sum = CallTotals()
                for bound in 0..<bounds {
                    sum += upTo[cell(bound)]
                    totals[start + bound] += sum
                }
            }
        }
    }

    subscript(bound: Int, kind: Int, rule: Int) -> CallTotals {
        totals[(kind * rules + rule) * bounds + bound]
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
