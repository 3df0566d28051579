import Limits
import Statistics

/// A request on its way.
struct Request {
    /// Where it is.
    enum Stage {
        case waiting
        case inService
        /// Between an attempt and the next.
        case backingOff
    }

    let number: UInt64
    let arrival: Arrival
    /// Its own, so that what it draws depends on no other request, and on the plan only where that
    /// makes it draw more.
    var generator: SplitMix64
    /// When its caller leaves unless work on it has begun.
    let leaves: Instant?
    var deployment: Int
    var stage = Stage.backingOff
    /// Attempts at any deployment.
    var attempts = 0
    /// Attempts at this one.
    var attemptsHere = 0
    /// Which of all places in queues it holds or held last.
    var ticket: UInt32 = 0
    /// When its quotas were counted.
    var admitted: Instant
    /// When the work on it began.
    var began: Instant
    /// What its current work will come to.
    var ending = Attempt.Ending.served

    /// A request that has just come in.
    init(_ arrival: Arrival, number: UInt64, seed: UInt64, patience: TimeModel?) {
        (self.number, self.arrival) = (number, arrival)
        var generator = SplitMix64(seed: seed)
        let wait = patience?.span(for: arrival, using: &generator)
        leaves = wait.map { arrival.time + $0 }
        self.generator = generator
        deployment = arrival.deployment
        (admitted, began) = (arrival.time, arrival.time)
    }
    /// Whether its caller is gone at a time at which no work on it goes on.
    func hasLeft(by now: Instant) -> Bool { leaves.map { $0 <= now } ?? false }
}
