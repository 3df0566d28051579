public import Calls
import Foundation
public import Pricing
public import Routing

/// Which models all the traffic is priced at, each for comparison.
public enum Baselines: Hashable, Sendable {
    /// These models.
    case models([String])
    /// Every model of a price table with at most twenty, else the models requested or used.
    case all

    /// No comparison.
    public static let none = Baselines.models([])
}

/// What a replay computes; pure and deterministic, whatever the number of workers.
public struct ReplayPlan: Sendable {
    /// The prices.
    public let prices: PriceSchedule
    /// Prices to show beside them, for the same traffic as requested.
    public var listPrices: PriceTable?
    /// The policies, each a column of the report.
    public var selectors: [ModelSelector]
    /// The comparisons.
    public var baselines: Baselines
    /// How calls are grouped.
    public var groupings: [Grouping]
    /// How charges are split into lines; nil where none are wanted.
    public var charges: ChargeSplit?
    /// The columns that are compared with each other: a call counts in them only if all of them
    /// price it.
    public enum Compared: Hashable, Sendable {
        /// The calls as requested and the first policy.
        case requestedAndPolicy
        /// The first two policies.
        case policies
    }

    /// What is compared; nil where each column counts what it prices.
    public var compared: Compared?
    /// Whether each call is taken as if it had asked for the model that answered, where the log
    /// tells, as a provider bills it.
    public var billsServedModels = false
    /// How many of the dearest requests are listed; nil for none.
    public var dearestRequests: Int?
    /// Whether the recorded times of answers are wanted, by model.
    public var measuresLatency = false
    /// By which the latency of each column is estimated; nil where nobody asks.
    public var latencyRun: LatencyRun?
    /// Shows days and hours.
    public var clock: LocalClock
    /// Prices every call as if it were made then; nil prices each at its own time.
    public var priceAt: Timestamp?
    /// What becomes of caches where a call moves to another model.
    public var cache = CacheAssumption.kept
    /// How many tokens models count for the same text.
    public var tokens = TokenFactors.alike
    /// Only calls at or after this time.
    public var from: Timestamp?
    /// Only calls before this time.
    public var to: Timestamp?
    /// Only calls for which a condition holds.
    public var filter: CallFilter?

    /// A plan that prices the traffic as it was requested.
    public init(prices: PriceTable) { self.init(prices: PriceSchedule(prices)) }

    /// A plan that prices the traffic as it was requested, by lists in force one after another.
    public init(prices: PriceSchedule) {
        self.prices = prices
        selectors = []
        baselines = .none
        groupings = []
        clock = LocalClock(.gmt)
    }

    /// What the plan needs of each call.
    public var demand: Demand {
        var demand = Demand(texts: probes.map(\.match), tags: tags)
        demand.fields.formUnion(features.fields)
        for dimension in allGroupings.flatMap(\.dimensions) {
            if let field = dimension.field { demand.fields.insert(field) }
        }
        if ordering.needsSessions { demand.fields.insert(.session) }
        if measuresLatency { demand.fields.formUnion([.latency, .timeToFirstToken]) }
        if dearestRequests != nil { demand.fields.formUnion([.id, .idText]) }
        demand.from = from
        demand.to = to
        return demand
    }

    /// Reads the calls and computes the result.
    ///
    /// - Parameters:
    ///   - source: Where the calls come from.
    ///   - jobs: How many workers.
    /// - Returns: All columns of the report.
    /// - Throws: What the source throws, or `ReplayError`.
    public func result(reading source: some CallSource, jobs: Int) async throws -> ReplayResult {
        try check()
        let plan = self
        let (partials, summary) = try await read(source, jobs: jobs) { ReplayAccumulator(plan) }
        var merged = try MergedTotals(partials, groupings: allGroupings)
        var builder = ReplayResultBuilder(plan: self, merged: merged, source: summary)
        if ordering.holdsCalls {
            let ordered = OrderedReplay(self, partials, merged)
            ordered.apply(to: &merged, partials)
            builder = ReplayResultBuilder(
                plan: self, merged: merged, source: summary, ordered: ordered.outcomes)
        }
        return builder.build()
    }

    /// What calls are added up by: the groupings, then the lines of charges, and last their sizes.
    var allGroupings: [Grouping] {
        groupings + [charges?.grouping].compactMap { $0 }
            + (latencyRun == nil ? [] : [Grouping([.size])])
    }

    /// The position of the sizes among all groupings.
    var sizeGrouping: Int { groupings.count + (charges == nil ? 0 : 1) }

    /// Tells apart the calls that any of the plan's prices tell apart.
    func makeClassifier() -> PriceClassifier {
        PriceClassifier(prices.tables + [listPrices].compactMap { $0 }, at: priceAt)
    }

    /// The list by which policies find the cheapest model, whatever the time of a request: the one
    /// at the plan's date, else the latest.
    public var decidingPrices: PriceTable { priceAt.flatMap(prices.table) ?? prices.latest }

