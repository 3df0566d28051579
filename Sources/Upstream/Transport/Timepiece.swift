public import Limits

/// A clock that can be waited on; tests bring one of their own.
public protocol Timepiece: Sendable {
    /// The time now, in nanoseconds from an origin of its own; never goes back.
    func now() -> Instant
    /// Waits until a time, or throws `CancellationError` where the task is cancelled before.
    func sleep(until time: Instant) async throws
}
