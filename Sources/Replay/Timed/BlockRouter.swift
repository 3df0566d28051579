import Calls
import Routing

/// Says where a policy sends the calls of a block; one a worker.
final class BlockRouter {
    private let selector: ModelSelector
    private let evaluator: PolicyEvaluator
    private var scratch: Scratch?

    /// Made for the first block; all blocks of a worker have its capacity and its demand.
    private struct Scratch {
        let verdicts: RowBuffer<UInt16>
        let derived: DerivedColumns
        let textColumns: [TextProbe: Int]
    }

    init(_ selector: ModelSelector) {
        (self.selector, evaluator) = (selector, selector.makeEvaluator())
    }

    /// The model of each row.
    ///
    /// - Throws: `RowFault` where the policy can't decide.
    func models(of block: CallBlock) throws(RowFault) -> [NameID] {
        let scratch = prepare(for: block)
        scratch.derived.fill(from: block)
        let features = BlockFeatures(
            block: block, textColumns: scratch.textColumns, derived: scratch.derived)
        evaluator.decide(features, into: scratch.verdicts.base)
        var models = block.requestedModels
        for row in models.indices {
            let verdict = Verdict(rawValue: scratch.verdicts.base[row])
            guard !verdict.isUnknown else {
                throw UndecidedCall(row: row, verdict, selector, features).fault
            }
            let name = models[row] == .none ? nil : block.names.name(models[row])
            let model = selector.policy.model(
                selector.policy.outcomes[verdict.outcome].route, requested: name)
            models[row] = model.map { block.names.intern($0) } ?? .none
        }
        return models
    }

    private func prepare(for block: CallBlock) -> Scratch {
        if let scratch { return scratch }
        let features = selector.policy.features
        let columns = features.probes.map { probe in
            block.demand.texts.firstIndex(of: probe.match).map { (probe, $0) }
        }
        let made = Scratch(
            verdicts: RowBuffer(rows: block.capacity),
            derived: DerivedColumns(
                features, clock: LocalClock(of: selector.policy), rows: block.capacity),
            textColumns: Dictionary(uniqueKeysWithValues: columns.compactMap { $0 }))
        scratch = made
        return made
    }
}

extension CallBlock {
    /// The model that each row asks for.
    var requestedModels: [NameID] { (0..<count).map { model[$0] } }
}
