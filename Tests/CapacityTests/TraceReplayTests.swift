import Capacity
import Limits
import Statistics
import Testing

/// A queue replayed from a trace: the requests of Azure's trace, first come first served, by servers
/// that take 0.2 s, 0.0002 s a token of input, 0.02 s a token of output.
///
/// Expected: the Kiefer-Wolfowitz recursion in Python, which equals simpy 4.1.2 in every wait.
@Suite struct TraceReplayTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let id: String
        let servers: Int
        let compression: Double
        let requests: Int
        let meanWait, longestWait, shareWaiting: Double
        let p50, p95, p99, meanLatency: Double
        var testDescription: String { id }
    }

    static let conversation = [
        Case(
            id: "replay_conv_c32_x1", servers: 32, compression: 1, requests: 19366,
            meanWait: 0.28457374930290186, longestWait: 6.267794999999921,
            shareWaiting: 0.25322730558711143, p50: 3.350400000000036, p95: 10.571247999999912,
            p99: 13.37430199999983, meanLatency: 4.938032078333161),
        Case(
            id: "replay_conv_c64_x2", servers: 64, compression: 2, requests: 19366,
            meanWait: 0.08674726079210997, longestWait: 3.1544234999999787,
            shareWaiting: 0.136063203552618, p50: 3.110400000000027, p95: 9.809600000000046,
            p99: 12.620599999999968, meanLatency: 4.740205589822369),
        Case(
            id: "replay_conv_c32_x1.25", servers: 32, compression: 1.25, requests: 19366,
            meanWait: 73.75286914414954, longestWait: 111.98722719999932,
            shareWaiting: 0.9938552101621398, p50: 83.99362799999983, p95: 110.47575440000037,
            p99: 114.80920159999982, meanLatency: 78.4063274731798),
    ]

    static let code = [
        Case(
            id: "replay_code_c4_x1", servers: 4, compression: 1, requests: 8819,
            meanWait: 70.96161460777846, longestWait: 179.1994850000001,
            shareWaiting: 0.9905885020977435, p50: 73.63508199999887, p95: 161.18470899999807,
            p99: 174.20274299999926, meanLatency: 72.12883479147278)
    ]

    @Test(arguments: conversation)
    func conversationsWaitAsInAnIndependentSimulation(_ expected: Case) throws {
        try check(expected, .conversation)
    }

    @Test(
        .enabled(
            if: AzureTrace.code != nil, "needs TOLLGATE_AZURE_CODE_TRACE, the path of the trace"),
        arguments: code)
    func codeRequestsWaitAsInAnIndependentSimulation(_ expected: Case) throws {
        try check(expected, #require(AzureTrace.code))
    }

    private func check(_ expected: Case, _ trace: AzureTrace) throws {
        let times = TokenTimes(
            base: .milliseconds(200), perInput: TimeSpan(nanoseconds: 200_000),
            perOutput: .milliseconds(20))
        let plan = try CapacityPlan([
            Deployment("azure", concurrency: expected.servers, service: .tokens(times))
        ])
        let result = try plan.run(trace.compressed(expected.compression))
        #expect(result.requests.served == UInt64(expected.requests))
        #expect(abs(seconds(result.wait.mean) - expected.meanWait) <= 1e-6)
        #expect(abs(seconds(result.wait.largest) - expected.longestWait) <= 1e-6)
        let share = Double(result.waited) / Double(result.requests.served)
        #expect(abs(share - expected.shareWaiting) <= 1e-6)
        #expect(abs(seconds(result.latency.mean) - expected.meanLatency) <= 1e-6)
        let quantiles = try #require(result.latency.quantiles([0.5, 0.95, 0.99])).map(seconds)
        for (found, wanted) in zip(quantiles, [expected.p50, expected.p95, expected.p99]) {
            #expect(abs(found - wanted) <= 1e-6)
        }
    }

    private func seconds(_ nanoseconds: Double?) -> Double { (nanoseconds ?? .nan) / 1e9 }
    private func seconds(_ nanoseconds: Int64) -> Double { Double(nanoseconds) / 1e9 }
}
