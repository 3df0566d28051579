import Routing

/// What calls cost under each of many bounds of one comparison, in one pass.
///
/// The bound decides only whether a call is over it. So each call is decided twice, as if it were
/// over the bound and as if it were not, and counted once, by both and by where its number lies
/// among the bounds; running sums then give every bound its totals.
struct Sweep: Question {
    let selector: ModelSelector
    let feature: NumericFeature
    /// The bound as it stands in the policy.
    let bound: Int64
    /// What takes its place.
    let bounds: [Int64]
    private let places: SweepPlaces

    /// So many places at most, that they fit where verdicts stand.
    private static let widest = 1 << 16

    /// - Throws: `ReplayError` where the policy has no such comparison, or the bounds are not
    ///   ascending or too many.
    init(
        _ selector: ModelSelector, varying feature: NumericFeature, over bound: Int64,
        to bounds: [Int64]
    ) throws(ReplayError) {
        try selector.requireNoTimeOrder()
        (self.selector, self.feature, self.bound, self.bounds) = (selector, feature, bound, bounds)
        places = SweepPlaces(outcomes: selector.policy.outcomes.count, bounds: bounds.count)
        guard selector.makeEvaluators(varying: feature, over: bound) != nil else {
            throw ReplayError(
                "no rule of policy \(selector.policy.name) asks whether \(feature.rawValue) is "
                    + "greater than \(bound)")
        }
        if let step = zip(bounds, bounds.dropFirst()).first(where: { $0 >= $1 }) {
            throw ReplayError(
                "the bounds \(step.0) and \(step.1) do not ascend; sort them and name each once")
        }
        guard places.count <= Self.widest else {
            throw ReplayError(
                "\(bounds.count) bounds for a policy of \(places.outcomes) outcomes are "
                    + "too many at once; expected \(places.mostBounds(of: Self.widest)) at most")
        }
    }

    var width: Int { places.count }

    func makeNotes() -> any Notes {
        guard let evaluators = selector.makeEvaluators(varying: feature, over: bound) else {
            preconditionFailure("the comparison was there when the sweep was made")
        }
        return SweepNotes(
            feature: feature, above: Decisions(selector, evaluators.above),
            upTo: Decisions(selector, evaluators.upTo), ranks: BoundRanks(bounds), places: places)
    }

    func answer(_ totals: KindTotals, _ pricing: WhatIfPricing) -> [WhatIf] {
        let byBound = places.totals(kinds: pricing.kinds.count, totals)
        let pricer = pricing.makePricer(selector)
        return bounds.indices.map { bound in
            pricer.whatIf(suggestions: 0) { kind, outcome in byBound[bound, kind, outcome] }
        }
    }
}

/// Notes the place of each call in a sweep.
private final class SweepNotes: Notes {
    private let feature: NumericFeature
    private let above: Decisions
    private let upTo: Decisions
    private let ranks: BoundRanks
    private let places: SweepPlaces

    init(
        feature: NumericFeature, above: Decisions, upTo: Decisions, ranks: BoundRanks,
        places: SweepPlaces
    ) {
        (self.feature, self.above, self.upTo) = (feature, above, upTo)
        (self.ranks, self.places) = (ranks, places)
    }

    func note(
        _ block: ResidentBlock, names: [String]
    ) throws(UndecidedCall) -> UnsafePointer<UInt16> {
        let features = above.features(block, names)
        let places = try above.decide(features)
        let ranked = ranks.ranks(of: features.numbers(feature), features.rows)
        self.places.combine(places, try upTo.decide(features), ranked, rows: features.rows)
        return UnsafePointer(places)
    }
}
