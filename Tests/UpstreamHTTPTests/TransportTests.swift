import Foundation
import Limits
import Testing
import Upstream
import UpstreamHTTP

@Suite(.timeLimit(.minutes(1))) struct TransportTests {
    @Test func aRequestGoesOutAsGivenAndItsAnswerComesBack() async throws {
        let server = try LoopbackServer { connection in
            connection.tell(connection.request() ?? "nothing")
            connection.answer(418, ["X-Seen: yes", "Retry-After: 7"], "a teapot")
        }
        defer { server.stop() }
        let request = WireRequest(
            method: "POST", url: server.url + "/v1/chat/completions",
            headers: [("Authorization", "Bearer k"), ("Content-Type", "application/json")],
            body: Array("{}".utf8))
        try await withTransport { transport in
            let answer = try await transport.send(request)
            #expect(answer.status == 418)
            #expect(answer.headers.contains { $0.name == "Retry-After" && $0.value == "7" })
            #expect(try await answer.text() == "a teapot")
        }
        let seen = try #require(await server.event())
        #expect(seen.hasPrefix("POST /v1/chat/completions HTTP/1.1\r\n"))
        #expect(seen.hasSuffix("\r\n\r\n{}"))
        let headers = seen.split(separator: "\r\n").dropFirst().dropLast()
            .map { $0.lowercased() }.sorted()
        #expect(
            headers == [
                "accept-encoding: identity", "authorization: bearer k",
                "content-length: 2", "content-type: application/json",
                "host: 127.0.0.1:\(server.port)",
            ])
    }

    @Test func aConnectionIsUsedAgain() async throws {
        let server = try LoopbackServer { connection in
            while connection.request() != nil { connection.answer(200, [], "ok") }
        }
        defer { server.stop() }
        try await withTransport { transport in
            for _ in 0..<3 {
                let text = try await transport.send(server.get()).text()
                #expect(text == "ok")
            }
        }
        #expect(server.connections == 1)
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func aRedirectIsAnAnswerAndNotFollowed(_ status: Int) async throws {
        let other = try LoopbackServer { $0.answer() }
        let server = try LoopbackServer { connection in
            _ = connection.request()
            connection.answer(status, ["Location: \(other.url)/steal"])
        }
        defer {
            other.stop()
            server.stop()
        }
        try await withTransport { transport in
            let answer = try await transport.send(server.get())
            #expect(answer.status == status)
            #expect(try await answer.text() == "")
        }
        #expect(other.connections == 0)
    }

    @Test func compressionIsNotUndone() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.request()
            connection.answer(200, ["Content-Encoding: gzip"], "\u{1F}not really")
        }
        defer { server.stop() }
        try await withTransport { transport in
            let text = try await transport.send(server.get()).text()
            #expect(text == "\u{1F}not really")
        }
    }

    @Test func cancellingBeforeTheHeadClosesTheConnection() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.request()
            connection.tell("asked")
            connection.tellClosing()
        }
        defer { server.stop() }
        try await withTransport { transport in
            let task = Task { try await transport.send(server.get()) }
            #expect(await server.event() == "asked")
            task.cancel()
            await #expect(throws: TransportError(.cancelled, "the request was cancelled")) {
                try await task.value
            }
            #expect(await server.event() == "closed")
        }
    }

    @Test func cancellingInTheBodyClosesTheConnection() async throws {
        let server = try LoopbackServer.sendingHalf()
        defer { server.stop() }
        try await withTransport { transport in
            let answer = try await transport.send(server.get())
            let (begun, begin) = AsyncStream<Void>.makeStream()
            let task = Task {
                for try await _ in answer.body { begin.yield() }
                return Task.isCancelled
            }
            #expect(await begun.first { true } != nil)
            task.cancel()
            let isCancelled = try? await task.value
            #expect(isCancelled != false, "a body that is cut must not look whole")
            #expect(await server.event() == "closed")
        }
    }

    @Test func droppingTheBodyClosesTheConnection() async throws {
        let server = try LoopbackServer.sendingHalf()
        defer { server.stop() }
        try await withTransport { transport in
            #expect(try await transport.send(server.get()).status == 200)
            #expect(await server.event() == "closed")
            do {
                var pieces = try await transport.send(server.get()).body.makeAsyncIterator()
                #expect(try await pieces.next() != nil)
            }
            #expect(await server.event() == "closed")
        }
    }

    @Test func aBodyIsReadNoFasterThanItIsTaken() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.request()
            connection.send("HTTP/1.1 200 X\r\n\r\n")
            let megabyte = String(repeating: "x", count: 1 << 20)
            let isTaken = (0..<64).allSatisfy { _ in connection.send(megabyte) }
            connection.tell(isTaken ? "all of it went out" : "closed")
        }
        defer { server.stop() }
        try await withTransport { transport in
            let answer = try await transport.send(server.get())
            var pieces = answer.body.makeAsyncIterator()
            #expect(try await pieces.next() != nil)
        }
        #expect(await server.event() == "closed")
    }

    @Test func whatWaitsForAConnectionIsToldSo() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.request()
            connection.tell("asked")
            connection.tellClosing()
        }
        defer { server.stop() }
        let settings = HTTPSettings(connectionsPerHost: 1, connectTime: .milliseconds(100))
        try await withTransport(settings) { transport in
            let task = Task { try await transport.send(server.get()) }
            #expect(await server.event() == "asked")
            await #expect(
                throws: TransportError(
                    .unreachable,
                    "127.0.0.1:\(server.port): all connections stayed in use for too long")
            ) { try await transport.send(server.get()) }
            #expect(server.connections == 1)
            task.cancel()
            _ = try? await task.value
        }
    }

    @Test func shuttingDownEndsWhatIsUnderWayAndWhatComes() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.request()
            connection.tell("asked")
            connection.tellClosing()
        }
        defer { server.stop() }
        let transport = try HTTPTransport()
        let task = Task { try await transport.send(server.get()) }
        #expect(await server.event() == "asked")
        await transport.shutDown()
        await #expect(throws: TransportError.self) { try await task.value }
        #expect(await server.event() == "closed")
        await #expect(
            throws: TransportError(
                .unreachable, "127.0.0.1:\(server.port): the client has been shut down")
        ) { try await transport.send(server.get()) }
        await transport.shutDown()
    }
}
