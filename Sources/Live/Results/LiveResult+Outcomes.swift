import Pricing
public import Statistics
import Upstream

extension LiveResult {
    /// What was measured of all requests that were sent.
    public var all: ModelOutcome { ModelOutcome(model: nil, measured, plan.bounds) }

    /// What was measured of the requests to each model, in order of names.
    public var models: [ModelOutcome] {
        let grouped = Dictionary(grouping: measured) { $0.planned.chat.model }
        return grouped.keys.sorted().map {
            ModelOutcome(model: $0, grouped[$0] ?? [], plan.bounds)
        }
    }

    /// What all requests of the log would cost, in the currency unit, by what those of the sample
    /// did.
    ///
    /// Nil where one was not answered or its cost isn't known, so that it would count as nothing, and
    /// where not all were sent: those that were are the first ones, and no sample of the log.
    public var costOfLog: Estimate? {
        guard ending == .complete, !measured.isEmpty,
            measured.allSatisfy({ $0.exchange.completion != nil })
        else { return nil }
        let grouped = Dictionary(grouping: measured) { $0.planned.drawn.stratum }
        var parts: [(values: [Double], population: Int)] = []
        for stratum in grouped.keys.sorted() {
            let requests = grouped[stratum] ?? []
            let costs = requests.compactMap(\.cost)
            guard costs.count == requests.count, let first = requests.first else { return nil }
            parts.append(
                (costs.map { Double($0.attos) / 1e18 }, Int(first.planned.drawn.weight.population)))
        }
        return HorvitzThompson.total(parts)
    }
}

extension ModelOutcome {
    init(model: String?, _ measured: [MeasuredRequest], _ bounds: WorstCase) {
        self.model = model
        let exchanges = measured.map(\.exchange)
        let answered = measured.filter { $0.exchange.completion != nil }
        requests = measured.count
        self.answered = answered.count
        attempts = exchanges.reduce(0) { $0 + $1.attempts.count }
        fallbacks = exchanges.reduce(0) { $0 + $1.fallbacks }
        retries = attempts - requests - fallbacks
        let costs = measured.flatMap(\.costs)
        unknownUsage = costs.count { $0 == .unknownUsage }
        unpriced = costs.count { if case .unpriced = $0 { true } else { false } }
        errors = exchanges.reduce(into: ErrorCounts()) { $0.add($1) }
        predicted = measured.reduce(.zero) { $0 + (bounds.predicted($1.planned) ?? .zero) }
        cost = measured.reduce(.zero) { $0 + $1.knownCost }
        timeToFirstToken = LatencySummary(answered.compactMap(\.timeToFirstToken))
        timeToFirstTokenFromSending = LatencySummary(
            answered.compactMap(\.timeToFirstTokenFromSending))
        interTokenLatency = LatencySummary(answered.compactMap(\.interTokenLatency))
        latency = LatencySummary(answered.map(\.latency))
        latencyFromSending = LatencySummary(answered.map(\.latencyFromSending))
    }
}

extension Exchange {
    /// Attempts at another model than the one before.
    fileprivate var fallbacks: Int {
        zip(attempts, attempts.dropFirst()).count { $0.model != $1.model }
    }
}
