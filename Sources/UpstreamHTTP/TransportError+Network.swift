import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Upstream

extension TransportError {
    /// What the network says, in one line that names no more than host and port.
    init(_ error: any Error, from peer: Peer) {
        switch error {
        case let known as TransportError: self = known
        case is CancellationError: self.init(.cancelled, "the request was cancelled")
        case let error as NIOConnectionError: self.init(error, to: peer)
        case let error as HTTPClientError: self.init(error, from: peer)
        case let error as IOError:
            // Only this one never comes once there is a connection.
            let kind = error.errnoCode == ECONNREFUSED ? Kind.unreachable : .connection
            self.init(kind, "\(peer): \(Self.reason(error))")
        case let error as NIOSSLError: self.init(error, from: peer)
        case is NIOSSLExtraError:
            self.init(.tls, "\(peer): the certificate is made out to another name")
        case is HTTPParserError:
            self.init(.connection, "\(peer) sent what is no HTTP, or closed the connection")
        default: self.init(.connection, "\(peer): the connection broke (\(type(of: error)))")
        }
    }

    private init(_ error: NIOConnectionError, to peer: Peer) {
        let reasons = error.connectionErrors.map { failure in
            (failure.error as? IOError).map(Self.reason) ?? "no connection in time"
        }
        self.init(.unreachable, reasons.first.map { "\(peer): \($0)" } ?? Self.unknownName(peer))
    }

    private init(_ error: HTTPClientError, from peer: Peer) {
        switch error {
        case .cancelled: self.init(.cancelled, "the request was cancelled")
        case .alreadyShutdown: self.init(.unreachable, "\(peer): the client has been shut down")
        case .remoteConnectionClosed:
            self.init(.connection, "\(peer) closed the connection before its answer was whole")
        case .connectTimeout: self.init(.unreachable, "\(peer): no connection in time")
        case .tlsHandshakeTimeout: self.init(.tls, "\(peer): no TLS handshake in time")
        case .getConnectionFromPoolTimeout:
            self.init(.unreachable, "\(peer): all connections stayed in use for too long")
        default: self.init(.connection, "\(peer): \(error.shortDescription)")
        }
    }

    private init(_ error: NIOSSLError, from peer: Peer) {
        switch error {
        case .handshakeFailed(let cause): self.init(cause, from: peer)
        case .uncleanShutdown:
            self.init(.connection, "\(peer) closed the connection before its answer was whole")
        default: self.init(.tls, "\(peer): the certificate can't be verified")
        }
    }

    private init(_ handshake: BoringSSLError, from peer: Peer) {
        let text = String(describing: handshake)
        if text.contains("CERTIFICATE_VERIFY_FAILED") {
            self.init(
                .tls,
                "\(peer): the certificate is not trusted: expired, or signed by an authority that this system does not know"
            )
        } else if text.contains("WRONG_VERSION_NUMBER") {
            self.init(.tls, "\(peer) speaks no TLS; is http:// meant?")
        } else {
            self.init(.tls, "\(peer): the TLS handshake failed")
        }
    }

    private static func unknownName(_ peer: Peer) -> String {
        "\(peer): the host's name is not known"
    }

    private static func reason(_ error: IOError) -> String {
        switch error.errnoCode {
        case ECONNREFUSED: "the connection is refused"
        case ECONNRESET, EPIPE: "the connection broke"
        case EHOSTUNREACH, ENETUNREACH: "the host can't be reached"
        default: String(cString: strerror(error.errnoCode))
        }
    }
}
