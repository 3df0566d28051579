public import Limits

/// A request that comes in.
public struct Arrival: Hashable, Sendable {
    /// When.
    public var time: Instant
    /// The place of the deployment that it is meant for.
    public var deployment: Int
    /// Its tokens.
    public var tokens: RequestTokens
    /// How long the work on it took, if that is known.
    public var service: TimeSpan?

    /// An arrival.
    ///
    /// - Parameters:
    ///   - time: When.
    ///   - deployment: The place of the deployment that it is meant for.
    ///   - tokens: Its tokens.
    ///   - service: How long the work on it took, if that is known.
    public init(
        at time: Instant, deployment: Int = 0, tokens: RequestTokens = RequestTokens(),
        service: TimeSpan? = nil
    ) {
        (self.time, self.deployment) = (time, deployment)
        (self.tokens, self.service) = (tokens, service)
    }
}
