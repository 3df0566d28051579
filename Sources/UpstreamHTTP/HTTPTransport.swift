import AsyncHTTPClient
import NIOCore
import NIOHTTP1
public import Upstream

/// Requests over HTTP/1.1 and, where the server offers it with its certificate, HTTP/2.
///
/// Certificates are always verified, no redirect is followed, no answer is decompressed, and no
/// proxy of the environment is used. Connections are kept and used again. Giving up a request
/// closes its connection; over HTTP/2, which others may be using, it resets its stream.
public struct HTTPTransport: Transport {
    private let client: HTTPClient

    /// A transport, which has to be shut down in the end.
    ///
    /// - Parameter settings: How connections are made and kept.
    /// - Throws: A file of trusted certificates that has none.
    public init(_ settings: HTTPSettings = HTTPSettings()) throws(TrustedCertificatesError) {
        client = HTTPClient(
            eventLoopGroup: HTTPClient.defaultEventLoopGroup,
            configuration: try settings.configuration())
    }

    /// Sends a request and gives the head of the answer as soon as it is there.
    public func send(_ request: WireRequest) async throws(TransportError) -> WireAnswer {
        let peer = try Peer(request.url)
        do {
            let answer = try await client.execute(
                HTTPClientRequest(request), deadline: .distantFuture)
            return WireAnswer(
                status: Int(answer.status.code),
                headers: answer.headers.map { (name: $0.name, value: $0.value) },
                body: AnswerPieces(answer.body, from: peer).stream)
        } catch {
            throw TransportError(error, from: peer)
        }
    }

    /// Ends what is still under way and closes every connection; nothing can be sent afterwards.
    public func shutDown() async {
        // It only fails where it was shut down already.
        try? await client.shutdown()
    }
}

extension HTTPClientRequest {
    /// The request; where it says nothing of encodings it asks for none, as saying nothing would
    /// allow any of them.
    fileprivate init(_ request: WireRequest) {
        self.init(url: request.url)
        method = HTTPMethod(rawValue: request.method)
        headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
        if !headers.contains(name: "accept-encoding") {
            headers.add(name: "accept-encoding", value: "identity")
        }
        if !request.body.isEmpty { body = .bytes(ByteBuffer(bytes: request.body)) }
    }
}