    /// The prices at a stage before what is charged; refused where they can't be held.
    private func checkCharges() throws(ReplayError) {
        guard charges != nil else { return }
        for stage in PriceStage.allCases where prices.at(stage) == nil {
            throw ReplayError(
                "price table \(prices.name) has a price that without its discount is beyond "
                    + "\(Bounds.unitsPerMillionTokens) \(prices.currency) per 1M tokens")
        }
    }

    /// The prices of a column.
    func prices(of column: ColumnChoice) -> PriceSchedule {
        guard column == .listPrices, let listPrices else { return prices }
        return PriceSchedule(listPrices)
    }

    /// Reads the calls that the plan is about.
    func read<Consumer: BlockConsumer>(
        _ source: some CallSource, jobs: Int, makeConsumer: @escaping @Sendable () -> Consumer
    ) async throws -> (partials: [Consumer.Partial], summary: SourceSummary) {
        if billsServedModels {
            var plan = self
            plan.billsServedModels = false
            return try await plan.read(
                ServedModels(source), jobs: jobs, makeConsumer: makeConsumer)
        }
        guard let filter else {
            return try await source.read(demand, jobs: jobs, makeConsumer: makeConsumer)
        }
        return try await FilteredSource(source, filter).read(
            demand, jobs: jobs, makeConsumer: makeConsumer)
    }

    private static let maximumTags = 100

    /// The texts that the policies look for, each once.
    private var probes: [TextProbe] { features.probes }

    /// What the policies look at.
    private var features: FeatureSet {
        selectors.map(\.policy.features).reduce(FeatureSet()) { $0.union($1) }
    }

    /// The block's text columns by what is looked for.
    var textColumns: [TextProbe: Int] {
        Dictionary(uniqueKeysWithValues: zip(probes, probes.indices))
    }

    private var tags: [String] {
        let grouped = allGroupings.flatMap(\.dimensions).compactMap { dimension in
            if case .tag(let key) = dimension { key.exact } else { nil }
        }
        return Set(grouped + features.tags).sorted().map(\.text)
    }

    /// Whether a policy takes the calls in time order, over all logs: such a plan holds them in
    /// memory, and can't be split into parts that know nothing of each other.
    public var needsTimeOrder: Bool { ordering.takesAllCalls }

    /// What the policies take in time order.
    var ordering: Ordering {
        let hasBudget = selectors.contains { $0.policy.budget != nil }
        let hasColumns = !selectors.isEmpty || baselines != .none
        let followsSessions = cache == .session && hasColumns
        return Ordering(
            takesAllCalls: hasBudget || followsSessions,
            needsOperations: selectors.contains { !$0.policy.fallback.isEmpty },
            needsSessions: followsSessions)
    }

    private func checkBudget(of policy: Policy) throws(ReplayError) {
        guard let budget = policy.budget else { return }
        guard budget.currency == prices.currency else {
            throw ReplayError(
                "policy \(policy.name) has a budget in \(budget.currency), and price table "
                    + "\(prices.name) is in \(prices.currency); state both in one currency")
        }
        if policy.rules.contains(where: { $0.name == RuleCount.budget }) {
            throw ReplayError(
                "policy \(policy.name) has a budget and a rule named \(RuleCount.budget), which "
                    + "is what the calls after the switch are counted under; rename the rule")
        }
    }

    /// Refuses what can't be replayed before anything is read.
    func check() throws(ReplayError) {
        for policy in selectors.map(\.policy) { try checkBudget(of: policy) }
        try checkCharges()
        var names: Set<ExactText> = []
        for policy in selectors.map(\.policy)
        where !names.insert(policy.name.exact).inserted && compared == nil {
            throw ReplayError(
                "two policies are named \(policy.name); give each its own `policy:` name")
        }
        let tags = (filter?.widened(demand) ?? demand).tags.count
        guard tags <= Self.maximumTags else {
            throw ReplayError(
                "--by, --where and policies name \(tags) tags; expected at most "
                    + "\(Self.maximumTags)")
        }
        var dimensions: Set<[GroupDimension]> = []
        for grouping in groupings where !dimensions.insert(grouping.dimensions).inserted {
            let names = grouping.dimensions.map(\.name).joined(separator: ",")
            throw ReplayError("--by \(names) is given twice; give it once")
        }
        if case .models(let models) = baselines {
            for model in models where prices.model(model) == nil {
                let near = prices.nearNames(to: model)
                let hint = near.isEmpty ? "" : "; near: \(near.joined(separator: ", "))"
                throw ReplayError(
                    "baseline \(model) is not in price table \(prices.name)\(hint); "
                        + "see 'tollgate prices show \(prices.name)'")
            }
        }
    }
}

extension GroupDimension {
    /// The field to ask for; nil where it is always read or a tag.
    fileprivate var field: Demand.Fields? {
        switch self {
        case .user: .user
        case .team: .team
        case .session: .session
        case .model, .servedModel, .day, .hour, .minute, .size, .tag: nil
        }
    }
}
