public import Limits

/// Why a plan or its traffic can't be simulated.
public enum CapacityError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A field of a plan or of one of its deployments, and what is wrong with it.
    case plan(deployment: Int?, field: String, _ message: String)
    /// An arrival before an earlier one; by the number of the arrival, from 1.
    case outOfOrder(arrival: UInt64, before: TimeSpan)
    /// An arrival without a service time at a deployment that takes it from the log.
    case noServiceTime(arrival: UInt64, deployment: String)
    /// A scenario with more requests than are simulated.
    case tooMany(requests: UInt64, scenario: String)
    /// A log without a request; by the number of its records.
    case noRequests(records: UInt64)

    /// One line: what is wrong, and what to do.
    public var description: String {
        switch self {
        case .plan(let deployment, let field, let message):
            (deployment.map { "deployments[\($0)]." } ?? "") + "\(field) \(message)"
        case .outOfOrder(let arrival, let before):
            "request \(arrival) arrives \(before.seconds) s before the one that it follows; "
                + "sort requests by time"
        case .noServiceTime(let arrival, let deployment):
            "request \(arrival) has no latency, and \(deployment) takes its service time from the "
                + "log; give a formula over tokens or a distribution"
        case .tooMany(let requests, let scenario):
            "scenario \(scenario) has about \(requests) requests; at most "
                + "\(Workload.mostRequests) are simulated: give a smaller factor, or a shorter "
                + "period with --from and --to"
        case .noRequests(let records):
            "there is nothing to simulate: "
                + (records == 0
                    ? "no record was read; check the source, and --from and --to if given"
                    : "none of the \(records) records read is a request to a model, for each cost "
                        + "nothing and did not fail, as where a cache answered")
        }
    }
}
