import Limits
import Pricing
import Upstream

/// Which request goes when: a value that is told the time and what has ended.
struct Dispatch {
    /// What to do next.
    enum Step {
        case send(PlannedRequest)
        /// Until a time or until a request ends; without a time, until one ends.
        case wait(until: Instant?)
        case end
    }

    private struct Sent {
        let planned: PlannedRequest
        let intended: Instant
        let reservation: SpendCap.Reservation
    }

    /// When the timer that is set goes off.
    var timer: Instant?
    private let plan: LivePlan
    private let concurrency: Int
    private let starts: [Instant]
    private var cap: SpendCap
    private var next = 0
    private var underWay: [Int: Sent] = [:]
    private var measured: [MeasuredRequest] = []
    private var heldSince: Instant?
    private var held = TimeSpan.zero
    private var stop: Stop?

    private enum Stop { case spendCap, interrupted }

    init(_ plan: LivePlan, _ settings: LiveRun.Settings, origin: Instant) {
        (self.plan, concurrency) = (plan, settings.concurrency)
        starts = settings.schedule.starts(of: plan.requests, seed: settings.seed)
            .map { origin + $0 }
        cap = SpendCap(limit: settings.limit)
    }

    var progress: LiveProgress {
        LiveProgress(
            total: plan.requests.count, sent: next, ended: measured.count, spent: cap.spent)
    }

    /// Nothing more is sent, and what is under way doesn't come to its own end.
    mutating func interrupt() {
        if next < plan.requests.count || !underWay.isEmpty { stop = .interrupted }
    }

    mutating func step(at now: Instant) -> Step {
        guard stop == nil, next < plan.requests.count else { return restOrEnd }
        let intended = starts[next] + held
        if heldSince == nil, now < intended { return .wait(until: intended) }
        guard underWay.count < concurrency else { return .wait(until: nil) }
        return start(plan.requests[next], at: now)
    }

    private var restOrEnd: Step { underWay.isEmpty ? .end : .wait(until: nil) }

    private mutating func start(_ request: PlannedRequest, at now: Instant) -> Step {
        let worst = plan.bounds.request(request) ?? .zero
        guard let reservation = cap.reserve(worst) else {
            heldSince = heldSince ?? now
            if underWay.isEmpty || !cap.couldFit(worst) { stop = .spendCap }
            return restOrEnd
        }
        if let since = heldSince {
            held = held + (now - since)
            heldSince = nil
        }
        underWay[request.number] = Sent(
            planned: request, intended: starts[next] + held, reservation: reservation)
        next += 1
        return .send(request)
    }

    /// Counts a request that has ended.
    mutating func end(
        _ number: Int, _ exchange: Exchange, _ costs: [AttemptCost]
    ) -> MeasuredRequest {
        guard let sent = underWay.removeValue(forKey: number) else {
            preconditionFailure("request \(number) ended without having been sent")
        }
        cap.settle(sent.reservation, cost: settled(sent.planned, costs))
        measured.append(
            MeasuredRequest(
                planned: sent.planned, intended: sent.intended, exchange: exchange, costs: costs))
        return measured[measured.count - 1]
    }

    /// Attempts whose cost is unknown count as the most that one can cost.
    private func settled(_ request: PlannedRequest, _ costs: [AttemptCost]) -> Money {
        let worst = plan.bounds.attempt(request) ?? .zero
        return costs.reduce(.zero) { $0 + ($1.amount ?? worst) }
    }

    func result(_ name: String, duration: TimeSpan) -> LiveResult {
        let unsent = plan.requests.count - next
        let ending: LiveResult.Ending =
            switch stop {
            case nil: .complete
            case .spendCap: .spendCap(unsent: unsent)
            case .interrupted: .interrupted(unsent: unsent)
            }
        return LiveResult(
            name: name, plan: plan, ending: ending,
            measured: measured.sorted { $0.planned.number < $1.planned.number }, cap: cap,
            heldByCap: held, duration: duration)
    }
}
