import Limits
import Testing
import Upstream

/// What the client makes of servers that misbehave, and that it lets go of them.
@Suite(.timeLimit(.minutes(1))) struct ClientOverNetworkTests {
    @Test func aRedirectIsRefusedAndTheOtherHostSeesNothing() async throws {
        let other = try LoopbackServer { $0.answer() }
        let server = try LoopbackServer { connection in
            _ = connection.request()
            connection.answer(307, ["Location: \(other.url)/v1/chat/completions"])
        }
        defer {
            other.stop()
            server.stop()
        }
        let attempt = try await Client().attempt(at: server.url)
        #expect(attempt.failure?.kind == .redirect)
        #expect(attempt.status == 307)
        #expect(other.connections == 0)
    }

    @Test func silenceEndsAtTheTimeForTheFirstByte() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.request()
            connection.tellClosing()
        }
        defer { server.stop() }
        var client = Client()
        client.options.limits.firstByte = .milliseconds(200)
        let attempt = try await client.attempt(at: server.url) { _ in }
        #expect(attempt.failure?.kind == .firstByteTimeout)
        #expect(attempt.failure?.usage == nil)
        #expect(attempt.end - attempt.start >= .milliseconds(200))
        #expect(await server.event() == "closed")
    }

    @Test(arguments: [false, true])
    func anAnswerThatStallsEndsAtTheDeadline(_ isStreamed: Bool) async throws {
        let server = try LoopbackServer.stalling(isStreamed)
        defer { server.stop() }
        var client = Client()
        client.request.isStreamed = isStreamed
        client.options.limits.attempt = .milliseconds(300)
        let attempt = try await client.attempt(at: server.url)
        #expect(attempt.failure?.kind == .deadline)
        #expect(attempt.failure?.usage == nil)
        #expect(attempt.end - attempt.start >= .milliseconds(300))
        #expect(attempt.pieces.count == (isStreamed ? 1 : 0))
        #expect(await server.event() == "closed")
    }

    @Test func cancellingClosesTheConnection() async throws {
        let server = try LoopbackServer.stalling(true)
        defer { server.stop() }
        var client = Client()
        client.request.isStreamed = true
        let (begun, begin) = AsyncStream<Void>.makeStream()
        let task = Task { [client] in
            try await client.attempt(at: server.url) { _ in begin.yield() }
        }
        #expect(await begun.first { true } != nil)
        task.cancel()
        #expect(try await task.value.failure?.kind == .cancelled)
        #expect(await server.event() == "closed")
    }

    @Test(arguments: ["application/json", "text/event-stream"])
    func anEndlessBodyIsCutOffAtTheLimit(_ type: String) async throws {
        let server = try LoopbackServer { connection in
            _ = connection.request()
            connection.send("HTTP/1.1 200 X\r\nContent-Type: \(type)\r\n\r\n")
            while connection.send(": \(String(repeating: "x", count: 10_000))\n") {}
            connection.tell("closed")
        }
        defer { server.stop() }
        var client = Client()
        client.request.isStreamed = type.contains("stream")
        client.options.limits.answerBytes = 1 << 20
        let attempt = try await client.attempt(at: server.url)
        #expect(attempt.failure?.kind == .tooLong)
        #expect(await server.event() == "closed")
    }

    @Test func anErrorInPlainTextIsQuoted() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.request()
            connection.answer(502, ["Content-Type: text/plain"], "upstream went away")
        }
        defer { server.stop() }
        let attempt = try await Client().attempt(at: server.url)
        #expect(attempt.failure?.kind == .status)
        #expect(attempt.failure?.message.contains("upstream went away") == true)
    }

    @Test func streamsThatEndUseTheirConnectionAgain() async throws {
        let server = try LoopbackServer { connection in
            while connection.request() != nil {
                connection.answer(200, ["Content-Type: text/event-stream"], Self.stream)
            }
        }
        defer { server.stop() }
        var client = Client()
        client.request.isStreamed = true
        try await withTransport { transport in
            for _ in 0..<3 {
                let exchange = try await client.exchange(at: server.url, over: transport)
                #expect(exchange.completion?.content == "Hi")
            }
        }
        #expect(server.connections == 1)
    }

    private static let stream = """
        data: {"model":"m","choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}

        data: [DONE]


        """
}

extension LoopbackServer {
    /// Sends the beginning of an answer, then nothing.
    fileprivate static func stalling(_ isStreamed: Bool) throws -> LoopbackServer {
        let chunk = #"{"choices":[{"index":0,"delta":{"content":"Hi"}}]}"#
        return try LoopbackServer { connection in
            _ = connection.request()
            let type = isStreamed ? "text/event-stream" : "application/json"
            connection.send("HTTP/1.1 200 X\r\nContent-Type: \(type)\r\n\r\n")
            connection.send(isStreamed ? "data: \(chunk)\n\n" : "{\"choices\":")
            connection.tellClosing()
        }
    }
}
