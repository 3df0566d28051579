public import Limits

/// How connections are made and kept; that certificates are verified is no setting.
public struct HTTPSettings: Sendable, Hashable {
    /// The most connections to one host at a time; what comes beyond waits for a free one.
    ///
    /// Over HTTP/2 one connection carries many requests.
    public var connectionsPerHost: Int
    /// How long making a connection, or waiting for a free one, may take.
    public var connectTime: TimeSpan
    /// How long a connection is kept without use.
    public var idleTime: TimeSpan
    /// A PEM file with certificates that are trusted beside those of the system.
    public var trustedCertificates: String?

    /// Settings; what isn't given is meant for a few hundred requests at a time.
    public init(
        connectionsPerHost: Int = 256, connectTime: TimeSpan = .seconds(10),
        idleTime: TimeSpan = .seconds(30), trustedCertificates: String? = nil
    ) {
        precondition(connectionsPerHost > 0)
        (self.connectionsPerHost, self.connectTime) = (connectionsPerHost, connectTime)
        (self.idleTime, self.trustedCertificates) = (idleTime, trustedCertificates)
    }
}
