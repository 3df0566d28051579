import Statistics

extension ServiceLevel {
    /// What became of a bound.
    public struct Finding: Hashable, Sendable {
        /// The bound.
        public let term: Term
        /// Seconds of a time, a share of requests; nil where no request tells.
        public let value: Double?
        /// Whether the bound holds.
        public let holds: Bool
    }

    /// Judges a simulation.
    ///
    /// Where nothing was served, no bound on its time holds.
    public func findings(_ result: CapacityResult) -> [Finding] {
        terms.map { term in
            let value = term.metric.value(in: result)
            let holds = value.map { term.includesBound ? $0 <= term.bound : $0 < term.bound }
            return Finding(term: term, value: value, holds: holds ?? false)
        }
    }

    /// Whether every bound holds.
    public func holds(_ result: CapacityResult) -> Bool { findings(result).allSatisfy(\.holds) }
}

extension ServiceLevel.Metric {
    fileprivate func value(in result: CapacityResult) -> Double? {
        switch self {
        case .latency(let share): result.latency.quantile(share).map { Double($0) / 1e9 }
        case .wait(let share): result.wait.quantile(share).map { Double($0) / 1e9 }
        case .share(let share): share.value(in: result)
        }
    }
}

extension ServiceLevel.Share {
    fileprivate func value(in result: CapacityResult) -> Double? {
        guard result.requests.arrived > 0 else { return nil }
        let count =
            switch self {
            case .rejected: result.requests.rejected
            case .failed: result.requests.failed
            case .abandoned: result.requests.abandoned
            case .lost: result.requests.lost
            case .retried: result.retriedRequests
            }
        return Double(count) / Double(result.requests.arrived)
    }
}
