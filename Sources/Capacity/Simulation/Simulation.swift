public import Limits
import Statistics

/// Traffic that meets a plan: requests arrive in order of time, wait, are worked on, refused, tried
/// again, sent on, as the plan says.
///
/// Time is whole nanoseconds and every random number comes from the seed, so a run repeats to the
/// bit. Memory grows with the requests that are on their way at the same time, not with those that
/// have passed.
public struct Simulation {
    /// The plan.
    public let plan: CapacityPlan
    /// Is told of each attempt that has ended, in order of time.
    public var onAttempt: ((Attempt) -> Void)?
    /// The time up to which all has happened.
    public private(set) var now: Instant

    let start: Instant
    var stations: [Station]
    var requests = RequestTable()
    var events = EventHeap()
    var tally: Tally
    var seeds: SplitMix64
    var tickets: UInt32 = 0

    /// A system in which there is no request yet and every quota is unused.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - seed: Decides all that is random.
    ///   - start: When it begins; not after the first arrival.
    public init(_ plan: CapacityPlan, seed: UInt64, from start: Instant) {
        self.plan = plan
        (self.start, now) = (start, start)
        stations = plan.deployments.map { Station($0, from: start) }
        tally = Tally(slice: plan.slice, from: start)
        seeds = SplitMix64(seed: seed)
    }

    /// A request comes in, after all that happens until then.
    ///
    /// - Parameter arrival: Not before the arrival that was offered last.
    /// - Throws: Where it is before that, or lacks a service time that the plan takes from it.
    public mutating func offer(_ arrival: Arrival) throws(CapacityError) {
        let number = tally.requests.arrived + 1
        guard arrival.time >= now else {
            throw .outOfOrder(arrival: number, before: now - arrival.time)
        }
        if arrival.service == nil, let place = stationTakingRecordedTimes(from: arrival) {
            throw .noServiceTime(
                arrival: number, deployment: plan.deployments[place].name)
        }
        advance(to: arrival.time)
        tally.arrive()
        stations[arrival.deployment].requests.arrived += 1
        let request = Request(
            arrival, number: number, seed: seeds.next(), patience: plan.patience)
        enter(requests.insert(request))
    }

    /// Lets everything happen until a time, and that included.
    public mutating func advance(to time: Instant) {
        while let event = events.popFirst(notAfter: time) {
            move(to: event.time)
            handle(event)
        }
        move(to: time)
    }

    /// Lets everything happen until no request is left, or only such as are never done.
    public mutating func finish() {
        let last = Instant(nanoseconds: Instant.never.nanoseconds - 1)
        while requests.count > 0, let event = events.popFirst(notAfter: last) {
            move(to: event.time)
            handle(event)
        }
    }

    private mutating func handle(_ event: Event) {
        switch event.kind {
        case .workEnds: endWork(event.subject)
        case .retryIsDue: tryAgain(event.subject)
        case .waitIsOver: endWait(WaitingLine.Place(slot: event.subject, ticket: event.ticket))
        case .quotaHasRoom: wake(Int(event.subject))
        }
    }

    private mutating func move(to time: Instant) {
        while time >= tally.timeline.end {
            tally.close(present, busySeconds: busySeconds(until: tally.timeline.end))
        }
        now = time
    }

    /// The first deployment on the arrival's chain that takes service times from the log.
    private func stationTakingRecordedTimes(from arrival: Arrival) -> Int? {
        var place: Int? = arrival.deployment
        while let current = place {
            if case .recorded = plan.deployments[current].service { return current }
            place = plan.deployments[current].fallback
        }
        return nil
    }
}
