public import Limits

/// A clock that can be waited on; tests bring one of their own.
public protocol Timepiece: Sendable {
    /// The time now, in nanoseconds since the Unix epoch as it was known when the clock was made;
    /// never goes back, and no correction of the system's clock moves it.
    func now() -> Instant
    /// Waits until a time, or throws `CancellationError` where the task is cancelled before.
    func sleep(until time: Instant) async throws
}
