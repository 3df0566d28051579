/// What a policy's fallback chain did with operations that went on after a failed attempt.
public struct FallbackOutcome: Hashable, Sendable {
    /// Operations that went on after a failed attempt.
    public internal(set) var operations: UInt64 = 0
    /// The attempts that came after a failed one.
    public internal(set) var retries: UInt64 = 0
    /// Those of them that the chain sent to another model than the rules would.
    public internal(set) var moved: UInt64 = 0
    /// Those of them for which the chain had no model left; they stay at the one that failed last.
    public internal(set) var exhausted: UInt64 = 0

    init() {}
}
