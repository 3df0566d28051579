import Limits
import Testing

/// Small traces that can be checked by hand.
@Suite struct MicroTraceTests {
    /// tb_micro_rpm_reject: two a second, three at once.
    @Test func bucketOfRequestsLetsTheBurstInAndThenTheRate() {
        var bucket = TokenBucket(limit: 2, per: .seconds(1), burst: 3)
        let tenths: [Int64] = [0, 0, 0, 0, 0, 5, 10, 10, 15, 30, 30, 30, 30]
        let passed = tenths.map { pass(1, through: &bucket, at: .milliseconds($0 * 100)) }
        #expect(
            passed == [
                true, true, true, false, false, true, true, false, true, true, true, true, false,
            ])
    }

    /// tb_micro_tpm_reject: 60,000 tokens a minute, a thousand at once.
    @Test func bucketOfTokensRefusesOnlyWhatItDoesNotHold() {
        var bucket = TokenBucket(limit: 60_000, per: .minute, burst: 1000)
        let requests: [(milliseconds: Int64, tokens: Int64)] = [
            (0, 400), (0, 700), (100, 200), (500, 300), (2000, 1000), (2100, 50),
        ]
        let passed = requests.map {
            pass($0.tokens, through: &bucket, at: .milliseconds($0.milliseconds))
        }
        #expect(passed == [true, false, true, true, true, true])
    }

    /// window_0: 60 a minute, and 60 come at 59.9 s, 60 at 60.1 s.
    @Test(arguments: [
        (Quota.Shape.fixedWindow, 120), (.slidingWindow, 60), (.bucket(burst: 60), 60),
    ])
    func onlyFixedWindowsLetTwoBurstsIn(_ shape: Quota.Shape, _ expected: Int) {
        var limiter = Quota(.requests, limit: 60, per: .minute, shape: shape).limiter
        let times = [Int64](repeating: 59_900, count: 60) + [Int64](repeating: 60_100, count: 60)
        let passed = times.filter { pass(1, through: &limiter, at: .milliseconds($0)) }
        #expect(passed.count == expected)
    }

    private func pass(
        _ amount: Int64, through limiter: inout some RateLimiter, at span: TimeSpan
    ) -> Bool {
        let now = Instant.origin + span
        guard limiter.hasRoom(for: amount, at: now) else { return false }
        limiter.take(amount, at: now)
        return true
    }

    private func pass(
        _ amount: Int64, through limiter: inout any RateLimiter, at span: TimeSpan
    ) -> Bool {
        let now = Instant.origin + span
        guard limiter.hasRoom(for: amount, at: now) else { return false }
        limiter.take(amount, at: now)
        return true
    }
}
