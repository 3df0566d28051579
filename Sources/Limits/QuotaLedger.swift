/// What has passed of several quotas that all have to allow a request.
public struct QuotaLedger: Sendable {
    /// Why a request may not pass.
    public struct Refusal: Hashable, Sendable {
        /// The place of the first quota without room.
        public let quota: Int
        /// When all quotas have room if nothing else passes; nil where one never has.
        public let until: Instant?
    }

    /// The quotas.
    public let quotas: [Quota]
    private var limiters: [any RateLimiter]

    /// A ledger in which nothing has passed.
    public init(_ quotas: [Quota]) {
        self.quotas = quotas
        limiters = quotas.map(\.limiter)
    }

    /// The place of the first quota that never has room for a request; nil where all may have.
    public func tooSmall(for tokens: RequestTokens) -> Int? {
        quotas.firstIndex { $0.meter.atFirst(tokens) > $0.most }
    }

    /// Counts a request in every quota, or in none where one has no room.
    ///
    /// - Parameters:
    ///   - tokens: The request's tokens.
    ///   - now: The time, not before that of an earlier call.
    /// - Returns: Nothing where the request may pass, else why not.
    public mutating func admit(_ tokens: RequestTokens, at now: Instant) -> Refusal? {
        for place in quotas.indices
        where !limiters[place].hasRoom(for: quotas[place].meter.atFirst(tokens), at: now) {
            return Refusal(quota: place, until: nextRoom(for: tokens, at: now))
        }
        for place in quotas.indices {
            limiters[place].take(quotas[place].meter.atFirst(tokens), at: now)
        }
        return nil
    }

    /// Corrects what was counted for a request that has ended.
    ///
    /// - Parameters:
    ///   - tokens: The request's tokens.
    ///   - isAnswered: Whether it was worked on; else nothing was written, and none of its output
    ///     counts but what is reserved for good.
    ///   - admission: When it was let in.
    ///   - now: The time, not before that of an earlier call.
    public mutating func settle(
        _ tokens: RequestTokens, isAnswered: Bool = true, admittedAt admission: Instant,
        at now: Instant
    ) {
        let inTheEnd = isAnswered ? tokens : tokens.unanswered
        for place in quotas.indices {
            let meter = quotas[place].meter
            let excess = meter.atFirst(tokens) - meter.inTheEnd(inTheEnd)
            if excess > 0 { limiters[place].giveBack(excess, takenAt: admission) }
            if excess < 0 { limiters[place].take(-excess, at: now) }
        }
    }

    /// The last of the times at which the quotas have room: none loses it while nothing passes.
    private mutating func nextRoom(for tokens: RequestTokens, at now: Instant) -> Instant? {
        var latest = now
        for place in quotas.indices {
            let amount = quotas[place].meter.atFirst(tokens)
            guard let time = limiters[place].nextRoom(for: amount, at: now) else { return nil }
            latest = max(latest, time)
        }
        return latest
    }
}
