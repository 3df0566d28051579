import Statistics

/// Arrivals that look like those of a log: a rate for each minute, and gamma gaps within it.
///
/// The calls of a minute are its rate and chance. Taken as rates they would count the chance twice,
/// so they are drawn towards their mean until rates and chance together vary from minute to minute
/// as the log does. How much chance there is, and which process has the log's gaps, is found by
/// trying: the process is simulated and measured as the log was (method of simulated moments:
/// D. McFadden, Econometrica 57, 1989).
struct ArrivalFit: Sendable {
    /// How the gaps vary; as those of a Poisson process where ``isVariationAssumed``.
    let process: RenewalProcess
    /// Whether the log doesn't tell how its gaps vary.
    let isVariationAssumed: Bool
    /// A rate for each whole minute of the log.
    let rates: MinuteRate
    /// Variance over mean of the calls a minute, by chance alone.
    let chance: Double
    /// Variance over mean of the calls a minute of the log.
    let dispersion: Double

    private static let steps = 8

    /// The fit.
    ///
    /// - Parameters:
    ///   - measures: A log's.
    ///   - moments: Those of its whole minutes.
    init(_ measures: TrafficMeasures, moments: MinuteMoments) {
        let minutes = measures.wholeMinutes
        let counts = minutes.map { Double(measures.counts[$0] ?? 0) }
        let wanted = measures.times.gapVariation(in: minutes).value
        isVariationAssumed = wanted == nil
        dispersion = moments.variance / moments.mean
        var (variation, chance) = (wanted.map(Self.within) ?? 1, 1.0)
        for _ in 0..<Self.steps {
            let rates = Self.rates(counts, moments, chance: chance)
            let trial = Trial(Self.process(variation), rates)
            chance = trial.chance
            guard let wanted, let found = trial.gapVariation, found > 0 else { break }
            variation = Self.within(variation * wanted / found)
        }
        self.chance = chance
        process = Self.process(variation)
        rates = MinuteRate(
            rates: Self.rates(counts, moments, chance: chance).map {
                $0 / Double(TrafficMeasures.minute)
            }, first: minutes.lowerBound)
    }

    /// What the dispersion is at a multiple of every rate: chance stays, what rates do grows.
    func dispersion(atScale scale: Double) -> Double {
        scale * max(0, dispersion - chance) + chance
    }

    private static func process(_ variation: Double) -> RenewalProcess {
        RenewalProcess(.gamma, variation: variation)
    }

    private static func within(_ variation: Double) -> Double {
        min(
            max(variation, RenewalProcess.variations.lowerBound),
            RenewalProcess.variations.upperBound)
    }

    /// Calls a minute, drawn towards their mean so that their variance and the chance's together
    /// are that of the counts.
    private static func rates(
        _ counts: [Double], _ moments: MinuteMoments, chance: Double
    ) -> [Double] {
        let left = 1 - chance * moments.mean / moments.variance
        let factor = moments.variance > 0 ? max(0, left).squareRoot() : 0
        return counts.map { moments.mean + factor * ($0 - moments.mean) }
    }
}

/// A process tried on rates.
private struct Trial {
    /// About so many arrivals are simulated.
    private static let arrivals = 200_000.0
    /// At most so many minutes, once all were tried: those of a sparse log are nearly all empty.
    private static let minutes = 10_000_000

    /// Variance over mean of the calls in a minute around what its rate expects.
    private(set) var chance = 1.0
    /// The variation of the gaps within the minute.
    private(set) var gapVariation: Double?

    /// Simulates some of the minutes, evenly spread, or all of them several times.
    init(_ process: RenewalProcess, _ rates: [Double]) {
        let total = rates.reduce(0, +)
        let step = max(1, Int(total / Self.arrivals))
        let rounds = max(
            1, min(Int(Self.arrivals / max(1, total)), 10_000, Self.minutes / max(1, rates.count)))
        let tried = stride(from: 0, to: rates.count, by: step).map { rates[$0] }
        var (squares, expected, gaps) = (0.0, 0.0, GapVariation())
        for round in 0..<rounds {
            for (minute, times) in Self.minutes(process, tried, round) {
                let difference = Double(times.count) - tried[minute]
                squares += difference * difference
                expected += tried[minute]
                gaps.add(times)
            }
        }
        chance = expected > 0 ? squares / expected : 1
        gapVariation = gaps.value
    }

    /// The arrivals of each minute, cut to milliseconds as they are written.
    private static func minutes(
        _ process: RenewalProcess, _ rates: [Double], _ round: Int
    ) -> [(minute: Int, times: [Int64])] {
        let curve = MinuteRate(
            rates: rates.map { $0 / Double(TrafficMeasures.minute) }, first: 0)
        var stream = ArrivalStream(
            process, curve, from: 0, bits: SplitMix64(seed: 0, stream: UInt64(round)))
        var next = stream.next()
        return rates.indices.map { minute in
            var times: [Int64] = []
            while next < Int64(minute + 1) * TrafficMeasures.minute {
                times.append(next.floored(to: 1_000_000))
                next = stream.next()
            }
            return (minute, times)
        }
    }
}
