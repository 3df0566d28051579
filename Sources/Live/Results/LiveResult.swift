public import Limits

/// What a run measured, as far as it went.
public struct LiveResult: Sendable {
    /// How a run ended.
    public enum Ending: Hashable, Sendable {
        /// With all requests sent and ended.
        case complete
        /// Before the next request, which might have crossed the limit on spending.
        case spendCap(unsent: Int)
        /// By whoever started it; what had been measured is kept.
        case interrupted(unsent: Int)
    }

    /// The run's name.
    public let name: String
    /// The plan.
    public let plan: LivePlan
    /// How it ended.
    public let ending: Ending
    /// The requests in order of sending.
    public let measured: [MeasuredRequest]
    /// What was spent, unknown usage at the most that it can cost.
    public let cap: SpendCap
    /// For how long sending was put off because money was set aside for requests under way.
    public let heldByCap: TimeSpan
    /// From the start to the end of the last request.
    public let duration: TimeSpan
}
