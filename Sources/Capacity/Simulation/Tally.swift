import Limits
import Statistics

/// What has been counted so far.
struct Tally {
    var requests = OutcomeCounts()
    var attempts: UInt64 = 0
    var retries: UInt64 = 0
    var fallbacks: UInt64 = 0
    var retriedRequests: UInt64 = 0
    var latency = QuantileSketch()
    var wait = QuantileSketch()
    var waited: UInt64 = 0
    var late: UInt64 = 0
    var timeline: Timeline
    /// In all queues.
    private var waiting = 0
    /// Seconds of work before the current slice.
    private var busySeconds = 0.0

    init(slice: TimeSpan, from start: Instant) {
        timeline = Timeline(interval: slice, from: start)
    }

    mutating func arrive() {
        requests.arrived += 1
        timeline.current.requests.arrived += 1
    }

    mutating func wait(by difference: Int) {
        waiting += difference
        timeline.current.mostWaiting = max(timeline.current.mostWaiting, waiting)
    }

    mutating func begin(wait: TimeSpan) {
        timeline.current.longestWait = max(timeline.current.longestWait, wait)
    }

    mutating func retry() {
        retries += 1
        timeline.current.retries += 1
    }

    mutating func serve(
        _ arrival: Instant, latency: TimeSpan, wait: TimeSpan, goal: CapacityPlan.Goal?
    ) {
        requests.add(.served)
        timeline[arrival].requests.add(.served)
        self.latency.add(latency.nanoseconds)
        self.wait.add(wait.nanoseconds)
        if wait > .zero { waited += 1 }
        guard let goal, latency > goal.latency else { return }
        late += 1
        timeline[arrival].late += 1
    }

    mutating func lose(_ arrival: Instant, _ outcome: Outcome) {
        requests.add(outcome)
        timeline[arrival].requests.add(outcome)
    }

    /// The current slice as if it ended now.
    ///
    /// - Parameters:
    ///   - present: The requests on their way.
    ///   - total: Seconds of work so far.
    /// - Returns: The slice.
    func slice(_ present: Timeline.Present, busySeconds total: Double) -> Timeline.Slice {
        var slice = timeline.current
        slice.atEnd = present
        slice.busySeconds = total - busySeconds
        return slice
    }

    /// Ends the current slice.
    mutating func close(_ present: Timeline.Present, busySeconds total: Double) {
        timeline.close(slice(present, busySeconds: total))
        timeline.current.mostWaiting = waiting
        busySeconds = total
    }
}
