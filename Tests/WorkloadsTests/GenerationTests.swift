import Calls
import Pricing
import Testing

@testable import Workloads

@Suite struct GenerationTests {
    private static func bytes(
        _ text: String = Workload.example, _ change: (inout Workload.Overrides) -> Void
    ) throws -> [UInt8] {
        var overrides = Workload.Overrides()
        change(&overrides)
        return try ReadBack.bytes(of: try Workload.parsed(text).generation(overrides))
    }

    /// FNV-1a, so that all bytes count.
    private static func fingerprint(_ bytes: [UInt8]) -> String {
        let hash = bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        return String(hash, radix: 16)
    }

    /// The same on every platform: whoever changes these has changed what a seed gives.
    @Test func bytesOfASeedAreFixed() throws {
        let first = try Self.bytes { $0.requests = 2000 }
        #expect(Self.fingerprint(first) == "d6634765b98d3cef")
        #expect(try Self.bytes { $0.requests = 2000 } == first)
        #expect(try Self.bytes { ($0.requests, $0.seed) = (2000, 8) } != first)
    }

    /// So that a longer log continues a shorter one.
    @Test func fewerRequestsAreTheBeginningOfMore() throws {
        let (some, more) = (
            try Self.bytes { $0.requests = 100 }, try Self.bytes { $0.requests = 300 }
        )
        #expect(more.starts(with: some))
    }

    @Test func asManyRequestsComeAsAreAskedForInTheirOrder() async throws {
        let calls = try await ReadBack.calls(in: try Self.bytes { $0.requests = 5000 })
        #expect(calls.count == 5000)
        #expect(zip(calls, calls.dropFirst()).allSatisfy { $0.time <= $1.time })
    }

    @Test func callsLieWithinThePeriod() async throws {
        let start = try #require(Timestamp(rfc3339: "2026-03-01T12:00:00Z"))
        let calls = try await ReadBack.calls(
            in: try Self.bytes { ($0.from, $0.length) = (start, Workload.length("3h")) })
        let end = start.nanoseconds + 3 * 3_600_000_000_000
        #expect(calls.count > 100)
        #expect(calls.allSatisfy { $0.time >= start.nanoseconds && $0.time < end })
    }

    /// Shares, names and formulas of the example, on 20,000 of its calls; bounds are five standard
    /// errors.
    @Test func callsAreWhatTheDescriptionSays() async throws {
        let calls = try await ReadBack.calls(in: try Self.bytes { $0.requests = 20_000 })
        let chats = calls.filter { $0.team == "support" }
        func share(_ part: [ReadCall], of whole: [ReadCall]) -> Double {
            Double(part.count) / Double(whole.count)
        }
        // Bursts of the chats make their number vary: cv² = 6.25 times as much as Poisson's.
        #expect(abs(share(chats, of: calls) - 0.7) < 5 * (6.25 * 0.7 / 20_000).squareRoot())
        #expect(abs(share(chats.filter { $0.model == "gpt-4.1" }, of: chats) - 0.6) < 0.021)
        #expect(abs(share(calls.filter { $0.tags == ["tier=paid"] }, of: calls) - 0.2) < 0.015)
        let searches = calls.filter { $0.team == "search" }
        #expect(Set(searches.map(\.user)).count == 50 && Set(chats.map(\.user)).count == 200)
        #expect(searches.allSatisfy { 20...120 ~= $0.usage.output })
        let cached = searches.filter { $0.usage.cacheRead > 0 }
        #expect(abs(share(cached, of: searches) - 0.8) < 0.03)
        #expect(cached.allSatisfy { $0.usage.cacheRead == $0.usage.totalInput / 2 })
        #expect(chats.allSatisfy { $0.usage.cacheRead == 0 && $0.usage.output <= 4096 })
        for call in calls {
            #expect(call.contentLength == Int64((Double(call.usage.totalInput) * 3.9).rounded()))
        }
    }

