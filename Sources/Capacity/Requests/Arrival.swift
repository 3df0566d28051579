public import Limits

/// A request that comes in.
public struct Arrival: Hashable, Sendable {
    /// When.
    public var time: Instant
    /// The place of the deployment that it is meant for.
    public var deployment: Int
    /// Which model it asks for: a place in a list that the caller keeps.
    public var model: Int
    /// Its tokens.
    public var tokens: RequestTokens
    /// How long the work on it took, if that is known.
    public var service: TimeSpan?

    /// An arrival.
    ///
    /// - Parameters:
    ///   - time: When.
    ///   - deployment: The place of the deployment that it is meant for.
    ///   - model: Which model it asks for: a place in a list that the caller keeps.
    ///   - tokens: Its tokens.
    ///   - service: How long the work on it took, if that is known.
    public init(
        at time: Instant, deployment: Int = 0, model: Int = 0,
        tokens: RequestTokens = RequestTokens(), service: TimeSpan? = nil
    ) {
        (self.time, self.deployment, self.model) = (time, deployment, model)
        (self.tokens, self.service) = (tokens, service)
    }
}
