/// What a provider allows in a time: so many requests or tokens, and how that is measured.
public struct Quota: Hashable, Sendable {
    /// What is counted.
    public enum Meter: Hashable, Sendable {
        /// Each request as one.
        case requests
        /// Tokens.
        case tokens(TokenAccounting)
    }

    /// How the time is cut.
    public enum Shape: Hashable, Sendable {
        /// A bucket that is refilled steadily and holds a burst.
        case bucket(burst: Int64)
        /// Windows of the clock, side by side.
        case fixedWindow
        /// The period that ends now.
        case slidingWindow
    }

    /// What is counted.
    public let meter: Meter
    /// How much of it may pass in a period.
    public let limit: Int64
    /// The period.
    public let period: TimeSpan
    /// How the time is cut.
    public let shape: Shape

    /// A quota.
    ///
    /// - Parameters:
    ///   - meter: What is counted.
    ///   - limit: How much of it may pass in a period, at least one.
    ///   - period: The period, above zero.
    ///   - shape: How the time is cut; a bucket of the limit unless given.
    public init(_ meter: Meter, limit: Int64, per period: TimeSpan, shape: Shape? = nil) {
        precondition(limit >= 1 && period > .zero)
        (self.meter, self.limit, self.period) = (meter, limit, period)
        self.shape = shape ?? .bucket(burst: limit)
    }

    /// A limiter through which nothing has passed.
    public var limiter: any RateLimiter {
        switch shape {
        case .bucket(let burst): TokenBucket(limit: limit, per: period, burst: burst)
        case .fixedWindow: FixedWindow(limit: limit, per: period)
        case .slidingWindow: SlidingWindow(limit: limit, per: period)
        }
    }

    /// The most that may pass at once.
    public var most: Int64 {
        if case .bucket(let burst) = shape { burst } else { limit }
    }
}

extension Quota.Meter {
    /// What a request counts when it is let in.
    func atFirst(_ tokens: RequestTokens) -> Int64 {
        switch self {
        case .requests: 1
        case .tokens(let accounting): accounting.atFirst(tokens)
        }
    }

    /// What a request counts once it has ended.
    func inTheEnd(_ tokens: RequestTokens) -> Int64 {
        switch self {
        case .requests: 1
        case .tokens(let accounting): accounting.inTheEnd(tokens)
        }
    }
}
