import Capacity
import Testing

/// Mean latencies of 42 ms at base load and 68 ms in a spike: what each number of servers makes of
/// them, by nested bisection on Erlang C with 50 digits.
@Suite struct SpikeFitTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let multiplier: Double
        let servers: Int
        let serviceTime, ratePerSecond, busyAtBase, saturation: Double
        var testDescription: String { "x\(multiplier), \(servers) servers" }
    }

    static let cases = [
        Case(
            multiplier: 4, servers: 1, serviceTime: 37.25217391304348,
            ratePerSecond: 3.034547152194211, busyAtBase: 0.11304347826086956,
            saturation: 8.846153846153847),
        Case(
            multiplier: 4, servers: 2, serviceTime: 40.95602294455067,
            ratePerSecond: 7.698977488215886, busyAtBase: 0.15765974932847446,
            saturation: 6.34277299221478),
        Case(
            multiplier: 4, servers: 8, serviceTime: 41.9967933826709,
            ratePerSecond: 41.56770151259029, busyAtBase: 0.2182137714770989,
            saturation: 4.582662190525166),
        Case(
            multiplier: 3, servers: 1, serviceTime: 35.25925925925926,
            ratePerSecond: 4.551820728291316, busyAtBase: 0.16049382716049382,
            saturation: 6.230769230769231),
        Case(
            multiplier: 3, servers: 4, serviceTime: 41.67457019870878,
            ratePerSecond: 24.917716691182726, busyAtBase: 0.25960878335955795,
            saturation: 3.8519497956084203),
    ]

    @Test(arguments: cases)
    func everyNumberOfServersFits(_ expected: Case) throws {
        let fit = try #require(
            SpikeFit(
                base: 42, spike: 68, multiplier: expected.multiplier, servers: expected.servers))
        #expect(isClose(fit.serviceTime, expected.serviceTime))
        #expect(isClose(fit.baseRate * 1000, expected.ratePerSecond))
        #expect(isClose(fit.utilisation.base, expected.busyAtBase))
        #expect(isClose(fit.saturation, expected.saturation))
    }

    private func isClose(_ value: Double, _ expected: Double) -> Bool {
        abs(value - expected) <= 1e-8 * expected
    }

    @Test func impossibleMeasurementsHaveNoFit() {
        #expect(SpikeFit(base: 42, spike: 42, multiplier: 3, servers: 1) == nil)
        #expect(SpikeFit(base: 42, spike: 68, multiplier: 1, servers: 1) == nil)
        #expect(SpikeFit(base: 0, spike: 68, multiplier: 3, servers: 1) == nil)
    }

    /// Waiting probabilities of Erlang C with 50 digits.
    @Test(arguments: [
        (1, 0.5, 0.5), (2, 1.8, 0.8526315789473684), (8, 7.6, 0.8441686306096838),
        (32, 30.0, 0.630222720667364), (500, 480.0, 0.26651251996236414),
    ])
    func waitingProbabilityIsErlangs(_ servers: Int, _ load: Double, _ expected: Double) throws {
        let queue = try #require(MultiServerQueue(servers: servers, offeredLoad: load))
        #expect(abs(queue.waitingProbability - expected) <= 1e-10 * expected)
    }

    @Test func queueThatCannotKeepUpIsNone() {
        #expect(MultiServerQueue(servers: 2, offeredLoad: 2) == nil)
        #expect(MultiServerQueue(servers: 0, offeredLoad: 0) == nil)
    }
}
