import Calls
import Foundation
import Pricing
import Routing

/// Keeps the calls of one worker.
final class ResidentCollector: BlockConsumer {
    private let plan: ReplayPlan
    private let textColumns: [TextProbe: Int]
    private let features: KeptFeatures
    /// Made for the first block; one a zone of the policies, and one at least.
    private var derived: [(zone: String, columns: DerivedColumns)] = []
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
        if derived.isEmpty { derived = features.derivedColumns(rows: block.capacity) }
        for (_, columns) in derived { columns.fill(from: block) }
        let columns = BlockFeatures(
            block: block, textColumns: textColumns, derived: derived[0].columns)
        tokens = block.tokens(addedTo: tokens)
        let ids = facts.combine(block)
        blocks.append(
            ResidentBlock(
                rows: rows, kinds: ResidentIDs(rows: rows) { ids[$0] },
                usage: ResidentUsage(rows: rows) { block.usage[$0] },
                numbers: features.keep(features.numbers) { feature in
                    ResidentNumbers(rows: rows, columns.column(feature))
                },
                names: features.keep(features.names) { feature in
                    let names = columns.names(feature)
                    return ResidentColumn(rows: rows) { names[$0] }
                },
                truths: features.keep(features.probes) { probe in
                    let truths = columns.truths(probe)
                    return ResidentColumn(rows: rows) { truths[$0] }
                },
                flags: features.keep(features.flags) { feature in
                    let truths = columns.truths(feature)
                    return ResidentColumn(rows: rows) { truths[$0] }
                }, ids: ResidentColumn(rows: features.readsIDs ? rows : 0) { columns.ids[$0] },
                clocks: clocks(rows)))
    }

    private func clocks(_ rows: Int) -> [String: ResidentClock] {
        guard features.readsClocks else { return [:] }
        return Dictionary(
            uniqueKeysWithValues: derived.map { zone, columns in
                let clock = ResidentClock(
                    hours: ResidentNumbers(rows: rows, columns.numbers(.hour)),
                    weekdays: ResidentColumn(rows: rows) { columns.weekdays[$0] })
                return (zone, clock)
            })
    }

    func partial() -> Partial {
        Partial(names: names?.all ?? [""], kinds: facts.kinds, blocks: blocks, tokens: tokens)
    }
}

/// Which features of calls are kept in memory.
struct KeptFeatures: Sendable {
    let numbers: [NumericFeature]
    let names: [NameFeature]
    let flags: [FlagFeature]
    let probes: [TextProbe]
    /// Whether policies look at hours or weekdays, which are kept by zone.
    let readsClocks: Bool
    /// Whether policies draw lots.
    let readsIDs: Bool
    private let features: FeatureSet
    private let policies: [Policy]

    /// What the policies look at.
    init(of policies: [Policy]) {
        let looked = policies.map(\.features).reduce(FeatureSet(names: [.model])) { $0.union($1) }
        readsClocks = looked.readsClock
        let clock = FeatureSet(numbers: [.hour], names: [.weekday])
        features = readsClocks ? looked.union(clock) : looked
        numbers = Array(looked.numbers.subtracting(clock.numbers))
        names = Array(looked.names.subtracting(clock.names))
        (flags, probes) = (Array(looked.flags), looked.probes)
        readsIDs = looked.readsID
        self.policies = policies
    }

    /// What is computed from blocks: by the clocks of all policies, or by one where none is read.
    func derivedColumns(rows: Int) -> [(zone: String, columns: DerivedColumns)] {
        var clocks = [("UTC", LocalClock(.gmt))]
        if readsClocks {
            let zones = Dictionary(
                policies.map { ($0.timeZone, LocalClock(of: $0)) }, uniquingKeysWith: { $1 })
            clocks = zones.map { ($0, $1) }
        }
        return clocks.map { ($0, DerivedColumns(features, clock: $1, rows: rows)) }
    }

    func keep<Feature: Hashable, Kept>(
        _ features: [Feature], _ column: (Feature) -> Kept
    ) -> [Feature: Kept] {
        Dictionary(uniqueKeysWithValues: features.map { ($0, column($0)) })
    }
}
