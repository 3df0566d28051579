import Foundation
import Limits
import Pricing
import Testing
import Upstream
import UpstreamHTTP

/// llmock, which fails on demand and judges how its clients bear it.
@Suite(
    .enabled(if: TestTools.folder != nil, TestTools.advice), .serialized,
    .timeLimit(.minutes(5)), ServerTrait.llmock)
struct LLMockTests {
    @Test func aRefusedRequestComesAgainWhenItIsToldTo() async throws {
        let exchange = try await exchange(
            #"{"type": "fail", "status": 429, "retry_after": 0.7, "times": 2}"#)
        #expect(exchange.attempts.map(\.status) == [429, 429, 200])
        for (attempt, next) in zip(exchange.attempts, exchange.attempts.dropFirst()) {
            #expect(attempt.failure?.kind == .rateLimited)
            #expect(attempt.failure?.usage == .zero)
            let wait = try #require(attempt.failure?.retryAfter)
            #expect(wait >= .milliseconds(700))
            #expect(next.start - attempt.end >= wait)
        }
        #expect(exchange.completion?.content.isEmpty == false)
    }

    @Test(arguments: [400, 401, 403, 404, 422])
    func whatCanNeverSucceedIsSentOnce(_ status: Int) async throws {
        let exchange = try await exchange(#"{"type": "fail", "status": \#(status)}"#)
        #expect(exchange.attempts.map(\.status) == [status])
        #expect(exchange.attempts[0].failure?.kind == .status)
    }

    @Test func whatKeepsFailingIsGivenUp() async throws {
        let exchange = try await exchange(#"{"type": "fail", "status": 503, "times": 3}"#)
        #expect(exchange.attempts.map(\.status) == [503, 503, 503])
        #expect(exchange.completion == nil)
    }

    /// A stream that shows output is not asked for again: someone may be reading it.
    ///
    /// llmock takes that for being content with a part, so that its verdict doesn't count here.
    @Test(arguments: [
        ("disconnect", UpstreamFailure.Kind.cut), ("truncate", .cut), ("malformed", .malformed),
        ("stall", .deadline),
    ])
    func aStreamThatBreaksIsNoAnswer(
        _ fault: String, _ kind: UpstreamFailure.Kind
    ) async throws {
        let exchange = try await exchange(
            #"{"type": "stream_fault", "kind": "\#(fault)", "after_chunks": 3}"#,
            isStreamed: true, isJudged: false)
        #expect(exchange.attempts.map(\.failure?.kind) == [kind])
        #expect(exchange.attempts[0].failure?.usage == nil)
        #expect(exchange.attempts[0].pieces.isEmpty == false)
    }

    @Test(arguments: [false, true])
    func aSlowAnswerIsMeasured(_ isStreamed: Bool) async throws {
        let exchange = try await exchange(
            #"{"type": "delay", "seconds": 0.4}"#, isStreamed: isStreamed)
        let attempt = exchange.attempts[0]
        let first = try #require(attempt.pieces.first)
        #expect(first - attempt.start >= .milliseconds(400))
        #expect(attempt.completion?.usage != .unknown)
    }

    /// What becomes of a request while the server behaves as it is told, if the server thinks that
    /// the client has borne it well.
    private func exchange(
        _ behavior: String, isStreamed: Bool = false, isJudged: Bool = true
    ) async throws -> Exchange {
        let server = try ServerTrait.server()
        var client = Client()
        client.request.isStreamed = isStreamed
        // It counts a token for each four characters, and none for fewer.
        client.request.messages = [.init(role: "user", content: "Say hello to everybody here.")]
        client.options.limits.attempt = .seconds(5)
        client.options.retries = RetrySchedule(retries: 2, first: .milliseconds(100), jitter: .none)
        return try await withTransport { [client] transport in
            try await transport.tell(server, "reset", "")
            try await transport.tell(server, "scenario", #"{"behaviors": [\#(behavior)]}"#)
            let exchange = try await client.exchange(at: server.url, over: transport)
            if isJudged {
                let verdict = try await transport.verdict(server)
                #expect(verdict.contains(#""passed":true"#), "\(verdict)")
            }
            return exchange
        }
    }
}

extension ServerTrait {
    fileprivate static var llmock: ServerTrait {
        ServerTrait(health: "/health") { port, _ in
            [try TestTools.program("llmock"), "serve", "--host", "127.0.0.1", "--port", "\(port)"]
        }
    }
}

extension HTTPTransport {
    fileprivate func tell(_ server: ForeignServer, _ what: String, _ body: String) async throws {
        let answer = try await send(
            WireRequest(
                method: "POST", url: "\(server.url)/_llmock/\(what)",
                headers: [("Content-Type", "application/json")], body: Array(body.utf8)))
        let text = try await answer.text()
        try #require(200...299 ~= answer.status, "\(text)")
    }

    /// What the server thinks of its client.
    fileprivate func verdict(_ server: ForeignServer) async throws -> String {
        let url = "\(server.url)/_llmock/verdict"
        return try await send(WireRequest(method: "GET", url: url, headers: [])).text()
    }
}
