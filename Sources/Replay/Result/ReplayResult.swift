public import Calls
public import Pricing

/// What a replay found: the traffic, and one cost column for each way of routing and pricing it.
public struct ReplayResult: Sendable {
    /// What was read.
    public let source: SourceSummary
    /// The first and the last call; nil where there were none.
    public let period: ClosedRange<Timestamp>?
    /// The prices of all columns.
    public let prices: PriceSchedule
    /// The traffic itself.
    public let traffic: Traffic
    /// What the log says that it cost.
    public let recorded: RecordedCosts
    /// Each call at the model that was asked for.
    public let asRequested: CostColumn
    /// Each call at the model that answered; nil where no record tells.
    public let asServed: CostColumn?
    /// All calls at one model.
    public let baselines: [BaselineOutcome]
    /// Each call at the model that a policy chose.
    public let policies: [PolicyOutcome]
    /// Spend as requested scaled to a month; nil below one day of traffic.
    public let projection: Projection?
    /// The same traffic as requested at list prices; nil where prices were chosen.
    public let listPrices: ListPriceOutcome?
    /// Costs by group, in the order of the groupings and then by cost.
    public internal(set) var groups: [GroupOutcome]
    /// What is charged, line by line: what was billed, then each baseline and policy; nil where
    /// nobody asked.
    public let charges: [ChargeColumn]?
    /// The dearest requests as requested, the dearest first; nil where they were not asked for.
    public let dearestRequests: [DearRequest]?
    /// Recorded times of answers by model asked for, the most frequent first; nil where they were
    /// not asked for.
    public let latencies: [ModelLatency]?
    /// By which the latency of the columns is estimated; nil where nobody asked.
    public let latencyRun: LatencyRun?
    /// What was assumed, in sentences.
    public let assumptions: [String]
}

extension ReplayResult {
    /// The result with the groups of these groupings only.
    public func keeping(_ groupings: [Grouping]) -> ReplayResult {
        let kept = groupings.map { $0.dimensions.map(\.name) }
        var result = self
        result.groups = groups.filter { group in kept.contains(group.by.map(\.dimension)) }
        return result
    }
}

/// Counts over all calls.
public struct Traffic: Hashable, Sendable {
    /// Records, that is attempts.
    public internal(set) var requests: UInt64 = 0
    /// Distinct operations.
    public internal(set) var operations: UInt64 = 0
    /// Records that the log marks as failed.
    public internal(set) var failed: UInt64 = 0
    /// Records that neither failed nor tell their usage.
    public internal(set) var unknownUsage: UInt64 = 0
    /// Tokens by kind.
    public internal(set) var usage = TokenUsage.zero
}

/// Costs that the log carries.
public struct RecordedCosts: Hashable, Sendable {
    /// Their sum, in USD.
    public internal(set) var total = Money.zero
    /// How many records have one.
    public internal(set) var requests: UInt64 = 0

    /// None.
    public init() {}

    /// Adds other costs.
    public static func += (left: inout RecordedCosts, right: RecordedCosts) {
        left.total += right.total
        left.requests += right.requests
    }
}

/// What the traffic costs under one way of choosing models.
public struct CostColumn: Sendable {
    /// The sum over the priced calls.
    public internal(set) var total = Money.zero
    /// The priced calls by model, the dearest first.
    public internal(set) var models: [ModelCost] = []
    /// The calls without a price, by model and reason.
    public internal(set) var unpriced: [UnpricedCalls] = []
    /// The priced tokens by model, tier and kind, in this order.
    public internal(set) var items: [ItemCost] = []
    /// Where another rate stood in for one that the table lacks.
    public internal(set) var substitutions: [RateSubstitution] = []

    /// What they can cost if each call's token factors lie anywhere in their ranges; nil without
    /// ranges.
    public internal(set) var range: MoneyRange?
    /// How long the calls can be expected to take; nil where nobody asked.
    public internal(set) var latency: ExpectedLatency?

    /// Calls without a price.
    public var unpricedRequests: UInt64 { unpriced.reduce(0) { $0 + $1.requests } }
    /// Calls with a price.
    public var pricedRequests: UInt64 { models.reduce(0) { $0 + $1.requests } }
}

/// The calls to one model and their cost.
public struct ModelCost: Hashable, Sendable {
    /// The model's name as the log or the policy writes it; nil where none was named, which only
    /// calls that cost nothing can be.
    public let model: String?
    /// Calls.
    public internal(set) var requests: UInt64
    /// Tokens of all kinds.
    public internal(set) var tokens: UInt64
    /// What they cost.
    public internal(set) var cost: Money
}

/// Tokens of one kind at one model and in one tier, and their cost.
public struct ItemCost: Hashable, Sendable {
    /// What is counted.
    public struct Key: Hashable, Sendable {
        /// The model's name as the log or the policy writes it.
        public let model: ExactText
        /// The tier that was asked for.
        public let tier: ServiceTier
        /// The kind of token.
        public let meter: Meter
    }

