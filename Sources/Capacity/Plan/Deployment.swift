public import Limits

/// One model behind one quota: what it lets in, how many requests it works on, and what becomes of
/// the others.
public struct Deployment: Hashable, Sendable {
    /// Where requests wait, first come first served.
    public struct Queue: Hashable, Sendable {
        /// How many may wait; nil for any number.
        public var places: Int?
        /// How long one may wait before it is refused; nil for as long as it takes.
        public var longestWait: TimeSpan?

        /// A queue.
        ///
        /// - Parameters:
        ///   - places: How many may wait; nil for any number.
        ///   - longestWait: How long one may wait before it is refused.
        public init(places: Int? = nil, longestWait: TimeSpan? = nil) {
            (self.places, self.longestWait) = (places, longestWait)
        }
    }

    /// What happens to a request that a quota has no room for.
    public enum OverQuota: String, Hashable, Sendable, CaseIterable {
        /// It is refused at once, as a provider does (status 429).
        case reject
        /// It waits in the queue until there is room, as behind a gateway.
        case queue
    }

    /// A name for reports.
    public var name: String
    /// The requests that are worked on at the same time; nil for any number.
    public var concurrency: Int?
    /// What may pass in a time.
    public var quotas: [Quota]
    /// What happens to a request that a quota has no room for.
    public var overQuota: OverQuota
    /// Where requests wait; nil where those are refused that can't begin at once.
    public var queue: Queue?
    /// How long the work on a request takes.
    public var service: TimeModel
    /// When work is given up; nil for never.
    public var timeout: TimeSpan?
    /// The share of attempts that fail once the work is done, from 0 to 1.
    public var failureShare: Double
    /// How refused and failed attempts are tried again here; nil for not at all.
    public var retry: RetrySchedule?
    /// The place of the deployment that requests go to which have failed here for good.
    public var fallback: Int?

    /// A deployment; what isn't set is unlimited, waits as long as it takes, and never fails.
    ///
    /// - Parameters:
    ///   - name: A name for reports.
    ///   - concurrency: The requests that are worked on at the same time.
    ///   - service: How long the work on a request takes.
    public init(_ name: String, concurrency: Int?, service: TimeModel) {
        (self.name, self.concurrency, self.service) = (name, concurrency, service)
        (quotas, overQuota, queue, failureShare) = ([], .reject, Queue(), 0)
    }
}
