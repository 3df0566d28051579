import Limits
import Upstream
import UpstreamHTTP

/// The client as users have it, in front of a server on loopback.
struct Client {
    /// A key that no service knows.
    static let key = "sk-loopback-6f1d2c3b4a5968778695a4b3c2d1e0f9"

    var options = ClientOptions()
    var request = ChatRequest(model: "asked-for", messages: [.init(role: "user", content: "Hi.")])

    init() { options.retries = RetrySchedule(retries: 0, first: .zero) }

    /// What becomes of the request at a service.
    func exchange(
        at url: String, over transport: HTTPTransport,
        handOn: @escaping AnswerHandler = { _ in }
    ) async throws -> Exchange {
        let client = UpstreamClient(
            try Endpoint(url + "/v1"), key: try APIKey(Self.key, from: "the test"),
            over: transport, options: options)
        return await client.send(request, handOn: handOn)
    }

    /// What becomes of the request at a service that is asked once, over a connection of its own.
    func attempt(
        at url: String, handOn: @escaping AnswerHandler = { _ in }
    ) async throws -> Attempt {
        try await withTransport { transport in
            let attempts = try await exchange(at: url, over: transport, handOn: handOn).attempts
            precondition(attempts.count == 1)
            return attempts[0]
        }
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
