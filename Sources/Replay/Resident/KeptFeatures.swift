import Foundation
import Routing

/// Which features of calls questions look at.
struct KeptFeatures: Sendable {
    let numbers: [NumericFeature]
    let names: [NameFeature]
    let flags: [FlagFeature]
    let probes: [TextProbe]
    /// Whether policies look at hours or weekdays, which are kept by zone.
    let readsClocks: Bool
    /// Whether policies draw lots.
    let readsIDs: Bool
    /// The text columns of a block by what is looked for.
    let textColumns: [TextProbe: Int]
    private let features: FeatureSet
    private let policies: [Policy]

    /// What the policies of a plan look at.
    init(of plan: ReplayPlan) {
        policies = plan.selectors.map(\.policy)
        let looked = policies.map(\.features).reduce(FeatureSet(names: [.model])) { $0.union($1) }
        readsClocks = looked.readsClock
        let clock = FeatureSet(numbers: [.hour], names: [.weekday])
        features = readsClocks ? looked.union(clock) : looked
        numbers = Array(looked.numbers.subtracting(clock.numbers))
        names = Array(looked.names.subtracting(clock.names))
        (flags, probes) = (Array(looked.flags), looked.probes)
        readsIDs = looked.readsID
        textColumns = plan.textColumns
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

    /// Whether narrow blocks have all of them.
    var areInNarrowBlocks: Bool {
        !readsClocks && !readsIDs && flags.isEmpty
            && numbers.allSatisfy { [.contentLength, .messageCount, .maxTokens].contains($0) }
            && names.allSatisfy { if case .tag = $0 { false } else { true } }
    }
}
