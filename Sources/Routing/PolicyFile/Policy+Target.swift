extension Policy {
    /// What a rule gives.
    public enum Target: Hashable, Sendable {
        /// The model that was asked for.
        case requested
        /// A fixed model.
        case model(String)
        /// One of several models by lot.
        case split(Split)
        /// The one of several models that the request is expected to cost least at.
        case cheapest(Cheapest)
    }

    /// Where a single request goes.
    public enum Route: Hashable, Sendable {
        /// To the model that was asked for.
        case requested
        /// To a fixed model.
        case model(String)
    }

    /// Parts of the requests for several models.
    ///
    /// The lot falls by a hash of the request's id and the policy's name, so the same in every run.
    public struct Split: Hashable, Sendable {
        /// A model and its part.
        public struct Share: Hashable, Sendable {
            /// Where the part goes.
            public let route: Route
            /// How large it is beside the others; above 0.
            public let weight: UInt32
        }

        /// Two or more, each route once.
        public let shares: [Share]
    }

    /// A choice by price.
    public struct Cheapest: Hashable, Sendable {
        /// Two or more, each once; of equally dear ones the first is taken.
        public let models: [String]
        /// The output to expect of a request, in tokens; nil for what its `max_tokens` allows.
        public let expectedOutput: UInt64?
    }

    /// A rule together with one of the routes that it may give.
    public struct Outcome: Hashable, Sendable {
        /// The rule's position in the policy.
        public let rule: Int
        /// The route.
        public let route: Route
    }

    /// What may be decided: the routes of all rules, in their order.
    static func outcomes(of rules: [Rule]) -> [Outcome] {
        rules.enumerated().flatMap { index, rule in
            rule.use.routes.map { Outcome(rule: index, route: $0) }
        }
    }
}

extension Policy.Target {
    /// Whether prices choose the model.
    var isByPrice: Bool { if case .cheapest = self { true } else { false } }

    /// Where it may send requests.
    var routes: [Policy.Route] {
        switch self {
        case .requested: [.requested]
        case .model(let model): [.model(model)]
        case .split(let split): split.shares.map(\.route)
        case .cheapest(let cheapest): cheapest.models.map { .model($0) }
        }
    }
}

extension Policy.Route {
    /// The route as policies spell it.
    var name: String {
        switch self {
        case .requested: "requested"
        case .model(let model): model
        }
    }
}
