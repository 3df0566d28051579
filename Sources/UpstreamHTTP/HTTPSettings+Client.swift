import AsyncHTTPClient
import Limits
import NIOCore
import NIOSSL

extension HTTPSettings {
    /// The settings as the client knows them.
    ///
    /// Redirects would carry the key elsewhere, decompression would let a small answer grow without
    /// bounds, and a proxy would see what is sent: there are none. A connection that fails is told
    /// at once, since who asks decides whether to try again.
    func configuration() throws(TrustedCertificatesError) -> HTTPClient.Configuration {
        var pool = HTTPClient.Configuration.ConnectionPool(idleTimeout: idleTime.amount)
        pool.concurrentHTTP1ConnectionsPerHostSoftLimit = connectionsPerHost
        pool.retryConnectionEstablishment = false
        return HTTPClient.Configuration(
            tlsConfiguration: try tls(), redirectConfiguration: .disallow,
            timeout: .init(connect: connectTime.amount), connectionPool: pool, proxy: nil,
            decompression: .disabled)
    }

    private func tls() throws(TrustedCertificatesError) -> TLSConfiguration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.certificateVerification = .fullVerification
        tls.minimumTLSVersion = .tlsv12
        if let path = trustedCertificates {
            tls.additionalTrustRoots = [.certificates(try Self.certificates(path))]
        }
        return tls
    }

    private static func certificates(
        _ path: String
    ) throws(TrustedCertificatesError) -> [NIOSSLCertificate] {
        let found = try? NIOSSLCertificate.fromPEMFile(path)
        guard let found, !found.isEmpty else { throw TrustedCertificatesError(path: path) }
        return found
    }
}

extension TimeSpan {
    fileprivate var amount: TimeAmount { .nanoseconds(nanoseconds) }
}
