import Capacity
import Limits
import Statistics
import Testing

@Suite struct BurstinessTests {
    private func burstiness(_ traffic: some Sequence<Arrival>) -> Burstiness {
        traffic.reduce(into: Burstiness()) { $0.add($1.time) }
    }

    @Test(arguments: 1...5)
    func randomArrivalsAreNotBursty(seed: UInt64) throws {
        let gap = try #require(PositiveDistribution(.exponential, mean: 0.5))
        let found = burstiness(Traffic(gap: gap, service: nil, count: 20_000, seed: seed))
        #expect(try abs(#require(found.variation) - 1) < 0.03)
        #expect(try abs(#require(found.dispersion) - 1) < 0.15)
        #expect(found.isBursty == false)
    }

    @Test func burstsAndEvenGapsAreTold() throws {
        let bursty = try #require(PositiveDistribution(.gamma, mean: 0.5, variation: 2))
        let bursts = burstiness(Traffic(gap: bursty, service: nil, count: 20_000, seed: 1))
        #expect(bursts.isBursty == true)
        #expect(try abs(#require(bursts.variation) - 2) < 0.1)
        let even = try #require(PositiveDistribution(.constant, mean: 0.5))
        let found = burstiness(Traffic(gap: even, service: nil, count: 2000, seed: 1))
        #expect(found.isBursty == false)
        #expect(try #require(found.dispersion) < 0.01)
    }

    /// Arrivals that are random, but come three times as often in every other hour.
    @Test func rateThatChangesIsBursty() throws {
        let gap = try #require(PositiveDistribution(.exponential, mean: 1))
        var generator = SplitMix64(seed: 2)
        var (found, seconds) = (Burstiness(), 0.0)
        while seconds < 40_000 {
            let rate = Int(seconds / 3600) % 2 == 0 ? 1.0 : 3
            seconds += gap.draw(using: &generator) / rate
            found.add(.origin + TimeSpan(rounding: seconds))
        }
        #expect(found.isBursty == true)
    }

    @Test func azuresConversationsAreBursty() {
        #expect(burstiness(AzureTrace.conversation.arrivals).isBursty == true)
    }

    @Test func fewArrivalsTellNothing() {
        #expect(burstiness([Arrival(at: .origin)]).isBursty == nil)
        #expect(Burstiness().variation == nil)
    }
}
