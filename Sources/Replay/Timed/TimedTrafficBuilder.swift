import Calls
import Pricing
import Routing

/// Puts the calls of all workers in time order and makes one request of the attempts at it.
struct TimedTrafficBuilder {
    /// What prices of a call depend on, in the numbering of all workers.
    private struct PriceKey: Hashable {
        let number: UInt32
        let tier: ServiceTier
    }

    private let policy: String?
    private let classifier: PriceClassifier
    private let partials: [TimedTrafficCollector.Partial]
    private var models: [String] = []
    private var positions: [ExactText: Int] = [:]
    private var classes: [PriceClass] = []
    private var classPositions: [PriceKey: Int] = [:]
    private var requests: [TimedTraffic.Request] = []
    private var counts = TimedTraffic.Counts()
    /// The requests whose last attempt failed.
    private var open: [OperationID: Int] = [:]

    init(_ plan: ReplayPlan, _ partials: [TimedTrafficCollector.Partial]) {
        policy = plan.selectors.first?.policy.name
        classifier = plan.makeClassifier()
        self.partials = partials
    }

    consuming func traffic(_ source: SourceSummary) -> TimedTraffic {
        var builder = self
        for (call, names) in builder.ordered() { builder.add(call, names: names) }
        return TimedTraffic(
            requests: builder.requests, models: builder.models, priceClasses: builder.classes,
            policy: builder.policy, source: source, records: builder.counts)
    }

    /// The calls by time; at one instant, in the order of the log.
    private func ordered() -> [(call: TimedTrafficCollector.Call, names: [String])] {
        let blocks = partials.flatMap { partial in
            partial.blocks.map { (piece: $0.piece, calls: $0.calls, names: partial.names) }
        }
        let order = blocks.indices.sorted { (blocks[$0].piece, $0) < (blocks[$1].piece, $1) }
        let calls = order.flatMap { block in
            blocks[block].calls.map { (call: $0, names: blocks[block].names) }
        }
        let isOrdered = zip(calls, calls.dropFirst()).allSatisfy { $0.call.time <= $1.call.time }
        guard !isOrdered else { return calls }
        return calls.indices.sorted { (calls[$0].call.time, $0) < (calls[$1].call.time, $1) }
            .map { calls[$0] }
    }

    private mutating func add(_ call: TimedTrafficCollector.Call, names: [String]) {
        counts.all += 1
        if call.flags.usage == .none && !call.flags.isFailed {
            counts.unbilled += 1
        } else if call.operation != .none, let request = open[call.operation] {
            counts.retries += 1
            retry(request, call, names)
        } else {
            start(call, names)
        }
    }

    private mutating func start(_ call: TimedTrafficCollector.Call, _ names: [String]) {
        if call.flags.isFailed {
            if call.operation == .none {
                counts.failedAlone += 1
            } else {
                open[call.operation] = requests.count
            }
        }
        requests.append(
            TimedTraffic.Request(
                time: Timestamp(nanoseconds: call.time), model: model(call.model, names),
                priceClass: priceClass(call, names), usage: call.knownUsage,
                maximumOutput: known(call.maximumOutput), latency: known(call.latency),
                isFailed: call.flags.isFailed))
    }

    /// What the last attempt tells goes before what earlier ones told.
    private mutating func retry(
        _ request: Int, _ call: TimedTrafficCollector.Call, _ names: [String]
    ) {
        if let usage = call.knownUsage {
            requests[request].usage = usage
            requests[request].priceClass = priceClass(call, names)
        }
        if let latency = known(call.latency) { requests[request].latency = latency }
        requests[request].isFailed = call.flags.isFailed
        if !call.flags.isFailed { open[call.operation] = nil }
    }

    private func known(_ number: Int64) -> Int64? {
        number == CallBlock.unknownNumber ? nil : number
    }

    private mutating func model(_ id: NameID, _ names: [String]) -> Int? {
        guard id != .none else { return nil }
        let name = names[Int(id.rawValue)]
        if let position = positions[name.exact] { return position }
        positions[name.exact] = models.count
        models.append(name)
        return models.count - 1
    }

    private mutating func priceClass(_ call: TimedTrafficCollector.Call, _ names: [String]) -> Int {
        let tier = call.serviceTier == .none ? nil : names[Int(call.serviceTier.rawValue)]
        let key = PriceKey(number: call.priceNumber, tier: ServiceTier(tier))
        if let position = classPositions[key] { return position }
        classPositions[key] = classes.count
        classes.append(classifier.priceClass(key.number, serviceTier: key.tier))
        return classes.count - 1
    }
}

extension TimedTrafficCollector.Call {
    fileprivate var knownUsage: TokenUsage? { flags.usage == .known ? usage : nil }
}
