import Limits

/// What traffic has to be served like: bounds that all have to hold, such as
/// `p95 < 2s, rejected < 0.1%`.
public struct ServiceLevel: Hashable, Sendable {
    /// What is measured.
    public enum Metric: Hashable, Sendable {
        /// The time from arrival to end that a share of the served requests does not exceed.
        case latency(share: Double)
        /// The same of the time from arrival to the beginning of the work.
        case wait(share: Double)
        /// A share of all requests.
        case share(Share)
    }

    /// Of which requests a share is.
    public enum Share: String, Hashable, Sendable, CaseIterable {
        /// Refused for good.
        case rejected
        /// Failed or timed out for good.
        case failed
        /// Left by their callers.
        case abandoned
        /// Not served, for any of these reasons.
        case lost
        /// Tried more than once.
        case retried
    }

    /// A bound on one measure.
    public struct Term: Hashable, Sendable {
        /// The measure.
        public let metric: Metric
        /// Whether the bound itself holds.
        public let includesBound: Bool
        /// Seconds of a time, a share of requests.
        public let bound: Double
        /// As it was written.
        public let text: String
    }

    /// A text that states no service level; the message says what was expected.
    public struct Fault: Error, CustomStringConvertible {
        /// What is wrong.
        public let description: String
    }

    /// The bounds; one at least.
    public let terms: [Term]

    /// As it was written.
    public var text: String { terms.map(\.text).joined(separator: ", ") }

    /// The latency that requests are called late beyond, where one is stated.
    public var latencyGoal: CapacityPlan.Goal? {
        for term in terms {
            if case .latency(let share) = term.metric, share > 0 {
                return CapacityPlan.Goal(latency: TimeSpan(rounding: term.bound), share: share)
            }
        }
        return nil
    }
}
