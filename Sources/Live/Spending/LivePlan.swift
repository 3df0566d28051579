public import Pricing
import Upstream

/// What will be sent, what it will cost about, and at most.
public struct LivePlan: Sendable {
    /// The requests to one model.
    public struct Model: Hashable, Sendable {
        /// The model.
        public let model: String
        /// How many.
        public let requests: Int
        /// The input in tokens, about.
        public let input: UInt64
        /// The output in tokens that is expected.
        public let output: UInt64
        /// What it will cost about; nil where the model has no price.
        public let predicted: Money?
        /// What it can cost at most, with all attempts and fallbacks; nil where one that may be
        /// reached has no price.
        public let most: Money?
    }

    /// The requests in order of sending.
    public let requests: [PlannedRequest]
    /// What bounds their cost.
    public let bounds: WorstCase
    /// The models in order of their names.
    public let models: [Model]
    /// The models that may be reached and have no price.
    public let unpriced: [UnpricedModel]

    /// What the priced requests will cost about.
    public var predicted: Money { models.reduce(.zero) { $0 + ($1.predicted ?? .zero) } }
    /// What the priced requests can cost at most.
    public var most: Money { models.reduce(.zero) { $0 + ($1.most ?? .zero) } }

    /// How many requests have their text from where.
    public var texts: [TextOrigin: Int] {
        requests.reduce(into: [:]) { $0[$1.text, default: 0] += 1 }
    }

    /// A plan.
    ///
    /// - Parameters:
    ///   - requests: The requests in order of sending.
    ///   - bounds: What bounds their cost.
    ///   - allowsUnpriced: Whether models without a price may be reached; what is spent on them is
    ///     unknown, and no limit holds for it.
    /// - Throws: `LiveError.unpriced` where they may not, and would be.
    public init(
        _ requests: [PlannedRequest], bounds: WorstCase, allowsUnpriced: Bool = false
    ) throws(LiveError) {
        (self.requests, self.bounds) = (requests, bounds)
        let grouped = Dictionary(grouping: requests) { $0.chat.model }
        models = grouped.keys.sorted().map { Model($0, grouped[$0] ?? [], bounds) }
        let reached = Set(grouped.keys.flatMap(bounds.models))
        unpriced = reached.sorted().compactMap(bounds.unpriced)
        if !allowsUnpriced, !unpriced.isEmpty { throw .unpriced(unpriced) }
    }
}

extension LivePlan.Model {
    fileprivate init(_ model: String, _ planned: [PlannedRequest], _ bounds: WorstCase) {
        self.model = model
        requests = planned.count
        input = planned.reduce(0) { $0 + $1.input }
        output = planned.reduce(0) { $0 + $1.expectedOutput }
        predicted = Self.sum(planned) { bounds.predicted($0) }
        most = Self.sum(planned) { bounds.request($0) }
    }

    private static func sum(
        _ requests: [PlannedRequest], _ amount: (PlannedRequest) -> Money?
    ) -> Money? {
        var sum = Money.zero
        for request in requests {
            guard let amount = amount(request) else { return nil }
            sum += amount
        }
        return sum
    }
}
