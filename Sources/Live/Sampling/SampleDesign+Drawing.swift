public import Calls
import Pricing
import Statistics

extension SampleDesign {
    /// Draws a sample in one reading; memory grows with the sample, and with the operations that
    /// the log names.
    ///
    /// A call that names no operation is one of its own; of several attempts of an operation one
    /// stands for it. Calls that don't tell how long their input was, nor let it be estimated, are
    /// left out and counted.
    ///
    /// - Parameters:
    ///   - source: The log.
    ///   - demand: Which period of it, if not all.
    ///   - jobs: How many workers; the sample is the same for any number.
    /// - Returns: The sample, without texts.
    /// - Throws: `LiveError` where there is nothing to draw from or too little is asked for, and
    ///   what the source throws.
    public func draw(
        from source: some CallSource, demand: Demand = Demand(), jobs: Int
    ) async throws -> DrawnSample {
        var demand = demand
        demand.fields.formUnion([.maxTokens, .messageCount, .promptEstimate])
        let (partials, summary) = try await source.read(demand, jobs: jobs) { [self] in
            DrawConsumer(self)
        }
        let merged = MergedDraw(partials, self)
        guard !merged.tallies.isEmpty else {
            throw LiveError.nothingToDraw(leftOut: merged.leftOut)
        }
        return try sample(merged, summary)
    }

    private func sample(
        _ merged: MergedDraw, _ summary: SourceSummary
    ) throws(LiveError) -> DrawnSample {
        let tallies = merged.tallies.sorted { $0.key < $1.key }
        let sizes = try allot(tallies)
        var (parts, requests): ([DrawnSample.Part], [DrawnRequest]) = ([], [])
        for ((stratum, tally), size) in zip(tallies, sizes) {
            let weight = SampleWeight(population: tally.population, sample: UInt64(size))
            parts.append(.init(stratum: stratum, population: tally.population, drawn: size))
            requests += tally.candidates.lowest(size).map {
                DrawnRequest(logged: $0, stratum: stratum, weight: weight)
            }
        }
        requests.sort { ($0.logged.time, $0.logged.place) < ($1.logged.time, $1.logged.place) }
        return DrawnSample(
            parts: parts, requests: requests, population: parts.reduce(0) { $0 + $1.population },
            leftOut: merged.leftOut, source: summary)
    }

    private func allot(
        _ tallies: [(key: Stratum, value: StratumTally<LoggedRequest>)]
    ) throws(LiveError) -> [Int] {
        guard size >= tallies.count else {
            throw .tooFew(requests: size, strata: tallies.count)
        }
        var strata: [StratifiedDesign.Stratum] = []
        for (stratum, tally) in tallies {
            if isByCost, tally.deviation == nil { throw .unmeasured(stratum) }
            strata.append(
                .init(population: Int(tally.population), deviation: tally.deviation ?? 0))
        }
        let plan = StratifiedDesign(strata)
        let shares = isByCost ? plan.neyman(Double(size)) : plan.proportional(Double(size))
        return Allotment.sizes(shares, populations: strata.map(\.population), total: size)
    }

    private var isByCost: Bool {
        if case .neyman = allocation { true } else { false }
    }

    /// What a call cost, where the allocation asks and the call tells.
    func cost(of facts: CallFacts, model: String) -> Money? {
        guard case .neyman(let prices) = allocation, let output = facts.output else { return nil }
        let priceClass = prices.priceClass(
            serviceTier: .standard, totalInput: facts.input,
            at: Timestamp(nanoseconds: facts.time))
        return prices.quote(
            model: model.isEmpty ? nil : model,
            usage: TokenUsage(input: facts.input, output: output), in: priceClass
        ).total
    }
}

/// What all workers found.
private struct MergedDraw {
    private(set) var tallies: [Stratum: StratumTally<LoggedRequest>] = [:]
    private(set) var leftOut: UInt64

    init(_ partials: [DrawConsumer.Partial], _ design: SampleDesign) {
        leftOut = partials.reduce(0) { $0 + $1.leftOut }
        var operations: [OperationID: (facts: CallFacts, model: String)] = [:]
        for partial in partials {
            func name(_ facts: CallFacts) -> String { partial.names[Int(facts.model.rawValue)] }
            for (key, tally) in partial.tallies {
                let stratum = Stratum(
                    model: partial.names[Int(key.model.rawValue)], size: key.size)
                tallies[stratum, default: StratumTally(limit: design.size)].merge(tally) {
                    LoggedRequest($0, model: name($0))
                }
            }
            for (operation, facts) in partial.operations {
                if let held = operations[operation]?.facts, !facts.stands(before: held) { continue }
                operations[operation] = (facts, name(facts))
            }
        }
        let unsized = partials.reduce(into: Set()) { $0.formUnion($1.unsized) }
        leftOut += UInt64(unsized.count { operations[$0] == nil })
        let keys = DrawKeys(seed: design.seed)
        for (operation, held) in operations {
            let request = LoggedRequest(held.facts, model: held.model)
            let stratum = Stratum(
                model: held.model, size: design.sizes.sizeClass(of: held.facts.input))
            tallies[stratum, default: StratumTally(limit: design.size)].count(
                (keys.key(of: operation), request.place, request),
                cost: design.cost(of: held.facts, model: held.model))
        }
    }
}
