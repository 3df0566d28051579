import Foundation
import Limits
import Upstream

/// Time that stands still while anything can run and jumps when everything waits: tests take no
/// time, and the same course every time.
///
/// It is the executor of all tasks of a test, on one thread, in the order in which they become
/// ready; so it sees when none is left.
final class VirtualTime: TaskExecutor, Timepiece, @unchecked Sendable {
    private struct Sleeper {
        let time: Instant
        let number: Int
        let continuation: CheckedContinuation<Void, any Error>
    }

    private let condition = NSCondition()
    private var jobs: [UnownedJob] = []
    private var sleepers: [Sleeper] = []
    private var cancelled: Set<Int> = []
    private var time = Instant(nanoseconds: 1_000_000_000_000)
    private var numbers = 0
    private var isDone = false

    func now() -> Instant { condition.withLock { time } }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        condition.withLock {
            jobs.append(job)
            condition.signal()
        }
    }

    func sleep(until wake: Instant) async throws {
        let number = condition.withLock {
            numbers += 1
            return numbers
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isCancelled = condition.withLock {
                    if cancelled.contains(number) { return true }
                    sleepers.append(.init(time: wake, number: number, continuation: continuation))
                    return false
                }
                if isCancelled { continuation.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            let sleeper = condition.withLock { () -> Sleeper? in
                cancelled.insert(number)
                guard let place = sleepers.firstIndex(where: { $0.number == number }) else {
                    return nil
                }
                return sleepers.remove(at: place)
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Runs a body and all that it starts to its end.
    func run<Result: Sendable>(
        _ body: @escaping @Sendable () async -> Result
    ) async -> Result {
        let task = Task(executorPreference: self) {
            let result = await body()
            self.condition.withLock {
                self.isDone = true
                self.condition.signal()
            }
            return result
        }
        Thread.detachNewThread { self.work() }
        return await task.value
    }

    private func work() {
        while true {
            condition.lock()
            if let job = jobs.first {
                jobs.removeFirst()
                condition.unlock()
                job.runSynchronously(on: asUnownedTaskExecutor())
            } else if isDone {
                condition.unlock()
                return
            } else if let sleeper = sleepers.min(by: { ($0.time, $0.number) < ($1.time, $1.number) }
            ) {
                sleepers.removeAll { $0.number == sleeper.number }
                time = max(time, sleeper.time)
                condition.unlock()
                sleeper.continuation.resume()
            } else {
                condition.wait()
                condition.unlock()
            }
        }
    }
}
