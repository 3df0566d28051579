import Limits
import Testing
import Upstream

@Suite struct ConcurrencyTests {
    @Test func oneClientServesManyRequestsAtOnce() async throws {
        let busy: [ScriptStep] = [.head(503, [("retry-after-ms", "0")])]
        let fine: [ScriptStep] = [.head(200), .text(WholeAnswerTests.answer)]
        var trial = Trial(
            script: Array(repeating: busy, count: 100) + Array(repeating: fine, count: 200))
        // The clock is the system's, and the machine may be busy with other tests.
        let hour = TimeSpan.seconds(3600)
        trial.options.limits.attempt = hour
        trial.options.limits.firstByte = hour
        trial.options.limits.exchange = hour
        trial.options.retries = RetrySchedule(retries: 100, first: .zero)
        let client = UpstreamClient(
            try Endpoint(), key: try APIKey(Trial.secret, from: "the test"), over: trial.transport,
            options: trial.options)
        let request = ChatRequest(model: "m", messages: [])
        let exchanges = await withTaskGroup(of: Exchange.self) { group in
            for _ in 0..<200 { group.addTask { await client.send(request) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(exchanges.allSatisfy { $0.completion?.content == "Hello!" })
        #expect(exchanges.reduce(0) { $0 + $1.attempts.count } == 300)
    }
}
