public import Limits
public import Pricing

/// What time of day it is at the times of a clock that counts from an origin of its own.
public struct WallClock: Hashable, Sendable {
    private let instant: Instant
    private let time: Timestamp

    /// The time of day at one instant, from which all others follow.
    public init(_ time: Timestamp, at instant: Instant) {
        (self.time, self.instant) = (time, instant)
    }

    /// The time of day at an instant.
    public func time(at other: Instant) -> Timestamp {
        Timestamp(nanoseconds: time.nanoseconds + (other - instant).nanoseconds)
    }
}
