import Statistics

/// How often a failed request is tried again, and how long to wait before.
///
/// Delays are the same bits on every platform: products, and logarithms that are reproducible.
public struct RetrySchedule: Hashable, Sendable {
    /// How chance changes a delay, so that requests that failed together don't come back together.
    ///
    /// Full and equal jitter: M. Brooker, "Exponential Backoff And Jitter"
    /// (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
    public enum Jitter: String, Hashable, Sendable, CaseIterable {
        /// Not at all.
        case none
        /// Anything from nothing to the delay.
        case full
        /// Half of the delay, and anything up to the other half.
        case equal
        /// Exponentially distributed with the delay as its mean: clients without a memory.
        case exponential
    }

    /// The most retries after the first attempt.
    public let retries: Int
    /// The delay before the first retry.
    public let first: TimeSpan
    /// How many times longer each delay is than the one before.
    public let factor: Double
    /// What no delay exceeds, before chance changes it.
    public let longest: TimeSpan
    /// How chance changes a delay.
    public let jitter: Jitter
    /// Whether a delay is at least as long as the answer asks for (Retry-After).
    public let heedsRetryAfter: Bool

    /// A schedule.
    ///
    /// - Parameters:
    ///   - retries: The most retries after the first attempt.
    ///   - first: The delay before the first retry.
    ///   - factor: How many times longer each delay is than the one before, at least one.
    ///   - longest: What no delay exceeds, before chance changes it.
    ///   - jitter: How chance changes a delay.
    ///   - heedsRetryAfter: Whether a delay is at least as long as the answer asks for.
    public init(
        retries: Int, first: TimeSpan, factor: Double = 2, longest: TimeSpan = .minute,
        jitter: Jitter = .full, heedsRetryAfter: Bool = true
    ) {
        precondition(retries >= 0 && first >= .zero && longest >= .zero && factor >= 1)
        (self.retries, self.first, self.factor) = (retries, first, factor)
        (self.longest, self.jitter) = (longest, jitter)
        self.heedsRetryAfter = heedsRetryAfter
    }

    /// How long to wait before a retry; nil where there is none.
    ///
    /// - Parameters:
    ///   - number: 1 for the first retry.
    ///   - retryAfter: What the answer to the last attempt asked for.
    ///   - generator: Where chance comes from.
    /// - Returns: The delay.
    public func delay(
        beforeRetry number: Int, retryAfter: TimeSpan? = nil,
        using generator: inout some RandomNumberGenerator
    ) -> TimeSpan? {
        guard number <= retries else { return nil }
        let delay = TimeSpan(rounding: changed(full(number), using: &generator))
        guard heedsRetryAfter, let retryAfter else { return delay }
        return max(delay, retryAfter)
    }

    /// The delay before chance changes it, in seconds.
    private func full(_ number: Int) -> Double {
        guard factor > 1 else { return min(first, longest).seconds }
        var (delay, left) = (first.seconds, number - 1)
        while left > 0, delay > 0, delay < longest.seconds {
            (delay, left) = (delay * factor, left - 1)
        }
        return min(delay, longest.seconds)
    }

    private func changed(
        _ delay: Double, using generator: inout some RandomNumberGenerator
    ) -> Double {
        guard jitter != .none else { return delay }
        let unit = (Double(generator.next() >> 12) + 0.5) * 0x1p-52
        switch jitter {
        case .none: return delay
        case .full: return delay * unit
        case .equal: return delay * (1 + unit) / 2
        case .exponential: return -delay * ReproducibleMath.logarithm(unit)
        }
    }
}
