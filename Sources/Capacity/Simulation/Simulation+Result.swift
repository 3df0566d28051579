import Limits
import Statistics

extension Simulation {
    /// What has been shown so far.
    public var result: CapacityResult {
        let present = present
        precondition(
            tally.requests.arrived == tally.requests.ended + UInt64(present.total),
            "every request is served, lost, or on its way")
        precondition(
            stations.allSatisfy(\.isBalanced), "and so is every one of a deployment, or sent on")
        let last = tally.slice(present, busySeconds: busySeconds(until: now))
        return CapacityResult(
            period: (start, now), requests: tally.requests, present: present,
            attempts: tally.attempts, retries: tally.retries, fallbacks: tally.fallbacks,
            retriedRequests: tally.retriedRequests, latency: tally.latency, wait: tally.wait,
            waited: tally.waited, late: tally.late, stations: stations.map(shown),
            timeline: tally.timeline.slices + [last], interval: tally.timeline.interval)
    }

    /// The requests on their way.
    var present: Timeline.Present {
        stations.reduce(into: Timeline.Present()) { $0 += $1.present }
    }

    /// Seconds of work at all deployments.
    func busySeconds(until time: Instant) -> Double {
        stations.reduce(0) { $0 + $1.busy.sum(until: time) }
    }

    private func shown(_ station: Station) -> CapacityResult.Station {
        let seconds = (now - start).seconds
        func mean(_ gauge: Gauge) -> Double {
            seconds > 0 ? gauge.sum(until: now) / seconds : 0
        }
        return CapacityResult.Station(
            deployment: station.deployment, requests: station.requests,
            present: station.present, attempts: station.counts,
            meanBusy: mean(station.busy), mostBusy: station.busy.peak,
            meanWaiting: mean(station.waiting), mostWaiting: station.waiting.peak)
    }
}
