public import Limits
public import Statistics

/// What a simulation has shown so far.
public struct CapacityResult: Sendable {
    /// What a deployment did.
    public struct Station: Sendable {
        /// The deployment.
        public let deployment: Deployment
        /// The requests that came in, sent on by others included, and what became of those that
        /// ended here; the rest was sent on, or is still here.
        public let requests: OutcomeCounts
        /// The requests that are still here.
        public let present: Timeline.Present
        /// What came of the attempts at it.
        public let attempts: AttemptCounts
        /// The requests that were worked on, on average.
        public let meanBusy: Double
        /// The most requests that were worked on at the same time.
        public let mostBusy: Int
        /// The requests in the queue, on average.
        public let meanWaiting: Double
        /// The longest that the queue was.
        public let mostWaiting: Int

        /// The share of the servers that worked; nil where there is any number of them.
        public var utilisation: Double? { deployment.concurrency.map { meanBusy / Double($0) } }
    }

    /// When it began and ended.
    public let period: (start: Instant, end: Instant)
    /// The requests by what became of them.
    public let requests: OutcomeCounts
    /// The requests that are still on their way.
    public let present: Timeline.Present
    /// All attempts that began.
    public let attempts: UInt64
    /// Those that tried again at the same deployment.
    public let retries: UInt64
    /// Those that tried the next deployment.
    public let fallbacks: UInt64
    /// Requests that were tried more than once.
    public let retriedRequests: UInt64
    /// From arrival to end, in nanoseconds, of those that were served.
    public let latency: QuantileSketch
    /// From arrival to the beginning of the work that served them, in nanoseconds.
    public let wait: QuantileSketch
    /// The served requests that had to wait.
    public let waited: UInt64
    /// The served requests that took longer than the plan's goal.
    public let late: UInt64
    /// The deployments in the plan's order.
    public let stations: [Station]
    /// What happened when; the slice that has begun is the last.
    public let timeline: [Timeline.Slice]
    /// How long a slice of it is.
    public let interval: TimeSpan

    /// The first slice of whose requests one was lost, or more than the goal's share of those served
    /// were late; nil where all went well.
    ///
    /// It is the slice in which they came in, not that in which they were lost or done.
    public func firstTrouble(goal: CapacityPlan.Goal?) -> Timeline.Slice? {
        timeline.first { slice in
            guard slice.requests.lost == 0 else { return true }
            guard let goal else { return false }
            return Double(slice.late) > (1 - goal.share) * Double(slice.requests.served)
        }
    }
}
