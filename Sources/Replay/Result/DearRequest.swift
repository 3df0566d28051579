public import Pricing

/// One of the dearest requests.
public struct DearRequest: Sendable {
    /// The record's own id; where the source has a hash of it only, "#" and the hash's first half;
    /// nil where the record has none.
    public let name: String?
    /// When it was made.
    public let time: Timestamp
    /// The model asked for.
    public let model: String?
    /// Tokens of all kinds.
    public let tokens: UInt64
    /// What it costs as requested.
    public let asRequested: Money
    /// By policy, in their order; nil where it has no price.
    public let policies: [(name: String, cost: Money?)]
}
