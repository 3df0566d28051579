import Calls
public import Pricing
public import Replay

/// One side of a comparison: a column of a replay's result.
public struct DifferenceSide: Sendable {
    /// Which column.
    public enum Choice: Hashable, Sendable {
        /// Each call at the model that was asked for.
        case asRequested
        /// Each call at the model that the policy at this position chose.
        case policy(Int)
    }

    let label: String
    let result: ReplayResult
    let choice: Choice
    let countsComparedCalls: Bool

    /// A side.
    ///
    /// - Parameters:
    ///   - label: What reports call it.
    ///   - result: The replay.
    ///   - choice: Which of its columns.
    ///   - countsComparedCalls: Whether it counts only calls that the other side prices too.
    public init(
        _ label: String, _ result: ReplayResult, _ choice: Choice,
        countsComparedCalls: Bool = false
    ) {
        (self.label, self.result, self.choice) = (label, result, choice)
        self.countsComparedCalls = countsComparedCalls
    }

    /// The currency of its amounts.
    public var currency: Currency { result.prices.currency }

    var column: CostColumn {
        switch choice {
        case .asRequested: result.asRequested
        case .policy(let index): result.policies[index].column
        }
    }

    var total: Difference.Part {
        Difference.Part(
            requests: result.traffic.requests, tokens: result.traffic.usage.total,
            cost: column.total, unpriced: column.unpricedRequests,
            unknownUsage: result.traffic.unknownUsage)
    }

    var models: [ExactText: Difference.Part] {
        var parts: [ExactText: Difference.Part] = [:]
        for model in column.models {
            parts[model.model.exact] = Difference.Part(
                requests: model.requests, tokens: model.tokens, cost: model.cost)
        }
        for calls in column.unpriced {
            parts[calls.model.exact, default: Difference.Part()] += Difference.Part(
                requests: calls.requests, tokens: calls.tokens, unpriced: calls.requests)
        }
        return parts
    }

    /// A group on this side.
    func part(_ group: GroupOutcome) -> Difference.Part {
        let cost =
            switch choice {
            case .asRequested: group.asRequested
            case .policy(let index): group.policies[index].cost
            }
        return Difference.Part(
            requests: group.requests, tokens: group.tokens, cost: cost.total,
            unpriced: cost.unpricedRequests, unknownUsage: group.unknownUsage)
    }
}

extension Difference.Part {
    static func += (left: inout Difference.Part, right: Difference.Part) {
        left.requests += right.requests
        left.tokens += right.tokens
        left.cost += right.cost
        left.unpriced += right.unpriced
        left.unknownUsage += right.unknownUsage
    }
}
