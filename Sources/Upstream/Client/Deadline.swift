import Limits

/// Work with an end to the time that it has.
struct Deadline<Value: Sendable>: Sendable {
    /// What the work gave; it gives something even when it is cancelled.
    let value: Value
    /// Whether it was cancelled because the time was over.
    let isLate: Bool

    /// Does work and cancels it when the time is over.
    ///
    /// It returns when the work has ended, so that nothing goes on behind the caller's back.
    static func run(
        until time: Instant, on timepiece: any Timepiece,
        _ work: @escaping @Sendable () async -> Value
    ) async -> Deadline {
        await withTaskGroup(of: Event.self) { group in
            group.addTask { .ended(await work()) }
            group.addTask {
                let isOver = (try? await timepiece.sleep(until: time)) != nil
                return isOver ? .isOver : .isStopped
            }
            var isLate = false
            for await event in group {
                switch event {
                case .ended(let value):
                    group.cancelAll()
                    return Deadline(value: value, isLate: isLate)
                case .isOver:
                    isLate = true
                    group.cancelAll()
                case .isStopped: break
                }
            }
            preconditionFailure("the work ends before the group does")
        }
    }

    private enum Event: Sendable {
        case ended(Value)
        case isOver
        case isStopped
    }
}
