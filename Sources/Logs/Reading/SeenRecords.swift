import Calls

/// Removes records whose id was met before, so that the first in the order of the log stays.
///
/// It remembers the id of every record: some 50 bytes each.
///
/// Unchecked, because the compiler can't see that `ChunkOrder` lets one worker in at a time.
final class SeenRecords: @unchecked Sendable {
    private let order: ChunkOrder
    private var seen: Set<RecordID> = []
    /// Records that were removed.
    private(set) var duplicates = 0
    /// Records that can't be told apart, for they have no id.
    private(set) var withoutID = 0

    init(order: ChunkOrder) { self.order = order }

    /// Removes from a block what was seen before; waits for the chunk's turn.
    func remove(from block: CallBlock, in chunk: Int) {
        order.waitForTurn(of: chunk)
        block.keep { row in
            let id = block.id[row]
            guard id != .none else {
                withoutID += 1
                return true
            }
            if seen.insert(id).inserted { return true }
            duplicates += 1
            return false
        }
    }
}
