import Calls
import Pricing
import Routing

/// Keeps the calls of one worker.
final class ResidentCollector: BlockConsumer {
    private let plan: ReplayPlan
    private let textColumns: [TextProbe: Int]
    private let features: KeptFeatures
    private var facts: CallFacts
    private var blocks: [ResidentBlock] = []
    private var names: NameTable?
    private var tokens: UInt64 = 0

    init(_ plan: ReplayPlan, _ features: KeptFeatures) {
        self.plan = plan
        self.features = features
        textColumns = plan.textColumns
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
        precondition(block.count <= 1 << ResidentBlock.rowBits)
        names = block.names
        let rows = block.count
        let columns = BlockFeatures(block: block, textColumns: textColumns)
        tokens = block.tokens(addedTo: tokens)
        let ids = facts.combine(block)
        blocks.append(
            ResidentBlock(
                rows: rows, kinds: ResidentIDs(rows: rows) { ids[$0] },
                usage: ResidentUsage(rows: rows) { block.usage[$0] },
                numbers: features.keep(features.numbers) { feature in
                    ResidentNumbers(rows: rows, columns.column(feature).base)
                },
                names: features.keep(features.names) { feature in
                    let names = columns.names(feature)
                    return ResidentColumn(rows: rows) { names[$0] }
                },
                truths: features.keep(features.probes) { probe in
                    let truths = columns.truths(probe)
                    return ResidentColumn(rows: rows) { truths[$0] }
                }))
    }

    func partial() -> Partial {
        Partial(names: names?.all ?? [""], kinds: facts.kinds, blocks: blocks, tokens: tokens)
    }
}

/// Which features of calls are kept in memory.
struct KeptFeatures: Sendable {
    let numbers: [NumericFeature]
    let names: [NameFeature]
    let probes: [TextProbe]

    /// What the policies look at.
    init(of policies: [Policy]) {
        numbers = Self.distinct(policies.flatMap(\.numericFeatures))
        names = Self.distinct([.model] + policies.flatMap(\.nameFeatures))
        probes = Self.distinct(policies.flatMap(\.probes))
    }

    private static func distinct<Feature: Hashable>(_ features: [Feature]) -> [Feature] {
        Array(Set(features))
    }

    func keep<Feature: Hashable, Kept>(
        _ features: [Feature], _ column: (Feature) -> Kept
    ) -> [Feature: Kept] {
        Dictionary(uniqueKeysWithValues: features.map { ($0, column($0)) })
    }
}