    /// What is counted.
    public let key: Key
    /// How many tokens.
    public internal(set) var tokens: UInt64
    /// What they cost.
    public internal(set) var cost: Money
}

/// Calls that have no price.
public struct UnpricedCalls: Hashable, Sendable {
    /// The model's name; nil where none was named.
    public let model: String?
    /// Why they have none.
    public let reason: UnpricedReason
    /// Calls.
    public internal(set) var requests: UInt64
    /// Tokens of all kinds.
    public internal(set) var tokens: UInt64
    /// Names in the price table that look like the model's; never used to price.
    ///
    /// Looked for at the twenty most frequent unpriced models only.
    public internal(set) var near: [String]
}

/// A rate that stood in for one that the price table lacks.
public struct RateSubstitution: Hashable, Sendable {
    /// The model.
    public let model: String
    /// The kind of token that was billed.
    public let meter: Meter
    /// The kind of token whose rate was used.
    public let ratedAs: Meter
    /// The tier that was asked for.
    public let tier: ServiceTier
    /// The tier whose rate was used.
    public let ratedTier: ServiceTier
    /// The highest context band of the model that the calls reach.
    public let band: ContextBand
    /// The context band whose rate was used.
    public let ratedBand: ContextBand
    /// Tokens billed so.
    public internal(set) var tokens: UInt64
}

/// All calls at one model.
public struct BaselineOutcome: Sendable {
    /// The model.
    public let model: String
    /// What they cost there.
    public let column: CostColumn
}

/// What a policy does to the bill.
public struct PolicyOutcome: Sendable {
    /// The policy's name.
    public let name: String
    /// Whether it looks at what is known only afterwards, so that its cost is a bound.
    public let isOracle: Bool
    /// Each call at the model that the policy chose.
    public let column: CostColumn
    /// How many calls each rule decided, in the policy's order.
    public let rules: [RuleCount]
    /// Against as requested, each baseline, and the recorded cost where there is one.
    public let savings: [Saving]
    /// What became of its budget; nil where it has none.
    public let budget: BudgetOutcome?
    /// What its fallback chain did; nil where no operation went on after a failed attempt.
    public let fallback: FallbackOutcome?
}

/// How many calls a rule decided.
public struct RuleCount: Hashable, Sendable {
    /// The rule's name.
    public let rule: String
    /// Calls.
    public let requests: UInt64

    /// Stands for a rule where the budget decided.
    static let budget = "budget"
}

/// A comparison over the calls that are priced on both sides.
public struct Saving: Hashable, Sendable {
    /// What is compared against.
    public enum Base: Hashable, Sendable {
        case asRequested
        case baseline(String)
        case recorded

        /// The name in results: a model, `as_requested` or `recorded`.
        public var name: String {
            switch self {
            case .asRequested: "as_requested"
            case .baseline(let model): model
            case .recorded: "recorded"
            }
        }
    }

    /// What is compared against.
    public let against: Base
    /// What the compared calls cost there.
    public let base: Money
    /// How much less they cost under the policy; negative where it is more.
    public let saved: Money
    /// How many calls are priced on both sides.
    public let comparedRequests: UInt64
    /// What can be saved if each call's token factors lie anywhere in their ranges; nil without
    /// ranges.
    public var range: MoneyRange?
    /// How much more would be saved if calls that move kept their caches; nil where that is what is
    /// assumed.
    public var eatenByCache: Money?
}

/// Spend scaled to a month.
public struct Projection: Hashable, Sendable {
    /// 30 days of it, rounded half to even to millionths.
    public let monthly: Money
    /// From the first call to the last.
    public let basisNanoseconds: Int64
    /// How it was computed.
    public let method: String
}

/// The same traffic as requested under another price table.
public struct ListPriceOutcome: Sendable {
    /// The table.
    public let name: String
    /// Its total, over the calls that it prices.
    public let asRequested: Money
    /// Calls that it does not price.
    public let unpricedRequests: UInt64
}

/// Costs of a group of calls, or of all groups of a grouping that are not shown.
public struct GroupOutcome: Sendable {
    /// The dimensions with the group's values; nil where the records lack one.
    public let by: [(dimension: String, value: String?)]
    /// Calls.
    public let requests: UInt64
    /// Tokens by kind.
    public let usage: TokenUsage
    /// Calls that neither failed nor tell their usage.
    public let unknownUsage: UInt64
    /// What the log says that they cost.
    public let recorded: RecordedCosts
    /// As requested.
    public let asRequested: GroupCost
    /// By policy, in their order.
    public let policies: [(name: String, cost: GroupCost)]
    /// How many groups stand here together, without values; nil for a single one.
    public var folded: UInt64?
}

extension GroupOutcome {
    /// Tokens of all kinds.
    public var tokens: UInt64 { usage.total }
}

/// What a group costs, and how much of it that leaves out.
public struct GroupCost: Hashable, Sendable {
    /// The sum over the priced calls.
    public let total: Money
    /// Calls without a price.
    public let unpricedRequests: UInt64
}
