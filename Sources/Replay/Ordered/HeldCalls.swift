import Calls
import Pricing

/// Calls of one block that wait until all are there, because a policy takes them in time order.
///
/// Some 36 bytes a call, 4 more for each grouping and for the session, 16 more each for the
/// operation and a recorded cost, where there are any; their order takes another 16.
final class HeldCalls: Sendable {
    let piece: LogPiece
    let times: [Int64]
    /// The kind of each call, by its number in the worker's partial.
    let kinds: [UInt32]
    let usage: HeldUsage
    /// By grouping: the entry that each call was added to, by its number in the partial.
    let entries: [[UInt32]]
    /// Recorded costs in 10⁻¹⁸ USD; empty where no call has one.
    private let recorded: [Int128]
    /// Empty where there are none, or no policy looks at them.
    private let operations: [OperationID]
    private let sessions: [NameID]

    /// Keeps rows of a block.
    ///
    /// - Parameters:
    ///   - rows: Which of them.
    ///   - block: Where they are.
    ///   - ordering: What policies look at beside the time.
    ///   - kinds: The kind of each row of the block.
    ///   - entries: By grouping, the entry of each row.
    init(
        _ rows: [Int], of block: CallBlock, _ ordering: Ordering, kinds: UnsafePointer<UInt32>,
        entries: [UnsafePointer<UInt32>]
    ) {
        piece = block.piece
        times = rows.map { block.time[$0] }
        self.kinds = rows.map { kinds[$0] }
        usage = HeldUsage(rows.map { block.usage[$0] })
        self.entries = entries.map { column in rows.map { column[$0] } }
        let hasRecorded = rows.contains { block.recordedCost[$0] != 0 }
        recorded = hasRecorded ? rows.map { block.recordedCost[$0] } : []
        let hasOperations =
            ordering.needsOperations && rows.contains { block.operation[$0] != .none }
        operations = hasOperations ? rows.map { block.operation[$0] } : []
        sessions = ordering.needsSessions ? rows.map { block.session[$0] } : []
    }

    var count: Int { times.count }

    func operation(_ row: Int) -> OperationID { operations.isEmpty ? .none : operations[row] }

    func session(_ row: Int) -> NameID { sessions.isEmpty ? .none : sessions[row] }

    /// What a call adds to its totals.
    func totals(_ row: Int) -> CallTotals {
        CallTotals(
            requests: 1, usage: usage[row],
            recorded: Money(attos: recorded.isEmpty ? 0 : recorded[row]))
    }
}

/// What a plan's policies take in time order, beside the time itself.
struct Ordering: Hashable, Sendable {
    /// All calls are held; else only those that may be attempts of one operation.
    var takesAllCalls = false
    var needsOperations = false
    var needsSessions = false

    /// Whether any call is held.
    var holdsCalls: Bool { takesAllCalls || needsOperations }
}
