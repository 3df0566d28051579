import Limits
import Synchronization
import Upstream

/// A clock that stands still while anything runs, and jumps to the next time that is waited for
/// when nothing does; so what is tested takes no time, and the same course every time.
///
/// It runs all tasks itself, one after the other, on the thread of the test.
final class VirtualTime: Timepiece, TaskExecutor {
    private struct Sleeper {
        let id: Int
        let time: Instant
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now: Instant
        var jobs: [UnownedJob] = []
        var sleepers: [Sleeper] = []
        var sleeperCount = 0
        var cancelled: Set<Int> = []
    }

    private static let mostSteps = 1_000_000
    private let state: Mutex<State>

    /// A clock that begins at a time of day.
    init(at start: Instant = .origin) { state = Mutex(State(now: start)) }

    func now() -> Instant { state.withLock { $0.now } }

    func sleep(until time: Instant) async throws {
        let id = state.withLock { state in
            state.sleeperCount += 1
            return state.sleeperCount
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isCancelled = state.withLock { state in
                    if state.cancelled.contains(id) { return true }
                    state.sleepers.append(Sleeper(id: id, time: time, continuation: continuation))
                    return false
                }
                if isCancelled { continuation.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            let sleeper = state.withLock { state in
                state.cancelled.insert(id)
                let index = state.sleepers.firstIndex { $0.id == id }
                return index.map { state.sleepers.remove(at: $0) }
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.jobs.append(job) }
    }

    /// Does work to its end, however long it takes by this clock.
    ///
    /// - Returns: What it gives; nil where it waits for what never comes, or goes round for ever.
    func run<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) -> Value? {
        let result = Box<Value>()
        Task(executorPreference: self) { result.value = await work() }
        for _ in 0..<Self.mostSteps { guard step() else { break } }
        return result.value
    }

    /// Runs what can be run, else lets time pass; false where neither is possible.
    private func step() -> Bool {
        let job = state.withLock { $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }
        if let job {
            job.runSynchronously(on: asUnownedTaskExecutor())
            return true
        }
        let sleeper = state.withLock { state -> Sleeper? in
            let next = state.sleepers.indices.min {
                state.sleepers[$0].time < state.sleepers[$1].time
            }
            guard let next else { return nil }
            let sleeper = state.sleepers.remove(at: next)
            state.now = max(state.now, sleeper.time)
            return sleeper
        }
        sleeper?.continuation.resume()
        return sleeper != nil
    }
}

/// A place for what a task gives.
private final class Box<Value: Sendable>: Sendable {
    private let state = Mutex<Value?>(nil)

    var value: Value? {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}
