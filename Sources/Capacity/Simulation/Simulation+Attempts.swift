import Limits
import Statistics

extension Simulation {
    /// A request tries its deployment.
    mutating func enter(_ slot: Int32) {
        let place = requests[slot].deployment
        requests[slot].attempts += 1
        requests[slot].attemptsHere += 1
        tally.attempts += 1
        if requests[slot].attempts == 2 { tally.retriedRequests += 1 }
        if let quota = stations[place].quotas.tooSmall(for: requests[slot].arrival.tokens) {
            return end(slot, .tooLarge(quota))
        }
        guard stations[place].isFree || stations[place].hasPlace else {
            return end(slot, .noPlace)
        }
        switch stations[place].deployment.overQuota {
        case .reject: enterOrRefuse(slot, place)
        case .queue: enterOrWait(slot, place)
        }
    }

    private mutating func enterOrRefuse(_ slot: Int32, _ place: Int) {
        if let refusal = admit(slot, place) {
            return end(slot, .overQuota(refusal.quota), retryAfter: refusal.until.map { $0 - now })
        }
        if stations[place].isFree { begin(slot) } else { wait(slot) }
    }

    private mutating func enterOrWait(_ slot: Int32, _ place: Int) {
        guard stations[place].isFree else { return wait(slot) }
        guard let refusal = admit(slot, place) else { return begin(slot) }
        guard stations[place].hasPlace else {
            return end(slot, .overQuota(refusal.quota), retryAfter: refusal.until.map { $0 - now })
        }
        wait(slot)
        foreseeRoom(refusal, place)
    }

    mutating func admit(_ slot: Int32, _ place: Int) -> QuotaLedger.Refusal? {
        requests[slot].admitted = now
        return stations[place].quotas.admit(requests[slot].arrival.tokens, at: now)
    }

    /// Work on a request begins; what it will come to is decided now.
    mutating func begin(_ slot: Int32) {
        let place = requests[slot].deployment
        let (span, ending) = Self.work(on: &requests[slot], stations[place].deployment)
        requests[slot].stage = .inService
        requests[slot].began = now
        requests[slot].ending = ending
        stations[place].busy.change(by: 1, at: now)
        tally.begin(wait: now - requests[slot].arrival.time)
        events.insert(Event(time: now + span, kind: .workEnds, subject: slot))
    }

    private static func work(
        on request: inout Request, _ deployment: Deployment
    ) -> (TimeSpan, Attempt.Ending) {
        let span =
            deployment.service.span(for: request.arrival, using: &request.generator) ?? .zero
        if let timeout = deployment.timeout, span > timeout { return (timeout, .timedOut) }
        guard deployment.failureShare > 0 else { return (span, .served) }
        let isFailure = request.generator.unit() < deployment.failureShare
        return (span, isFailure ? .failed : .served)
    }

    mutating func endWork(_ slot: Int32) {
        let place = requests[slot].deployment
        stations[place].busy.change(by: -1, at: now)
        stations[place].quotas.settle(
            requests[slot].arrival.tokens, admittedAt: requests[slot].admitted, at: now)
        beginWaiting(at: place)
        end(slot, requests[slot].ending)
    }
}

// MARK: - After an attempt
extension Simulation {
    /// An attempt is over: the request is served, tried again, sent on, or lost.
    ///
    /// - Parameters:
    ///   - slot: The request.
    ///   - ending: What came of the attempt.
    ///   - retryAfter: How long the deployment asks to wait.
    mutating func end(
        _ slot: Int32, _ ending: Attempt.Ending, retryAfter: TimeSpan? = nil
    ) {
        let place = requests[slot].deployment
        stations[place].counts.add(ending)
        guard ending != .served, ending != .abandoned else { return conclude(slot, ending) }
        let delay = ending.mayEndBetter ? retryDelay(slot, place, retryAfter) : nil
        let fallback = stations[place].deployment.fallback
        guard delay != nil || fallback != nil else { return conclude(slot, ending) }
        report(slot, ending, isLast: false)
        if requests[slot].hasLeft(by: now) { return leave(slot) }
        if let delay { return backOff(slot, delay) }
        if let fallback { sendOn(slot, to: fallback) }
    }

    private mutating func sendOn(_ slot: Int32, to fallback: Int) {
        stations[requests[slot].deployment].counts.sentOn += 1
        stations[fallback].requests.arrived += 1
        tally.fallbacks += 1
        requests[slot].stage = .backingOff
        requests[slot].deployment = fallback
        requests[slot].attemptsHere = 0
        enter(slot)
    }

    private mutating func retryDelay(
        _ slot: Int32, _ place: Int, _ retryAfter: TimeSpan?
    ) -> TimeSpan? {
        stations[place].deployment.retry?.delay(
            beforeRetry: requests[slot].attemptsHere, retryAfter: retryAfter,
            using: &requests[slot].generator)
    }

    private mutating func backOff(_ slot: Int32, _ delay: TimeSpan) {
        requests[slot].stage = .backingOff
        stations[requests[slot].deployment].backingOff += 1
        let due = now + delay
        let time = requests[slot].leaves.map { max(now, min(due, $0)) } ?? due
        events.insert(Event(time: time, kind: .retryIsDue, subject: slot))
    }

    mutating func tryAgain(_ slot: Int32) {
        let place = requests[slot].deployment
        stations[place].backingOff -= 1
        if requests[slot].hasLeft(by: now) { return leave(slot) }
        stations[place].counts.retried += 1
        tally.retry()
        enter(slot)
    }

    /// The caller is gone before the attempt that would follow.
    private mutating func leave(_ slot: Int32) {
        requests[slot].stage = .backingOff
        requests[slot].attempts += 1
        conclude(slot, .abandoned)
    }

    private mutating func conclude(_ slot: Int32, _ ending: Attempt.Ending) {
        report(slot, ending, isLast: true)
        let request = requests[slot]
        requests.remove(slot)
        let outcome = Outcome(ending)
        stations[request.deployment].requests.add(outcome)
        let arrival = request.arrival.time
        guard outcome == .served else { return tally.lose(arrival, outcome) }
        tally.serve(
            arrival, latency: now - arrival, wait: request.began - arrival, goal: plan.goal)
    }

    private func report(_ slot: Int32, _ ending: Attempt.Ending, isLast: Bool) {
        guard let onAttempt else { return }
        let request = requests[slot]
        let hasBegun = request.stage == .inService
        onAttempt(
            Attempt(
                request: request.number, arrival: request.arrival, deployment: request.deployment,
                number: request.attempts, began: hasBegun ? request.began : nil, ended: now,
                ending: ending, isLast: isLast))
    }
}
