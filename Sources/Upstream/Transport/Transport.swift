/// What carries requests over a network: one exchange at a time, no retry, no redirect followed,
/// certificates always verified.
public protocol Transport: Sendable {
    /// Sends a request and gives the head of the answer as soon as it is there.
    ///
    /// Cancelling the task, or dropping the body's iterator before its end, closes the connection.
    ///
    /// - Parameter request: What to send.
    /// - Returns: The head of the answer, and its body as it comes.
    /// - Throws: Why there is none.
    func send(_ request: WireRequest) async throws(TransportError) -> WireAnswer
}

/// A request as it goes over the wire.
public struct WireRequest: Sendable {
    /// `POST` or `GET`.
    public var method: String
    /// Where to.
    public var url: String
    /// Names and values.
    public var headers: [(name: String, value: String)]
    /// The body.
    public var body: [UInt8]

    /// A request.
    public init(
        method: String, url: String, headers: [(name: String, value: String)], body: [UInt8] = []
    ) {
        (self.method, self.url, self.headers, self.body) = (method, url, headers, body)
    }
}

extension WireRequest: CustomStringConvertible, CustomReflectable {
    /// The method and the address; no header, since one holds the key.
    public var description: String { "\(method) \(url)" }
    /// A mirror that shows no more than the description.
    public var customMirror: Mirror { Mirror(self, children: ["request": description]) }
}

/// The head of an answer, and its body as it comes.
public struct WireAnswer: Sendable {
    /// The HTTP status.
    public var status: Int
    /// Names and values.
    public var headers: [(name: String, value: String)]
    /// The body in the pieces in which it comes; throws `TransportError`.
    public var body: AsyncThrowingStream<[UInt8], any Error>

    /// An answer.
    public init(
        status: Int, headers: [(name: String, value: String)],
        body: AsyncThrowingStream<[UInt8], any Error>
    ) {
        (self.status, self.headers, self.body) = (status, headers, body)
    }
}

/// Why the network gave no answer.
public struct TransportError: Error, Sendable, Hashable {
    /// What went wrong.
    public enum Kind: Sendable, Hashable {
        /// No connection was made: nothing was sent.
        case unreachable
        /// A connection that broke, or may have: what was sent may have been answered and billed.
        case connection
        /// The certificate was not accepted.
        case tls
        /// The task was cancelled.
        case cancelled
    }

    /// What went wrong.
    public let kind: Kind
    /// One line without any secret.
    public let message: String

    /// An error.
    public init(_ kind: Kind, _ message: String) { (self.kind, self.message) = (kind, message) }
}
