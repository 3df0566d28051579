import Foundation
import Statistics
import Testing

@testable import Replay

@Suite struct `Intervals of expected latencies` {
    private func counts(_ values: [Int64]) -> ValueCounts {
        values.reduce(into: ValueCounts()) { $0.add($1) }
    }

    /// Above P95 it lies once in 20 times, so that it is a lower bound.
    @Test func `one measured call has no upper bound`() throws {
        var mixture = LatencyMixture()
        mixture.add(counts([70]), requests: 1_000)
        let found = try #require(mixture.quantiles([50, 95]))
        #expect(found[0] == ExpectedLatency.Quantile(time: 70, lower: nil, upper: nil))
        #expect(found[1] == ExpectedLatency.Quantile(time: 70, lower: 70, upper: nil))
    }

    /// 1 to 100: the share of the median is 0.5 ± 1.96 √(51/102 · 51/102 / 100), so 0.402 to 0.598;
    /// that of P95 0.95 ± 1.96 √(96/102 · 6/102 / 100), so 0.904 to 0.996.
    @Test func `bounds are those of the share, read off as times`() throws {
        var mixture = LatencyMixture()
        mixture.add(counts(Array(1...100)), requests: 5)
        let found = try #require(mixture.quantiles([50, 95, 99]))
        #expect(found[0] == ExpectedLatency.Quantile(time: 50, lower: 41, upper: 60))
        #expect(found[1] == ExpectedLatency.Quantile(time: 95, lower: 91, upper: 100))
        #expect(found[2].upper == nil)
    }

    @Test func `no calls have no quantiles`() {
        var mixture = LatencyMixture()
        mixture.add(ValueCounts(), requests: 3)
        mixture.add(counts([1]), requests: 0)
        #expect(mixture.quantiles([50]) == nil)
    }

    /// Three in four calls at 1 s, one in four at 5 s on average, both exponential.
    @Test func `19 of 20 intervals hold the quantile`() throws {
        let short = try #require(PositiveDistribution(.exponential, mean: 1))
        let long = try #require(PositiveDistribution(.exponential, mean: 5))
        var generator = SplitMix64(seed: 3)
        let truths = [0.5, 0.95].map { share in
            bisect { 0.75 * (1 - exp(-$0)) + 0.25 * (1 - exp(-$0 / 5)) < share }
        }
        var held = [0, 0]
        for _ in 0..<600 {
            func drawn(_ count: Int, _ times: PositiveDistribution) -> ValueCounts {
                counts((0..<count).map { _ in Int64(times.draw(using: &generator) * 1e6) })
            }
            var mixture = LatencyMixture()
            mixture.add(drawn(300, short), requests: 75)
            mixture.add(drawn(120, long), requests: 25)
            for (place, quantile) in try #require(mixture.quantiles([50, 95])).enumerated() {
                let lower = try #require(quantile.lower)
                let upper = try #require(quantile.upper)
                if (Double(lower)...Double(upper)).contains(truths[place] * 1e6) {
                    held[place] += 1
                }
            }
        }
        // Of 600, 570 ± 21 (four standard deviations); bounds are a little wide by design.
        for count in held { #expect((549...591).contains(count), "\(held)") }
    }

    private func bisect(_ isBelow: (Double) -> Bool) -> Double {
        var (low, high) = (0.0, 100.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if isBelow(middle) { low = middle } else { high = middle }
        }
        return low
    }
}
