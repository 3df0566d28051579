/// What lets only so much pass in a time: a value that is told the time and never asks for it.
///
/// Times don't go back from call to call.
public protocol RateLimiter: Sendable {
    /// Whether an amount may pass now; takes nothing.
    mutating func hasRoom(for amount: Int64, at now: Instant) -> Bool

    /// Counts an amount as passed now, whether or not there was room.
    mutating func take(_ amount: Int64, at now: Instant)

    /// When an amount may pass if nothing else does until then; nil where it never may.
    mutating func nextRoom(for amount: Int64, at now: Instant) -> Instant?

    /// Takes back part of what was counted at a time, as far as it still counts.
    mutating func giveBack(_ amount: Int64, takenAt time: Instant)
}
