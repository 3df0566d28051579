import Statistics
import Testing

@testable import Workloads

private struct EvenRate: RateCurve {
    let rate: Double
    func piece(at time: Int64) -> RatePiece { RatePiece(end: time + 1_000_000_000, rate: rate) }
}

/// 200 arrivals in even seconds and 2000 in odd ones.
private struct AlternatingRate: RateCurve {
    static let second: Int64 = 1_000_000_000
    func piece(at time: Int64) -> RatePiece {
        let second = time / Self.second
        return RatePiece(
            end: (second + 1) * Self.second, rate: second % 2 == 0 ? 2e-7 : 2e-6)
    }
}

@Suite struct ArrivalTests {
    static let processes: [RenewalProcess] =
        [RenewalProcess(.poisson)]
        + [RenewalProcess.Family.gamma, .weibull].flatMap { family in
            [0.1, 0.6, 1, 2.5].map { RenewalProcess(family, variation: $0) }
        }

    @Test(arguments: processes)
    func gapsHaveTheMeanOfTheRateAndTheVariationAskedFor(process: RenewalProcess) {
        var stream = ArrivalStream(
            process, EvenRate(rate: 1e-6), from: 0, bits: SplitMix64(seed: 1))
        var (gaps, earlier): ([Double], Int64) = ([], stream.next())
        for _ in 0..<50_000 {
            let time = stream.next()
            gaps.append(Double(time - earlier))
            earlier = time
        }
        let moments = SampleMoments(gaps)
        #expect(abs(moments.mean - 1e6) <= moments.meanBound + 1)
        #expect(abs(moments.variation - process.variation) <= moments.variationBound)
    }

    /// From the very beginning: a process that began with a whole gap would miss (cv² − 1) / 2.
    @Test(arguments: processes)
    func countsFollowTheRateFromTheBeginningOn(process: RenewalProcess) {
        let counts = (0..<10_000).map { round in
            var stream = ArrivalStream(
                process, EvenRate(rate: 2.5e-9), from: 0,
                bits: SplitMix64(seed: 3, stream: UInt64(round)))
            var count = 0.0
            while stream.next() < 1_000_000_000 { count += 1 }
            return count
        }
        let moments = SampleMoments(counts)
        #expect(abs(moments.mean - 2.5) <= moments.meanBound)
    }

    /// Time-rescaling: each piece has the calls that its own rate demands, however bursty they are.
    @Test(arguments: processes)
    func countsFollowARateThatChanges(process: RenewalProcess) {
        let seconds = 200
        var stream = ArrivalStream(
            process, AlternatingRate(), from: 0, bits: SplitMix64(seed: 9))
        var counts = [Double](repeating: 0, count: seconds)
        while case let time = stream.next(), time < Int64(seconds) * AlternatingRate.second {
            counts[Int(time / AlternatingRate.second)] += 1
        }
        for (place, expected) in [200.0, 2000].enumerated() {
            let half = stride(from: place, to: seconds, by: 2).map { counts[$0] }
            let moments = SampleMoments(half)
            #expect(abs(moments.mean - expected) <= moments.meanBound + 1)
            // A renewal process over many gaps: variance over mean is cv².
            let dispersion = moments.mean * moments.variation * moments.variation
            let wanted = process.variation * process.variation
            #expect(abs(dispersion / wanted - 1) < 0.75)
        }
    }

    @Test func theEarliestArrivalOfAllStreamsComesFirst() {
        var queue = ArrivalQueue([
            .init(time: 30, stream: 0), .init(time: 10, stream: 1), .init(time: 20, stream: 2),
        ])
        var bits = SplitMix64(seed: 1)
        var (last, seen) = (Int64.min, Set<Int>())
        for _ in 0..<1000 {
            let arrival = queue.earliest
            #expect(arrival.time >= last)
            (last, _) = (arrival.time, seen.insert(arrival.stream))
            queue.replaceEarliest(
                by: .init(time: arrival.time + Int64(bits.below(50)), stream: arrival.stream))
        }
        #expect(seen == [0, 1, 2])
    }

    @Test func ofArrivalsAtOneInstantThatOfTheFirstStreamComesFirst() {
        var queue = ArrivalQueue([.init(time: 5, stream: 1), .init(time: 5, stream: 0)])
        #expect(queue.earliest.stream == 0)
        queue.replaceEarliest(by: .init(time: 5, stream: 0))
        #expect(queue.earliest.stream == 0)
        queue.replaceEarliest(by: .init(time: 6, stream: 0))
        #expect(queue.earliest.stream == 1)
    }
}
