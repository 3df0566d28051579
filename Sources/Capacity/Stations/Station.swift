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
    /// When the quotas are looked at next for the head of the line.
    var wakes: Instant?
    var counts: AttemptCounts

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

    /// Whether a request may begin without overtaking another.
    var isFree: Bool { waiting.value == 0 && hasFreeServer }
}
