import Testing
import Upstream
import UpstreamHTTP

/// What goes wrong on the way is one plain line.
@Suite(.timeLimit(.minutes(1))) struct NetworkErrorTests {
    @Test func aPortOnWhichNobodyListens() async throws {
        let port = try LoopbackServer.freePort()
        let error = try await error("http://127.0.0.1:\(port)/v1?key=secret")
        #expect(
            error
                == TransportError(.unreachable, "127.0.0.1:\(port): the connection is refused"))
    }

    @Test func aNameThatNobodyHas() async throws {
        #expect(
            try await error("http://user:secret@nowhere.invalid/v1")
                == TransportError(
                    .unreachable, "nowhere.invalid:80: the host's name is not known"))
    }

    @Test(arguments: ["", "secret", "/v1", "ftp://example.com/", "http://", "https:///v1"])
    func anAddressThatIsNone(_ url: String) async throws {
        #expect(
            try await error(url)
                == TransportError(
                    .unreachable,
                    "the address of the upstream is no URL of the form https://HOST/PATH"))
    }

    @Test func aConnectionThatClosesWithoutAnAnswer() async throws {
        let server = try LoopbackServer { _ = $0.request() }
        defer { server.stop() }
        #expect(
            try await error(server.url)
                == TransportError(
                    .connection,
                    "127.0.0.1:\(server.port) closed the connection before its answer was whole"))
    }

    @Test func anAnswerThatIsNoHTTP() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.request()
            connection.send("SSH-2.0-OpenSSH_9.2\r\n")
        }
        defer { server.stop() }
        #expect(
            try await error(server.url)
                == TransportError(
                    .connection,
                    "127.0.0.1:\(server.port) sent what is no HTTP, or closed the connection"))
    }

    @Test(arguments: ["Content-Length: 100", "Transfer-Encoding: chunked"])
    func aBodyThatIsCut(_ framing: String) async throws {
        let server = try LoopbackServer { connection in
            _ = connection.request()
            connection.send("HTTP/1.1 200 X\r\n\(framing)\r\n\r\n4\r\nabcd\r\n")
        }
        defer { server.stop() }
        try await withTransport { transport in
            let answer = try await transport.send(server.get())
            let error = await #expect(throws: TransportError.self) { try await answer.text() }
            #expect(error?.kind == .connection)
            #expect(error?.message.hasPrefix("127.0.0.1:\(server.port) ") == true)
        }
    }

    private func error(_ url: String) async throws -> TransportError? {
        try await withTransport { transport in
            await #expect(throws: TransportError.self) {
                try await transport.send(WireRequest(method: "GET", url: url, headers: []))
            }
        }
    }
}
