import Calls
import Pricing

/// What one worker found; partials merge in any order to the same result.
struct ReplayPartial: Sendable {
    /// Totals of one group and kind of call.
    struct GroupEntry: Sendable {
        /// One a dimension: a name's id, or a day or hour.
        let values: [UInt32]
        /// Position in `kinds`.
        let kind: Int
        let totals: CallTotals
    }

    /// Names by id.
    var names: [String] = []
    /// Each kind of call once.
    var kinds: [CallKind] = []
    /// By kind.
    var totals: [CallTotals] = []
    /// By grouping.
    var groups: [[GroupEntry]]
    var latencies: [LatencyPartial] = []
    /// The dearest requests.
    var requests: [RankedRequest] = []
    var operations: Set<OperationID> = []
    var callsWithoutOperation: UInt64 = 0
    var tokens: UInt64 = 0
    /// Calls that some policy takes in time order.
    var held: [HeldCalls] = []
    var first: Timestamp?
    var last: Timestamp?

    init(groupings: Int) { groups = Array(repeating: [], count: groupings) }
}
