internal import Foundation
public import Limits

/// The system's clock.
public struct SystemTimepiece: Timepiece {
    private let epoch: Instant
    private let start: ContinuousClock.Instant

    /// A clock that is set now, by the time of day.
    public init() {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        epoch = Instant(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
        start = ContinuousClock().now
    }

    /// The time that it was set to and what has passed since.
    public func now() -> Instant {
        let (seconds, attoseconds) = start.duration(to: ContinuousClock().now).components
        return epoch + .seconds(seconds) + TimeSpan(nanoseconds: attoseconds / 1_000_000_000)
    }

    /// Waits until a time, or throws `CancellationError` where the task is cancelled before.
    public func sleep(until time: Instant) async throws {
        let wait = Duration.nanoseconds((time - epoch).nanoseconds)
        try await ContinuousClock().sleep(until: start.advanced(by: wait), tolerance: .zero)
    }
}
