public import Pricing

/// How far a run is.
public struct LiveProgress: Hashable, Sendable {
    /// How many requests there are.
    public let total: Int
    /// How many were sent.
    public let sent: Int
    /// How many have ended.
    public let ended: Int
    /// What is spent; unknown usage counts as the most that it can cost.
    public let spent: Money
}
