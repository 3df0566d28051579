import Pricing

/// Totals by kind of call and what was noted of the calls, for the calls of one worker.
final class KindSums {
    private let cells: CellColumn
    private var sums: UsageSums
    private var kinds: Int
    private(set) var totals: KindTotals
    /// All tokens that are in the totals, or the bound of a run where they reach it.
    private(set) var allTokens: UInt64 = 0

    /// - Parameters:
    ///   - width: How many things may be noted of a call.
    ///   - kinds: How many kinds of call to expect.
    init(width: Int, kinds: Int) {
        self.kinds = kinds
        cells = CellColumn(width: width)
        sums = UsageSums(cells: cells.count(kinds: kinds))
        totals = KindTotals(width: width)
    }

    /// Adds a block up, of whose rows these things were noted, while there are so many kinds.
    func add(_ block: ResidentBlock, _ noted: UnsafePointer<UInt16>, kinds: Int) {
        if kinds > self.kinds {
            settle()
            self.kinds = 2 * kinds
            sums = UsageSums(cells: cells.count(kinds: self.kinds))
        }
        // The run is refused in the end, and larger sums would not fit.
        guard allTokens + sums.allTokens < Bounds.tokensPerRun else { return }
        sums.add(block.usage, rows: block.rows, cells: cells.combine(block, noted))
    }

    /// Takes over into the totals what was added up since the last time.
    func settle() {
        sums.carryOver()
        allTokens = min(allTokens + sums.allTokens, Bounds.tokensPerRun)
        totals.grow(kinds: kinds)
        for kind in 0..<kinds {
            for noted in 0..<totals.width {
                totals[kind, noted] += sums[cells.cell(kind: kind, noted: noted)]
            }
        }
        sums = UsageSums(cells: 0)
        kinds = 0
    }
}

/// Totals by kind of call and what was noted of the calls.
struct KindTotals: Sendable {
    let width: Int
    private var totals: [CallTotals] = []

    /// - Parameter width: How many things may be noted of a call.
    init(width: Int) { self.width = width }

    /// Makes room for so many kinds.
    mutating func grow(kinds: Int) {
        let missing = kinds * width - totals.count
        if missing > 0 { totals += repeatElement(CallTotals(), count: missing) }
    }

    /// Adds totals in another numbering of kinds.
    mutating func add(_ other: KindTotals, kinds: [UInt32]) {
        for (place, kind) in kinds.enumerated() {
            grow(kinds: Int(kind) + 1)
            for noted in 0..<width { self[Int(kind), noted] += other[place, noted] }
        }
    }

    subscript(kind: Int, noted: Int) -> CallTotals {
        get { totals[kind * width + noted] }
        set { totals[kind * width + noted] = newValue }
    }
}
