import Upstream
import UpstreamHTTP

/// Uses a transport and shuts it down.
func withTransport<Value>(
    _ settings: HTTPSettings = HTTPSettings(),
    isolation: isolated (any Actor)? = #isolation,
    _ use: (HTTPTransport) async throws -> Value
) async throws -> Value {
    let transport = try HTTPTransport(settings)
    do {
        let value = try await use(transport)
        await transport.shutDown()
        return value
    } catch {
        await transport.shutDown()
        throw error
    }
}

extension LoopbackServer {
    func get() -> WireRequest { WireRequest(method: "GET", url: url, headers: []) }

    /// Sends half an answer and tells when the connection is closed.
    static func sendingHalf() throws -> LoopbackServer {
        try LoopbackServer { connection in
            _ = connection.request()
            connection.send("HTTP/1.1 200 X\r\nContent-Length: 10\r\n\r\nhalf ")
            connection.tellClosing()
        }
    }
}

extension WireAnswer {
    func text() async throws -> String {
        var bytes: [UInt8] = []
        for try await piece in body { bytes += piece }
        return String(decoding: bytes, as: UTF8.self)
    }
}
