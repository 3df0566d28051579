import Foundation

/// Lets workers take turns in the order of the log, for what depends on that order.
///
/// A chunk is handed to a worker only after all before it, and a worker that waits here holds a
/// later chunk than those it waits for: nobody waits in a circle.
final class ChunkOrder: @unchecked Sendable {
    private let condition = NSCondition()
    private var next = 0

    /// Waits until all chunks before this one are done.
    func waitForTurn(of chunk: Int) {
        condition.lock()
        while next < chunk { condition.wait() }
        condition.unlock()
    }

    /// Tells that this chunk is done.
    func finish(_ chunk: Int) {
        waitForTurn(of: chunk)
        condition.lock()
        next = chunk + 1
        condition.broadcast()
        condition.unlock()
    }
}
