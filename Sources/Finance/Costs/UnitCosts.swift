public import Pricing

/// What one of something costs, of a cost over a time and what there was in it.
///
/// Each is the exact cost over a count, rounded half to even at 10^-18; nil where the count is
/// unknown or 0.
public struct UnitCosts: Hashable, Sendable {
    /// What all of it costs.
    public let total: Money
    /// A request's share.
    public let perRequest: Money?
    /// The share of a thousand requests.
    public let perThousandRequests: Money?
    /// A user's share.
    public let perUser: Money?
    /// The share of a million tokens of all kinds.
    public let perMillionTokens: Money?

    /// The shares of a cost.
    public init(total: Money, of traffic: TrafficCounts) {
        func share(_ units: UInt64, of count: UInt64?) -> Money? {
            count.flatMap { $0 > 0 ? total.times(units, over: $0) : nil }
        }
        self.total = total
        perRequest = share(1, of: traffic.requests)
        perThousandRequests = share(1_000, of: traffic.requests)
        perUser = share(1, of: traffic.users)
        perMillionTokens = share(1_000_000, of: traffic.tokens)
    }
}

/// What there was in a time; nil is unknown.
public struct TrafficCounts: Hashable, Sendable {
    /// Requests.
    public var requests: UInt64?
    /// Different users.
    public var users: UInt64?
    /// Tokens of all kinds.
    public var tokens: UInt64?

    /// Counts, unknown where not given.
    public init(requests: UInt64? = nil, users: UInt64? = nil, tokens: UInt64? = nil) {
        (self.requests, self.users, self.tokens) = (requests, users, tokens)
    }
}
