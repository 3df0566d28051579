public import Limits

/// What there is to serve traffic with: deployments, and how callers behave.
public struct CapacityPlan: Hashable, Sendable {
    /// The deployments; arrivals and fallbacks name them by their place.
    public let deployments: [Deployment]
    /// How long a caller waits for work to begin before it leaves; nil for as long as it takes.
    ///
    /// It counts from the arrival over all attempts: once it is over, work that goes on is still
    /// waited for, but nothing is tried again or elsewhere.
    public let patience: TimeModel?
    /// The latency that is still good, what takes longer counts as late; nil where none is stated.
    public let goal: Goal?
    /// How long a slice of the time line is.
    public let slice: TimeSpan

    /// A latency that a share of all requests has to keep.
    public struct Goal: Hashable, Sendable {
        /// The latency.
        public let latency: TimeSpan
        /// The share of requests that keep it, between 0 and 1.
        public let share: Double

        /// A goal.
        public init(latency: TimeSpan, share: Double) {
            precondition(share > 0 && share <= 1)
            (self.latency, self.share) = (latency, share)
        }
    }

    /// A plan.
    ///
    /// - Parameters:
    ///   - deployments: At least one.
    ///   - patience: How long a caller waits for its request to begin before it leaves.
    ///   - goal: The latency that is still good.
    ///   - slice: How long a slice of the time line is.
    /// - Throws: Where the plan can't be run: the field, what it is, what was expected.
    public init(
        _ deployments: [Deployment], patience: TimeModel? = nil, goal: Goal? = nil,
        slice: TimeSpan = .minute
    ) throws(CapacityError) {
        (self.deployments, self.patience) = (deployments, patience)
        (self.goal, self.slice) = (goal, slice)
        if let fault = fault { throw fault }
    }
}
