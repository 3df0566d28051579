import Synchronization

/// Hands out chunks one after the other, and knows the first fault in the order of the log.
final class ChunkTurns: Sendable {
    private struct State {
        var next = 0
        var end: Int
        var fault: (any Error)?
    }

    private let state: Mutex<State>

    init(count: Int) { state = Mutex(State(end: count)) }

    /// The next chunk's position; nil when none is left, or none before a fault.
    func next() -> Int? {
        state.withLock { state in
            guard state.next < state.end else { return nil }
            defer { state.next += 1 }
            return state.next
        }
    }

    /// Notes a fault: nothing behind it matters any more.
    func fail(at chunk: Int, _ error: any Error) {
        state.withLock { state in
            guard chunk < state.end else { return }
            (state.end, state.fault) = (chunk, error)
        }
    }

    /// The first fault in the order of the log.
    var fault: (any Error)? { state.withLock { $0.fault } }
}
