public import Limits
public import Pricing

/// Why an attempt has no answer; `message` is one line without any secret.
public struct UpstreamFailure: Error, Sendable, Hashable {
    /// The kinds of failure, by which they are counted and tried again.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// No connection, or one that broke before an answer.
        case connection
        /// The certificate was not accepted.
        case tls
        /// Nothing came within the time for the first byte.
        case firstByteTimeout = "first_byte_timeout"
        /// The whole answer took longer than allowed.
        case deadline
        /// The status is 429.
        case rateLimited = "rate_limited"
        /// Another status that is not 200.
        case status
        /// A redirect, which would carry the key elsewhere.
        case redirect
        /// An answer that is no completion: no JSON, invalid UTF-8, no choices.
        case malformed
        /// An answer that is longer than allowed.
        case tooLong = "too_long"
        /// A stream that ended without its end: what it used is unknown.
        case cut
        /// An error in place of an answer although the status is 200.
        case error
        /// An error told within a stream.
        case stream
        /// The caller gave up.
        case cancelled
    }

    /// The kind.
    public let kind: Kind
    /// One line: what came and what was expected.
    public let message: String
    /// The error's code as the upstream gives it, text or number.
    public let code: String?
    /// How long the upstream asks to wait.
    public let retryAfter: TimeSpan?
    /// What `x-should-retry` says.
    public let shouldRetry: Bool?
    /// What was used: nil where that is unknown; zero where nothing was sent or billed.
    public let usage: TokenUsage?

    /// A failure.
    public init(
        _ kind: Kind, _ message: String, code: String? = nil, retryAfter: TimeSpan? = nil,
        shouldRetry: Bool? = nil, usage: TokenUsage? = nil
    ) {
        (self.kind, self.message, self.code) = (kind, message, code)
        (self.retryAfter, self.shouldRetry, self.usage) = (retryAfter, shouldRetry, usage)
    }
}
