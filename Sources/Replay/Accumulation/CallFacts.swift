import Calls
import Pricing

/// Numbers the kinds of call of one worker by everything that prices depend on: models, tier,
/// flags, and whether the prices apply at the time.
struct CallFacts {
    private let plan: ReplayPlan
    private var tables: (served: PairTable, tier: PairTable, flags: PairTable)
    /// Made for the first block; all blocks of a worker have its capacity.
    private var scratch: (ids: RowBuffer<UInt32>, values: RowBuffer<UInt32>)?

    init(_ plan: ReplayPlan) {
        self.plan = plan
        tables = (PairTable(), PairTable(), PairTable())
    }

    /// The position of each row's kind in `kinds`; valid until the next block.
    mutating func combine(_ block: CallBlock) -> UnsafeMutablePointer<UInt32> {
        let count = block.count
        let scratch =
            scratch ?? (RowBuffer(rows: block.capacity), RowBuffer(rows: block.capacity))
        self.scratch = scratch
        let (ids, values) = (scratch.ids.base, scratch.values.base)
        ids.update(from: block.model.rawValues, count: count)
        tables.served.combine(ids, with: block.servedModel.rawValues, count: count)
        tables.tier.combine(ids, with: block.serviceTier.rawValues, count: count)
        for row in 0..<count {
            values[row] = UInt32(block.flags[row].rawValue) | validity(block.time[row]) << 4
        }
        tables.flags.combine(ids, with: values, count: count)
        return ids
    }

    /// Bit 0: the prices apply; bit 1: the list prices apply.
    @inline(__always)
    private func validity(_ nanoseconds: Int64) -> UInt32 {
        let nanoseconds = plan.priceAt?.nanoseconds ?? nanoseconds
        let isInForce = plan.prices.effectiveFrom.map { nanoseconds >= $0.nanoseconds } ?? true
        let isListInForce =
            plan.listPrices?.effectiveFrom.map { nanoseconds >= $0.nanoseconds } ?? true
        return (isInForce ? 1 : 0) | (isListInForce ? 2 : 0)
    }

    /// How many kinds were met so far.
    var count: Int { tables.flags.pairs.count }

    /// The kinds met so far, without any decision.
    var kinds: [CallKind] { tables.flags.pairs.indices.map { kind(UInt32($0), outcomes: []) } }

    /// The kind at a position, with what was decided.
    func kind(_ id: UInt32, outcomes: [UInt16]) -> CallKind {
        let facts = tables.flags.pairs[Int(id)]
        let tier = tables.tier.pairs[Int(facts.left)]
        let models = tables.served.pairs[Int(tier.left)]
        return CallKind(
            model: NameID(rawValue: models.left), servedModel: NameID(rawValue: models.right),
            serviceTier: NameID(rawValue: tier.right),
            flags: CallFlags(rawValue: UInt8(truncatingIfNeeded: facts.right)),
            isInForce: facts.right & 16 != 0, isListInForce: facts.right & 32 != 0,
            outcomes: outcomes)
    }
}
