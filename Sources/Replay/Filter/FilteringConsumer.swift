import Calls
import Routing

/// Hands the calls for which a condition holds on to another consumer.
final class FilteringConsumer<Wanted: BlockConsumer>: BlockConsumer {
    struct Partial: Sendable {
        let wanted: Wanted.Partial
        let leftOut: Int
    }

    private let consumer: Wanted
    private let filter: CallFilter
    private let evaluator: ConditionEvaluator
    private var scratch: Scratch?
    private var leftOut = 0

    /// Made for the first block; all blocks of a worker have its capacity and its demand.
    private struct Scratch {
        let truths: RowBuffer<UInt8>
        let derived: DerivedColumns
        let textColumns: [TextProbe: Int]
    }

    init(_ consumer: Wanted, _ filter: CallFilter) {
        (self.consumer, self.filter) = (consumer, filter)
        evaluator = ConditionEvaluator(filter.condition)
    }

    func consume(_ block: CallBlock) throws(RowFault) {
        let scratch = prepare(for: block)
        let truths = scratch.truths.base
        scratch.derived.fill(from: block)
        let features = BlockFeatures(
            block: block, textColumns: scratch.textColumns, derived: scratch.derived)
        evaluator.evaluate(features, into: truths)
        let fault = fault(in: truths, features)
        // What lies behind a fault is not looked at, and the faulty row stays where it is: rows
        // move up only.
        let end = fault?.row ?? block.count
        block.keep { $0 < end && truths[$0] == Truth.true.rawValue }
        leftOut += end - block.count
        if block.count > 0 { try consumer.consume(block) }
        if let fault { throw fault }
    }

    private func prepare(for block: CallBlock) -> Scratch {
        if let scratch { return scratch }
        let features = filter.condition.features
        let columns = features.probes.map { probe in
            block.demand.texts.firstIndex(of: probe.match).map { (probe, $0) }
        }
        let made = Scratch(
            truths: RowBuffer(rows: block.capacity),
            derived: DerivedColumns(features, clock: filter.clock, rows: block.capacity),
            textColumns: Dictionary(uniqueKeysWithValues: columns.compactMap { $0 }))
        scratch = made
        return made
    }

    /// The first row for which the condition is unknown.
    private func fault(in truths: UnsafePointer<UInt8>, _ features: BlockFeatures) -> RowFault? {
        let unknown = Truth.unknown.rawValue
        guard let row = (0..<features.rows).first(where: { truths[$0] == unknown }) else {
            return nil
        }
        let lacking = LackingFields(evaluator.lackingFields(row: row, of: features))
        return RowFault(
            row: row,
            message: "--where needs \(lacking.list), which this record lacks and no assumption "
                + "supplies; \(lacking.remedy)")
    }

    func partial() -> Partial { Partial(wanted: consumer.partial(), leftOut: leftOut) }
}
