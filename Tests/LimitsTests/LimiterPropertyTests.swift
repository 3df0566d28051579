import Limits
import Statistics
import Testing

/// Limiters against the plainest reading of what they are, at random times and with random amounts.
@Suite struct LimiterPropertyTests {
    /// What has passed and when; small enough to count anew each time.
    private struct Passed {
        var amounts: [(time: Int64, amount: Int64)] = []

        func sum(_ includes: (Int64) -> Bool) -> Int64 {
            amounts.reduce(0) { includes($1.time) ? $0 + $1.amount : $0 }
        }
    }

    private let limit: Int64 = 7
    private let period = TimeSpan(nanoseconds: 30)

    @Test(arguments: 1...30)
    func slidingWindowCountsThePeriodThatEndsNow(seed: UInt64) {
        check(SlidingWindow(limit: limit, per: period), seed) { passed, now, amount in
            passed.sum { $0 > now - 30 } + amount <= 7
        }
    }

    @Test(arguments: 1...30)
    func fixedWindowCountsSinceItBegan(seed: UInt64) {
        check(FixedWindow(limit: limit, per: period), seed) { passed, now, amount in
            passed.sum { $0 / 30 == now / 30 } + amount <= 7
        }
    }

    /// The level in parts of which a token has 30, since a token needs 30/7 ns to flow in.
    @Test(arguments: 1...30)
    func bucketHoldsWhatFlowedInLessWhatWasTaken(seed: UInt64) {
        let bucket = TokenBucket(limit: limit, per: period, burst: 5)
        check(bucket, seed) { passed, now, amount in
            var (level, time) = (Int64(5 * 30), Int64(0))
            for (taken, amount) in passed.amounts {
                level = min(150, level + 7 * (taken - time)) - 30 * amount
                time = taken
            }
            return min(150, level + 7 * (now - time)) >= 30 * amount
        }
    }

    private func check(
        _ limiter: some RateLimiter, _ seed: UInt64,
        hasRoom: (Passed, _ now: Int64, _ amount: Int64) -> Bool
    ) {
        var (limiter, passed, generator) = (limiter, Passed(), SplitMix64(seed: seed))
        var now: Int64 = 0
        for _ in 0..<200 {
            now += Int64.random(in: 0...12, using: &generator)
            let amount = Int64.random(in: 1...4, using: &generator)
            let instant = Instant(nanoseconds: now)
            #expect(limiter.hasRoom(for: amount, at: instant) == hasRoom(passed, now, amount))
            let room = limiter.nextRoom(for: amount, at: instant)?.nanoseconds
            #expect(room == (now...now + 60).first { hasRoom(passed, $0, amount) })
            guard hasRoom(passed, now, amount) else { continue }
            limiter.take(amount, at: instant)
            passed.amounts.append((now, amount))
        }
        #expect(passed.amounts.count > 50)
        #expect(limiter.nextRoom(for: 8, at: Instant(nanoseconds: now)) == nil)
    }

    @Test(arguments: 1...30)
    func whatIsGivenBackWasNeverTaken(seed: UInt64) {
        for shape in [Quota.Shape.fixedWindow, .slidingWindow] {
            var generator = SplitMix64(seed: seed)
            let quota = Quota(.requests, limit: 50, per: period, shape: shape)
            var (limiter, other) = (quota.limiter, quota.limiter)
            var now = Instant.origin
            for _ in 0..<100 {
                now = now + TimeSpan(nanoseconds: Int64.random(in: 1...9, using: &generator))
                let amount = Int64.random(in: 1...9, using: &generator)
                limiter.take(amount, at: now)
                let rest = Int64.random(in: 0...amount, using: &generator)
                let taken = now
                now = now + TimeSpan(nanoseconds: Int64.random(in: 0...40, using: &generator))
                limiter.giveBack(amount - rest, takenAt: taken)
                other.take(rest, at: taken)
                for amount: Int64 in [1, 10, 25, 50] {
                    #expect(
                        limiter.nextRoom(for: amount, at: now)
                            == other.nextRoom(for: amount, at: now))
                }
            }
        }
    }

    @Test func bucketTakesBackNoMoreThanItHolds() {
        var bucket = TokenBucket(limit: 10, per: .seconds(1), burst: 10)
        bucket.take(8, at: .origin)
        bucket.giveBack(3, takenAt: .origin)
        #expect(bucket.hasRoom(for: 5, at: .origin))
        #expect(!bucket.hasRoom(for: 6, at: .origin))
        bucket.giveBack(100, takenAt: .origin)
        #expect(bucket.hasRoom(for: 10, at: .origin))
        #expect(!bucket.hasRoom(for: 11, at: .origin))
    }

    @Test func windowsBeforeTheOriginAreAsLongAsOthers() {
        var window = FixedWindow(limit: 1, per: .seconds(10))
        window.take(1, at: Instant(nanoseconds: -1))
        #expect(!window.hasRoom(for: 1, at: Instant(nanoseconds: -10_000_000_000)))
        #expect(window.hasRoom(for: 1, at: .origin))
    }
}