    /// Of the mean of a lognormal factor with cv 0.3 five standard errors are 1.1 % here.
    @Test func latencyFollowsItsFormula() async throws {
        let calls = try await ReadBack.calls(in: try Self.bytes { $0.requests = 20_000 })
        let ratios = calls.map { call in
            Double(call.latency) / 1e6
                / (250 + 0.04 * Double(call.usage.totalInput) + 11 * Double(call.usage.output))
        }
        let moments = SampleMoments(ratios)
        #expect(abs(moments.mean - 1) <= moments.meanBound + 0.002)
        #expect(abs(moments.variation - 0.3) <= moments.variationBound + 0.002)
    }

    /// Each hour has the calls that the curve expects, by the variance of bursts with a cv of 2.
    @Test func hoursHaveTheCallsThatTheirRateExpects() async throws {
        let text = """
            workload: hours
            version: 1
            from: 2026-01-05
            for: 4 days
            arrivals:
              rate: 2000/hour
              process: gamma
              cv: 2
              daily: [1,1,1,1,1,1,2,3,4,4,4,4,4,4,4,3,2,1,1,1,1,1,1,1]
              spikes: [{at: 2026-01-06T03:00, for: 1h, times: 10}]
            model: a
            prompt_tokens: 1
            completion_tokens: 1
            """
        let rate = try Workload.parsed(text).clients[0].arrivals.rate
        let calls = try await ReadBack.calls(in: try Self.bytes(text) { _ in })
        let hour: Int64 = 3_600_000_000_000
        let counts = Dictionary(grouping: calls) { $0.time / hour }.mapValues(\.count)
        let start = try #require(Timestamp(rfc3339: "2026-01-05T00:00:00Z")).nanoseconds / hour
        for place in start..<start + 96 {
            let expected = rate.piece(at: place * hour).rate * Double(hour)
            let found = Double(counts[place, default: 0])
            #expect(abs(found - expected) <= 5 * (4 * expected).squareRoot() + 5)
        }
    }

    /// Clients are independent: their variances add up, each its share of the rate times its cv².
    @Test func aMixtureHasTheMeanAndTheDispersionOfItsParts() async throws {
        let text = """
            workload: mixture
            version: 1
            from: 2026-01-05
            for: 10 hours
            arrivals: {rate: 6000/hour}
            clients:
              - {share: 50%, arrivals: {process: gamma, cv: 2}}
              - {share: 25%, arrivals: {process: weibull, cv: 3}}
              - {share: 25%}
            model: a
            prompt_tokens: 1
            completion_tokens: 1
            """
        let calls = try await ReadBack.calls(in: try Self.bytes(text) { _ in })
        let minute: Int64 = 60_000_000_000
        let counts = Dictionary(grouping: calls) { $0.time / minute }.mapValues(\.count)
        let start = try #require(Timestamp(rfc3339: "2026-01-05T00:00:00Z")).nanoseconds / minute
        let moments = SampleMoments((0..<600).map { Double(counts[start + $0, default: 0]) })
        #expect(abs(moments.mean - 100) <= moments.meanBound)
        let dispersion = moments.mean * moments.variation * moments.variation
        // 4.5 over long minutes; those of 25 gaps and more vary a little less or more.
        #expect(abs(dispersion / 4.5 - 1) < 0.35, "\(dispersion)")
    }

    @Test func aScaleMultipliesTheRate() async throws {
        let once = try await ReadBack.calls(
            in: try Self.bytes { $0.length = Workload.length("1d") })
        let thrice = try await ReadBack.calls(
            in: try Self.bytes { ($0.length, $0.scale) = (Workload.length("1d"), 3) })
        let ratio = Double(thrice.count) / Double(once.count)
        #expect(abs(ratio - 3) < 0.3)
    }

    @Test func anEndThatIsNeverReachedIsSaid() throws {
        let text = Workload.example.replacing("1200/hour", with: "1/day")
        let late = try #require(Timestamp(rfc3339: "2261-12-01T00:00:00Z"))
        #expect(throws: WorkloadError.self) {
            try Self.bytes(text) { ($0.requests, $0.from) = (10_000, late) }
        }
    }
}
