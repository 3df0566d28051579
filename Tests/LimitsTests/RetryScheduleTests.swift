import Limits
import Statistics
import Testing

@Suite struct RetryScheduleTests {
    private func delays(_ schedule: RetrySchedule, _ retryAfter: TimeSpan? = nil) -> [Int64?] {
        var generator = SplitMix64(seed: 6)
        return (1...schedule.retries + 1).map {
            schedule.delay(beforeRetry: $0, retryAfter: retryAfter, using: &generator)
                .map { $0.nanoseconds / 1_000_000 }
        }
    }

    private func schedule(
        _ jitter: RetrySchedule.Jitter, heedsRetryAfter: Bool = true
    ) -> RetrySchedule {
        RetrySchedule(
            retries: 5, first: .milliseconds(500), longest: .seconds(3), jitter: jitter,
            heedsRetryAfter: heedsRetryAfter)
    }

    @Test func delaysDoubleUpToTheLongest() {
        #expect(delays(schedule(.none)) == [500, 1000, 2000, 3000, 3000, nil])
    }

    @Test func retryAfterIsTheLeast() {
        #expect(
            delays(schedule(.none), .milliseconds(1500)) == [1500, 1500, 2000, 3000, 3000, nil])
        #expect(
            delays(schedule(.none, heedsRetryAfter: false), .milliseconds(1500))
                == [500, 1000, 2000, 3000, 3000, nil])
    }

    @Test func aThousandRetriesDoNotOverflow() {
        let schedule = RetrySchedule(
            retries: 5000, first: .seconds(1), factor: 10, longest: .minute, jitter: .none)
        #expect(delays(schedule)[4999] == 60_000)
    }

    /// The next numbers of the seed, taken through the logarithm to 50 digits (mpmath) and rounded.
    @Test func exponentialDelaysAreTheSameEverywhere() {
        let schedule = RetrySchedule(
            retries: 3, first: .milliseconds(700), factor: 1.7, longest: .minute,
            jitter: .exponential)
        var generator = SplitMix64(seed: 6)
        let delays = (1...3).map {
            schedule.delay(beforeRetry: $0, using: &generator)?.nanoseconds
        }
        #expect(delays == [210_946_681, 960_012_466, 5_818_752_946])
    }

    /// The range and the mean of what chance makes of a second.
    @Test(arguments: [
        (RetrySchedule.Jitter.none, 1.0...1.0, 1.0), (.full, 0...1, 0.5), (.equal, 0.5...1, 0.75),
        (.exponential, 0...40, 1),
    ])
    func jitterKeepsItsRangeAndMean(
        _ jitter: RetrySchedule.Jitter, _ range: ClosedRange<Double>, _ mean: Double
    ) throws {
        var generator = SplitMix64(seed: 6)
        let schedule = RetrySchedule(
            retries: 1, first: .seconds(1), longest: .seconds(1), jitter: jitter)
        let delays = try (0..<20_000).map { _ in
            try #require(schedule.delay(beforeRetry: 1, using: &generator)).seconds
        }
        #expect(delays.allSatisfy(range.contains))
        // The deviation is one at most; eight standard errors.
        #expect(abs(delays.reduce(0, +) / 20_000 - mean) < 0.057)
    }
}
