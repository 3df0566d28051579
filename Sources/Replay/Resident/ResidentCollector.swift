import Calls
import Pricing

/// Keeps the calls of one worker.
final class ResidentCollector: BlockConsumer {
    private let keeper: BlockKeeper
    private var facts: CallFacts
    private var blocks: [ResidentBlock] = []
    private var names: NameTable?
    private var tokens: UInt64 = 0

    init(_ plan: ReplayPlan, _ features: KeptFeatures) {
        keeper = BlockKeeper(features)
        facts = CallFacts(plan)
    }

    struct Partial: Sendable {
        let names: [String]
        let kinds: [CallKind]
        let blocks: [ResidentBlock]
        /// All of them, or the bound of a run where they reach it.
        let tokens: UInt64
    }

    func consume(_ block: CallBlock) throws(RowFault) {
        names = block.names
        tokens = block.tokens(addedTo: tokens)
        blocks.append(keeper.keep(block, kinds: facts.combine(block)))
    }

    func partial() -> Partial {
        Partial(names: names?.all ?? [""], kinds: facts.kinds, blocks: blocks, tokens: tokens)
    }
}
