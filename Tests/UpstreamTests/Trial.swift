import Limits
import Routing
import Statistics
import Testing
import Upstream

/// A client in front of a script, on a clock of its own.
struct Trial {
    /// A key that no service knows.
    static let secret = "sk-test-0123456789/abcdefghij"

    let time = VirtualTime(at: Instant(nanoseconds: 1_767_600_000_000_000_000))
    let transport: ScriptedTransport
    var options = ClientOptions()

    init(_ script: [ScriptStep]...) { self.init(script: script) }

    init(script: [[ScriptStep]]) {
        transport = ScriptedTransport(script, time: time)
        options.generator = SplitMix64(seed: 6)
        options.retries = RetrySchedule(retries: 0, first: .zero)
    }

    func client() throws -> UpstreamClient {
        UpstreamClient(
            try Endpoint(), key: try APIKey(Self.secret, from: "the test"), over: transport,
            timepiece: time, options: options)
    }

    /// What becomes of a request.
    func exchange(
        isStreamed: Bool = false, handOn: @escaping AnswerHandler = { _ in }
    ) throws -> Exchange {
        let client = try client()
        let request = ChatRequest(
            model: "gpt-4.1", messages: [.init(role: "user", content: "Say hi.")],
            isStreamed: isStreamed)
        return try #require(time.run { await client.send(request, handOn: handOn) })
    }

    /// What becomes of a request that is sent once.
    func attempt(isStreamed: Bool = false) throws -> Attempt {
        let exchange = try exchange(isStreamed: isStreamed)
        #expect(exchange.attempts.count == 1)
        return exchange.attempts[0]
    }

    /// Milliseconds since the trial began.
    func milliseconds(_ instant: Instant) -> Int64 {
        (instant.nanoseconds - 1_767_600_000_000_000_000) / 1_000_000
    }
}

extension Attempt {
    var completion: Completion? {
        if case .completed(let completion) = outcome { completion } else { nil }
    }

    var failure: UpstreamFailure? {
        if case .failed(let failure) = outcome { failure } else { nil }
    }
}

extension Trial {
    /// What becomes of a request whose caller gives up after a while; nil where it has ended before.
    func exchangeGivenUp(after span: TimeSpan) throws -> Exchange? {
        let client = try client()
        let request = ChatRequest(model: "m", messages: [])
        return time.run {
            await withTaskGroup(of: Exchange?.self) { group in
                group.addTask { await client.send(request) }
                group.addTask {
                    try? await time.sleep(until: time.now() + span)
                    return nil
                }
                _ = await group.next()
                group.cancelAll()
                return await group.next() ?? nil
            }
        } ?? nil
    }
}
