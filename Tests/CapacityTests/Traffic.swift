import Capacity
import Limits
import Statistics

/// Requests whose gaps and service times are drawn from distributions, in seconds.
struct Traffic: Sequence, IteratorProtocol {
    private let gap: PositiveDistribution
    private let service: PositiveDistribution?
    private var left: Int
    private var seconds = 0.0
    private var generator: SplitMix64

    init(gap: PositiveDistribution, service: PositiveDistribution?, count: Int, seed: UInt64) {
        (self.gap, self.service, left) = (gap, service, count)
        generator = SplitMix64(seed: seed)
    }

    mutating func next() -> Arrival? {
        guard left > 0 else { return nil }
        left -= 1
        seconds += gap.draw(using: &generator)
        let span = service.map { TimeSpan(rounding: $0.draw(using: &generator)) }
        return Arrival(at: Instant.origin + TimeSpan(rounding: seconds), service: span)
    }
}

/// One number from each of many independent runs.
struct Replications {
    let values: [Double]

    var mean: Double { values.reduce(0, +) / Double(values.count) }

    var standardError: Double {
        let mean = mean
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(values.count - 1) / Double(values.count)).squareRoot()
    }

    /// Half of the interval that holds the true mean with 99 %.
    ///
    /// Student's quantiles for 20 degrees of freedom and more lie below 2.85.
    var halfWidth: Double { 2.85 * standardError }

    func covers(_ expected: Double, sigmas: Double = 4) -> Bool {
        abs(mean - expected) <= sigmas * standardError
    }

    /// Runs so often, with other seeds each time; gives for each number its values.
    static func run(_ count: Int, _ body: (UInt64) throws -> [Double]) rethrows -> [Replications] {
        var seeds = SplitMix64(seed: 2026)
        let runs = try (0..<count).map { _ in try body(seeds.next()) }
        return runs[0].indices.map { place in Replications(values: runs.map { $0[place] }) }
    }
}

/// What the requests of a run experienced, those aside that came while it warmed up.
struct Experience {
    private let warmUp: UInt64
    private(set) var waits: [Double] = []
    private(set) var latencies: [Double] = []
    private(set) var ended = 0.0
    private(set) var lost = 0.0

    /// - Parameter warmUp: The number of the last request that doesn't count.
    init(warmUp: Int) { self.warmUp = UInt64(warmUp) }

    mutating func add(_ attempt: Attempt) {
        guard attempt.isLast, attempt.request > warmUp else { return }
        ended += 1
        guard attempt.ending == .served, let began = attempt.began else {
            lost += 1
            return
        }
        waits.append((began - attempt.arrival.time).seconds)
        latencies.append((attempt.ended - attempt.arrival.time).seconds)
    }

    var meanWait: Double { waits.reduce(0, +) / Double(waits.count) }
    var meanLatency: Double { latencies.reduce(0, +) / Double(latencies.count) }
    var shareWaiting: Double { Double(waits.count { $0 > 0 }) / Double(waits.count) }
    var shareLost: Double { lost / ended }
}

extension CapacityPlan {
    /// Runs and gives what the requests experienced after the system has warmed up.
    func experience(
        _ arrivals: some Sequence<Arrival>, warmUp: Int, seed: UInt64 = 1
    ) throws -> Experience {
        var experience = Experience(warmUp: warmUp)
        _ = try run(arrivals, seed: seed) { experience.add($0) }
        return experience
    }
}
