import Limits

/// A deployment at work.
struct Station {
    let deployment: Deployment
    var quotas: QuotaLedger
    var line = WaitingLine()
    /// Requests that are worked on.
    var busy: Gauge
    /// Requests in the line.
    var waiting: Gauge
    /// Requests between two attempts here.
    var backingOff = 0
    /// When the quotas are looked at next for the head of the line.
    var wakes: Instant?
    var counts: AttemptCounts
    /// The requests that came in here, and what became of those that ended here.
    var requests = OutcomeCounts()

    init(_ deployment: Deployment, from start: Instant) {
        self.deployment = deployment
        quotas = QuotaLedger(deployment.quotas)
        (busy, waiting) = (Gauge(from: start), Gauge(from: start))
        counts = AttemptCounts(quotas: deployment.quotas.count)
    }

    var hasFreeServer: Bool {
        guard let concurrency = deployment.concurrency else { return true }
        return busy.value < concurrency
    }

    var hasPlace: Bool {
        guard let queue = deployment.queue else { return false }
        guard let places = queue.places else { return true }
        return waiting.value < places
    }

    /// The requests that are here.
    var present: Timeline.Present {
        Timeline.Present(
            waiting: waiting.value, inService: busy.value, backingOff: backingOff)
    }

    /// Whether each request that came in was served, lost or sent on, or is here.
    var isBalanced: Bool {
        requests.arrived == requests.ended + counts.sentOn + UInt64(present.total)
    }

    /// Whether a request may begin without overtaking another.
    var isFree: Bool { waiting.value == 0 && hasFreeServer }
}
