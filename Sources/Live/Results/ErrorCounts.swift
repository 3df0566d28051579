public import Upstream

/// What went wrong, how often.
public struct ErrorCounts: Hashable, Sendable {
    /// Attempts without an answer, by kind.
    public private(set) var attempts: [UpstreamFailure.Kind: Int] = [:]
    /// Attempts without an answer, by HTTP status, where there was one other than 200.
    public private(set) var statuses: [Int: Int] = [:]
    /// Requests whose last attempt failed too, by the kind of that.
    public private(set) var requests: [UpstreamFailure.Kind: Int] = [:]

    /// What the first attempt of each kind was told, one line without any secret.
    public private(set) var examples: [UpstreamFailure.Kind: String] = [:]

    /// Nothing went wrong.
    init() {}

    /// Counts a request.
    mutating func add(_ exchange: Exchange) {
        for attempt in exchange.attempts {
            guard case .failed(let failure) = attempt.outcome else { continue }
            attempts[failure.kind, default: 0] += 1
            examples[failure.kind] = examples[failure.kind] ?? failure.message
            if let status = attempt.status, status != 200 { statuses[status, default: 0] += 1 }
        }
        guard let last = exchange.attempts.last, case .failed(let failure) = last.outcome else {
            return
        }
        requests[failure.kind, default: 0] += 1
    }
}
