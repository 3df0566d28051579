import Calls
import Pricing
import Routing

/// The columns of a report: a way to give each kind of call a model and a table.
enum ColumnChoice: Hashable {
    case requested
    case served
    /// As served where the log tells, else as requested.
    case billed
    case baseline(String)
    case policy(Int)
    case listPrices
}

/// Prices kinds of calls for any column.
struct KindPricer {
    let plan: ReplayPlan
    let names: NameTable
    let moves: ModelMoves
    private let classifier: PriceClassifier
    /// The prices at the stages before what is charged; empty where nobody asks.
    private let stages: [PriceStage: PriceSchedule]

    init(plan: ReplayPlan, names: NameTable) {
        self.plan = plan
        self.names = names
        moves = ModelMoves(plan)
        classifier = plan.makeClassifier()
        let asked = plan.charges == nil ? [] : PriceStage.allCases
        stages = Dictionary(
            uniqueKeysWithValues: asked.compactMap { stage in
                plan.prices.at(stage).map { (stage, $0) }
            })
    }

    func name(_ id: NameID) -> String? { id == .none ? nil : names.name(id) }

    /// The model at which a column prices a kind of call.
    func model(_ kind: CallKind, in column: ColumnChoice) -> String? {
        switch column {
        case .requested, .listPrices: name(kind.model)
        case .served: name(kind.servedModel)
        case .billed: name(kind.servedModel) ?? name(kind.model)
        case .baseline(let model): model
        case .policy(let index): routed(kind, by: plan.selectors[index].policy, at: index)
        }
    }

    private func routed(_ kind: CallKind, by policy: Policy, at index: Int) -> String? {
        if let model = name(kind.change(under: index).model) { return model }
        return policy.model(
            policy.outcomes[Int(kind.outcomes[index])].route, requested: name(kind.model))
    }

    func tier(_ kind: CallKind) -> ServiceTier { ServiceTier(name(kind.serviceTier)) }

    /// What calls of a kind cost in a column.
    ///
    /// What was not used costs nothing at any model; an unknown model is named before unknown
    /// usage.
    /// Which context band a call is in follows from the tokens that were counted, whatever factors
    /// another model's tokens have.
    func quote(
        _ kind: CallKind, _ usage: TokenUsage, in column: ColumnChoice, as view: View = View()
    ) -> Quote {
        if kind.isKnownToCostNothing { return .priced([]) }
        let model = model(kind, in: column)
        let isLost = !view.keepsCaches && losesCache(kind, to: model, in: column)
        let quote = prices(of: column, at: view.stage).quote(
            model: model, usage: isLost ? usage.withoutCacheReads : usage, in: priceClass(kind))
        guard case .priced(let items) = quote else { return quote }
        if kind.isUsageUnknown { return .unpriced(.unknownUsage) }
        guard !plan.tokens.isEmpty,
            let ratio = moves.ratio(from: source(kind), to: model, at: view.factors)
        else { return quote }
        return .priced(items.map { $0.scaled(by: ratio) })
    }

    private func prices(of column: ColumnChoice, at stage: PriceStage) -> PriceSchedule {
        stage == .charged ? plan.prices(of: column) : stages[stage] ?? plan.prices
    }

    private func priceClass(_ kind: CallKind) -> PriceClass {
        classifier.priceClass(kind.priceNumber, serviceTier: tier(kind))
    }

    /// The position of the price list that calls of a kind are priced by.
    func tableIndex(_ kind: CallKind) -> Int {
        let start = plan.prices.table(for: priceClass(kind))?.effectiveFrom
        return plan.prices.tables.firstIndex { $0.effectiveFrom == start } ?? 0
    }
}
