import Limits
import Testing

@testable import Live

@Suite struct LatencySummaryTests {
    private static func summary(_ count: Int64) -> LatencySummary {
        LatencySummary((0..<count).reversed().map { .milliseconds($0 + 1) })
    }

    @Test func quantilesHaveIntervalsBetweenValues() throws {
        let summary = Self.summary(1000)
        #expect(summary.count == 1000)
        #expect(summary.quantiles.map(\.share) == [0.5, 0.95, 0.99])
        #expect(summary.quantiles.map(\.value) == [500, 950, 990].map(TimeSpan.milliseconds))
        // Ranks by scipy.stats.binom for n = 1000, p = 0.95.
        let interval = try #require(summary.quantiles[1].interval)
        #expect(interval.lower == .milliseconds(936))
        #expect(interval.upper == .milliseconds(964))
        #expect(abs(interval.coverage - 0.9580952682226541) < 1e-10)
    }

    @Test func tooFewValuesHaveNoInterval() {
        let summary = Self.summary(100)
        #expect(summary.quantiles.map { $0.interval == nil } == [false, false, true])
        #expect(summary.quantiles.map(\.needed) == [6, 72, 368])
        #expect(LatencySummary([]).quantiles.isEmpty)
        #expect(
            Self.summary(1).quantiles.map(\.value) == Array(repeating: .milliseconds(1), count: 3))
    }

    @Test func theHistogramIsExactToThreeDigits() throws {
        let histogram = Self.summary(1000).histogram
        #expect(histogram.count == 1000)
        let levels = histogram.levels
        let last = try #require(levels.last)
        #expect(last.count == 1000)
        #expect(last.percentile == 100)
        for level in levels {
            let exact = Double(level.count)
            #expect(abs(level.value.seconds * 1000 / exact - 1) < 0.002)
        }
        #expect(zip(levels, levels.dropFirst()).allSatisfy { $0.value <= $1.value })
        let lines = histogram.percentileDistribution.split(separator: "\n")
        #expect(lines.first?.contains("Percentile") == true)
        #expect(lines.contains { $0.contains("0.500000000000") && $0.contains("500.") })
    }
}
