import Limits
internal import Synchronization

/// The waits between the attempts of all requests of a client, which share one source of chance.
final class Waits: Sendable {
    private let schedule: RetrySchedule
    private let generator: Mutex<any RandomNumberGenerator & Sendable>

    init(_ schedule: RetrySchedule, _ generator: any RandomNumberGenerator & Sendable) {
        self.schedule = schedule
        self.generator = Mutex(generator)
    }

    /// How long to wait before a retry; nil where there is none.
    func delay(beforeRetry number: Int, retryAfter: TimeSpan?) -> TimeSpan? {
        generator.withLock {
            schedule.delay(beforeRetry: number, retryAfter: retryAfter, using: &$0)
        }
    }
}
