public import Calls
public import Pricing
import Routing

/// A log's requests in time order, each with the model that it goes to: what quotas and queues meet.
///
/// Attempts of one operation are one request: a record that follows a failed one of its operation
/// tries again what that one asked for, and whoever simulates retries must not meet it as traffic.
public struct TimedTraffic: Sendable {
    /// A request.
    public struct Request: Hashable, Sendable {
        /// When it was first made.
        public let time: Timestamp
        /// The position of the model that it goes to; nil where nothing names one.
        public let model: Int?
        /// The position of what its prices depend on beside the model.
        public internal(set) var priceClass: Int
        /// Its tokens; nil where the log does not tell.
        public internal(set) var usage: TokenUsage?
        /// The limit that it put on its output; nil where the log does not tell.
        public let maximumOutput: Int64?
        /// Nanoseconds that its last attempt took; nil where the log does not tell.
        public internal(set) var latency: Int64?
        /// Whether no attempt of the log succeeded.
        public internal(set) var isFailed: Bool
    }

    /// The requests.
    public let requests: [Request]
    /// The models by position.
    public let models: [String]
    /// What prices depend on beside the model, by position.
    public let priceClasses: [PriceClass]
    /// The policy that sent the requests to their models; nil where they go as they asked.
    public let policy: String?
    /// What was read.
    public let source: SourceSummary
    /// What the records were counted as.
    public let records: Counts

    /// Records by what they were counted as.
    public struct Counts: Hashable, Sendable {
        /// All that were read.
        public internal(set) var all: UInt64 = 0
        /// Those that tried a request again.
        public internal(set) var retries: UInt64 = 0
        /// Those that cost nothing and did not fail: a cache answered before any model.
        public internal(set) var unbilled: UInt64 = 0
        /// Failed ones without an operation, each a request of its own for want of knowing better.
        public internal(set) var failedAlone: UInt64 = 0
    }
}

extension ReplayPlan {
    /// Reads the calls as traffic, routed by the plan's policy where it has one.
    ///
    /// - Parameters:
    ///   - source: Where the calls come from.
    ///   - fields: What is needed of each beside its tokens.
    ///   - jobs: How many workers read.
    /// - Returns: The traffic, some 130 bytes a request.
    /// - Throws: What the source throws, or `ReplayError`.
    public func traffic(
        reading source: some CallSource, fields: Demand.Fields, jobs: Int
    ) async throws -> TimedTraffic {
        try checkForTraffic()
        let plan = self
        var demand = demand
        demand.fields.formUnion(fields)
        let (partials, summary) = try await source.read(demand, jobs: jobs) {
            TimedTrafficCollector(plan)
        }
        try ReplayError.refuseTooManyTokens(partials.map(\.tokens))
        return TimedTrafficBuilder(plan, partials).traffic(summary)
    }

    private func checkForTraffic() throws(ReplayError) {
        try check()
        guard filter == nil else {
            throw ReplayError(
                "a condition leaves calls out, and with them the bursts that fill queues and "
                    + "quotas; take the whole log, or a period of it")
        }
        guard let policy = selectors.first?.policy else { return }
        guard selectors.count == 1 else {
            throw ReplayError("traffic goes one way; expected one policy at most")
        }
        guard policy.budget == nil else {
            throw ReplayError(
                "policy \(policy.name) has a budget, whose switch depends on what was spent "
                    + "before; take a policy without one")
        }
    }
}
