/// What becomes of a request in the end, after all its attempts.
enum Outcome {
    case served
    case rejected
    case failed
    case abandoned

    /// What the last attempt makes of the request.
    init(_ ending: Attempt.Ending) {
        self =
            switch ending {
            case .served: .served
            case .failed, .timedOut: .failed
            case .overQuota, .tooLarge, .noPlace, .waitedTooLong: .rejected
            case .abandoned: .abandoned
            }
    }
}

/// Requests by what became of them.
public struct OutcomeCounts: Hashable, Sendable {
    /// All that came in.
    public internal(set) var arrived: UInt64 = 0
    /// Served.
    public internal(set) var served: UInt64 = 0
    /// Refused for good: by a quota, or for want of a server or a place in the queue.
    public internal(set) var rejected: UInt64 = 0
    /// Failed or timed out for good.
    public internal(set) var failed: UInt64 = 0
    /// Left by their callers before work on them began.
    public internal(set) var abandoned: UInt64 = 0

    /// Those whose end is known.
    public var ended: UInt64 { served + lost }
    /// Those that ended without having been served.
    public var lost: UInt64 { rejected + failed + abandoned }

    mutating func add(_ outcome: Outcome) {
        switch outcome {
        case .served: served += 1
        case .rejected: rejected += 1
        case .failed: failed += 1
        case .abandoned: abandoned += 1
        }
    }

    mutating func add(_ other: OutcomeCounts) {
        arrived += other.arrived
        served += other.served
        rejected += other.rejected
        failed += other.failed
        abandoned += other.abandoned
    }
}
