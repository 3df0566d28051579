import CColumns

/// What is noted of a call in a sweep: the outcome that it has whatever the bound; or the outcome if
/// its number is over the bound, the outcome if not, and how many of the bounds it is over.
struct SweepPlaces {
    let outcomes: Int
    let bounds: Int

    private var pairs: Int { outcomes * outcomes }
    var count: Int { outcomes + pairs * (bounds + 1) }

    /// How many bounds have places among so many.
    func mostBounds(of places: Int) -> Int { (places - outcomes) / pairs - 1 }

    private func place(above: Int, upTo: Int, rank: Int) -> Int {
        above == upTo ? above : outcomes + (above * outcomes + upTo) * (bounds + 1) + rank
    }

    /// Replaces `above` by the place of each row.
    func combine(
        _ above: UnsafeMutablePointer<UInt16>, _ upTo: UnsafePointer<UInt16>,
        _ rank: UnsafePointer<UInt16>, rows: Int
    ) {
        tg_sweep_places(above, upTo, rank, UInt16(outcomes), UInt16(bounds + 1), rows)
    }

    /// The totals of each bound by kind of call and outcome, as running sums over the ranks.
    func totals(kinds: Int, _ noted: KindTotals) -> SweepTotals {
        var totals = SweepTotals(kinds: kinds, places: self)
        for kind in 0..<kinds {
            for outcome in 0..<outcomes {
                totals.add(noted[kind, outcome], kind: kind, outcome: outcome)
            }
            for above in 0..<outcomes {
                for upTo in 0..<outcomes where upTo != above {
                    let ranks = (0...bounds).map { rank in
                        noted[kind, place(above: above, upTo: upTo, rank: rank)]
                    }
                    totals.add(ranks, kind: kind, above: above, upTo: upTo)
                }
            }
        }
        return totals
    }
}

/// Totals by bound, kind of call and outcome.
struct SweepTotals {
    private let places: SweepPlaces
    private var totals: [CallTotals]

    init(kinds: Int, places: SweepPlaces) {
        self.places = places
        totals = Array(repeating: CallTotals(), count: kinds * places.outcomes * places.bounds)
    }

    /// Adds calls that have an outcome under every bound.
    mutating func add(_ calls: CallTotals, kind: Int, outcome: Int) {
        for bound in 0..<places.bounds { totals[index(bound, kind, outcome)] += calls }
    }

    /// Adds calls by how many of the bounds their number is over: the first so many bounds
    /// give the one outcome, the others the other.
    mutating func add(_ ranks: [CallTotals], kind: Int, above: Int, upTo: Int) {
        guard ranks.contains(where: { $0.requests > 0 }) else { return }
        var sum = CallTotals()
        for bound in (0..<places.bounds).reversed() {
            sum += ranks[bound + 1]
            totals[index(bound, kind, above)] += sum
        }
        sum = CallTotals()
        for bound in 0..<places.bounds {
            sum += ranks[bound]
            totals[index(bound, kind, upTo)] += sum
        }
    }

    private func index(_ bound: Int, _ kind: Int, _ outcome: Int) -> Int {
        (kind * places.outcomes + outcome) * places.bounds + bound
    }

    subscript(bound: Int, kind: Int, outcome: Int) -> CallTotals {
        totals[index(bound, kind, outcome)]
    }
}
