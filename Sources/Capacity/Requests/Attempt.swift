public import Limits

/// One try to have a request served by a deployment, and what came of it.
public struct Attempt: Hashable, Sendable {
    /// What came of an attempt.
    public enum Ending: Hashable, Sendable {
        /// The request was served.
        case served
        /// The deployment failed after it had done the work.
        case failed
        /// The work took longer than the deployment's timeout.
        case timedOut
        /// A quota had no room; by its place.
        case overQuota(Int)
        /// A quota never has room for such a request; by its place.
        case tooLarge(Int)
        /// All servers and places of the queue were taken.
        case noPlace
        /// It waited as long as the queue allows.
        case waitedTooLong
        /// The caller left.
        case abandoned

        /// Whether the same attempt may end better later.
        var mayEndBetter: Bool { if case .tooLarge = self { false } else { true } }
    }

    /// The number of the request in order of arrival, from 1.
    public let request: UInt64
    /// The request.
    public let arrival: Arrival
    /// The place of the deployment.
    public let deployment: Int
    /// Which of the request's attempts it was, from 1.
    public let number: Int
    /// When work on it began; nil where it never did.
    public let began: Instant?
    /// When it ended.
    public let ended: Instant
    /// What came of it.
    public let ending: Ending
    /// Whether no other attempt follows.
    public let isLast: Bool
}
