public import Limits
public import Routing

/// How a client behaves.
public struct ClientOptions: Sendable {
    /// What it puts up with.
    public var limits = ClientLimits()
    /// How often a model is tried again, and after what wait.
    public var retries = RetrySchedule(retries: 2, first: .milliseconds(500), longest: .seconds(8))
    /// The policy whose fallback says which model follows one that has failed; nil for none.
    public var fallback: Policy?
    /// Where the chance in the waits comes from.
    public var generator: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()

    /// What holds unless something else is given: two retries, no fallback.
    public init() {}
}
