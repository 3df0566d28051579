import Calls

/// Removes records whose id was met before, so that the first in the order of the log stays.
///
/// It remembers the id of every record and a hash of its usage.
///
/// Unchecked, because the compiler can't see that `ChunkOrder` lets one worker in at a time.
final class SeenRecords: @unchecked Sendable {
    private let order: ChunkOrder
    /// The usage, as a hash, of the record that stays.
    private var seen: [RecordID: Int] = [:]
    /// Records that were removed.
    private(set) var duplicates = 0
    /// Those of them that told another usage than the record that stays.
    private(set) var differing = 0
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
            let usage = usage(of: row, in: block)
            guard let first = seen[id] else {
                seen[id] = usage
                return true
            }
            duplicates += 1
            if first != usage { differing += 1 }
            return false
        }
    }

    private func usage(of row: Int, in block: CallBlock) -> Int {
        var hasher = Hasher()
        hasher.combine(block.flags[row].usage)
        hasher.combine(block.usage[row])
        return hasher.finalize()
    }
}
