/// What came of the attempts at a deployment.
public struct AttemptCounts: Hashable, Sendable {
    /// All that have ended.
    public internal(set) var ended: UInt64 = 0
    /// Served.
    public internal(set) var served: UInt64 = 0
    /// Failed after the work was done.
    public internal(set) var failed: UInt64 = 0
    /// Given up during the work.
    public internal(set) var timedOut: UInt64 = 0
    /// Refused by each quota, in the deployment's order.
    public internal(set) var overQuota: [UInt64]
    /// Refused as larger than a quota ever has room for.
    public internal(set) var tooLarge: UInt64 = 0
    /// Refused as all servers and places of the queue were taken.
    public internal(set) var noPlace: UInt64 = 0
    /// Refused as they had waited as long as the queue allows.
    public internal(set) var waitedTooLong: UInt64 = 0
    /// Left by their callers in the queue.
    public internal(set) var abandoned: UInt64 = 0
    /// Tried again here.
    public internal(set) var retried: UInt64 = 0
    /// Sent on to the fallback.
    public internal(set) var sentOn: UInt64 = 0

    init(quotas: Int) { overQuota = [UInt64](repeating: 0, count: quotas) }

    mutating func add(_ ending: Attempt.Ending) {
        ended += 1
        switch ending {
        case .served: served += 1
        case .failed: failed += 1
        case .timedOut: timedOut += 1
        case .overQuota(let quota): overQuota[quota] += 1
        case .tooLarge: tooLarge += 1
        case .noPlace: noPlace += 1
        case .waitedTooLong: waitedTooLong += 1
        case .abandoned: abandoned += 1
        }
    }
}
