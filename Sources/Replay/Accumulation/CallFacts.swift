import Calls
import Pricing

/// Numbers the kinds of call of one worker by everything that prices depend on: models, tier,
/// flags, and what the size of the input and the time have to do with prices.
struct CallFacts {
    private let classifier: PriceClassifier
    var tables: (served: PairTable, tier: PairTable, flags: PairTable)
    private var rooms: (ids: RowBuffer<UInt32>, values: RowBuffer<UInt32>)?
    var known = KnownKinds()

    init(_ plan: ReplayPlan) {
        classifier = plan.makeClassifier()
        tables = (PairTable(), PairTable(), PairTable())
    }

    /// The position of each row's kind in `kinds`; valid until the next block.
    mutating func combine(_ block: CallBlock) -> UnsafeMutablePointer<UInt32> {
        let count = block.count
        let scratch = scratch(rows: block.capacity)
        let (ids, values) = (scratch.ids.base, scratch.values.base)
        ids.update(from: block.model.rawValues, count: count)
        tables.served.combine(ids, with: block.servedModel.rawValues, count: count)
        tables.tier.combine(ids, with: block.serviceTier.rawValues, count: count)
        writeFlags(of: block, into: values)
        tables.flags.combine(ids, with: values, count: count)
        return ids
    }

    /// Made for the first block, as all blocks of a worker have its capacity.
    mutating func scratch(rows: Int) -> (ids: RowBuffer<UInt32>, values: RowBuffer<UInt32>) {
        let made = rooms ?? (RowBuffer(rows: rows), RowBuffer(rows: rows))
        rooms = made
        return made
    }

    /// The number of the prices of all calls of a period; nil where they may differ.
    func priceNumber(ofAll period: ClosedRange<Timestamp>) -> UInt32? {
        classifier.number(ofAll: period)
    }

    /// A call's flags in the lowest four bits, and above them the number of its prices.
    private func writeFlags(of block: CallBlock, into values: UnsafeMutablePointer<UInt32>) {
        for row in 0..<block.count { values[row] = UInt32(block.flags[row].rawValue) }
        if classifier.isTrivial { return }
        for row in 0..<block.count {
            values[row] |=
                classifier.number(
                    totalInput: block.usage[row].totalInput, nanoseconds: block.time[row]) << 4
        }
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
            flags: CallFlags(rawValue: UInt8(facts.right & 15)), priceNumber: facts.right >> 4,
            outcomes: outcomes)
    }
}
