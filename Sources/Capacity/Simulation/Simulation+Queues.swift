import Limits

extension Simulation {
    /// A request joins the end of its deployment's queue.
    mutating func wait(_ slot: Int32) {
        let place = requests[slot].deployment
        tickets &+= 1
        requests[slot].stage = .waiting
        requests[slot].ticket = tickets
        stations[place].line.append(WaitingLine.Place(slot: slot, ticket: tickets))
        stations[place].waiting.change(by: 1, at: now)
        tally.wait(by: 1)
        let longest = stations[place].deployment.queue?.longestWait.map { now + $0 }
        guard let time = earlier(longest, requests[slot].leaves) else { return }
        events.insert(
            Event(time: max(now, time), kind: .waitIsOver, subject: slot, ticket: tickets))
    }

    private func earlier(_ one: Instant?, _ other: Instant?) -> Instant? {
        guard let one, let other else { return one ?? other }
        return min(one, other)
    }

    /// A request has waited as long as it may, or as its caller does.
    mutating func endWait(_ waiting: WaitingLine.Place) {
        guard isWaiting(waiting) else { return }
        let request = requests[waiting.slot]
        leaveLine(waiting.slot)
        settleUnanswered(request)
        end(waiting.slot, request.hasLeft(by: now) ? .abandoned : .waitedTooLong)
        // Whoever is first now may need less of a quota.
        beginWaiting(at: request.deployment)
    }

    /// Quotas that refuse count a request when it comes in, before it waits for a server.
    private mutating func settleUnanswered(_ request: Request) {
        guard stations[request.deployment].deployment.overQuota == .reject else { return }
        stations[request.deployment].quotas.settle(
            request.arrival.tokens, isAnswered: false, admittedAt: request.admitted, at: now)
    }

    /// Work begins on those who wait, as far as servers and quotas allow.
    mutating func beginWaiting(at place: Int) {
        while stations[place].hasFreeServer, let slot = firstWaiting(at: place) {
            if stations[place].deployment.overQuota == .queue, let refusal = admit(slot, place) {
                return foreseeRoom(refusal, place)
            }
            leaveLine(slot)
            begin(slot)
        }
    }

    /// The head of the queue may begin once its quotas have room.
    mutating func foreseeRoom(_ refusal: QuotaLedger.Refusal, _ place: Int) {
        guard let time = refusal.until else { return }
        if let wakes = stations[place].wakes, wakes <= time { return }
        stations[place].wakes = time
        events.insert(Event(time: time, kind: .quotaHasRoom, subject: Int32(place)))
    }

    mutating func wake(_ place: Int) {
        stations[place].wakes = nil
        beginWaiting(at: place)
    }

    private mutating func firstWaiting(at place: Int) -> Int32? {
        guard stations[place].waiting.value > 0 else { return nil }
        while let first = stations[place].line.first {
            if isWaiting(first) { return first.slot }
            stations[place].line.removeFirst()
        }
        return nil
    }

    /// Its place in the line is void from now on.
    private mutating func leaveLine(_ slot: Int32) {
        requests[slot].stage = .backingOff
        stations[requests[slot].deployment].waiting.change(by: -1, at: now)
        tally.wait(by: -1)
    }

    private func isWaiting(_ place: WaitingLine.Place) -> Bool {
        requests[place.slot].stage == .waiting && requests[place.slot].ticket == place.ticket
    }
}
