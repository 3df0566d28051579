public import Pricing

/// Chooses the model of a request by a policy; the same for one live request and for blocks of
/// logged ones.
public struct ModelSelector: Sendable {
    /// The policy that it follows.
    public let policy: Policy
    private let program: PolicyProgram
    private let choices: [PolicyProgram.Choice?]

    /// A selector that follows a policy.
    ///
    /// - Parameters:
    ///   - policy: The policy.
    ///   - prices: What the cheapest models are found by; a policy that looks for none needs none.
    /// - Throws: `SelectionError` where a model among which prices choose has none.
    public init(_ policy: Policy, prices: PriceTable? = nil) throws(SelectionError) {
        self.policy = policy
        choices = try policy.rules.map { (rule) throws(SelectionError) in
            do throws(SelectionError) {
                return try PolicyProgram.Choice(rule.use, policy: policy.name, prices)
            } catch {
                throw error.of(rule.name, in: policy.name)
            }
        }
        program = PolicyProgram(policy, choices: choices)
    }

    /// The means to decide blocks of requests; one a worker.
    public func makeEvaluator() -> PolicyEvaluator { PolicyEvaluator(program) }

    /// The means to vary a bound: what the policy decides where the number is over it, and where
    /// it is not.
    ///
    /// - Parameters:
    ///   - feature: The number that rules compare.
    ///   - bound: The bound as it stands in the policy.
    /// - Returns: Two evaluators; nil where no rule asks whether the number is greater than this.
    public func makeEvaluators(
        varying feature: NumericFeature, over bound: Int64
    ) -> (above: PolicyEvaluator, upTo: PolicyEvaluator)? {
        guard program.compares(feature, bound) else { return nil }
        return (
            PolicyEvaluator(program.deciding(feature, bound, as: true)),
            PolicyEvaluator(program.deciding(feature, bound, as: false))
        )
    }

    /// Decides one request.
    public func decide(_ request: RequestFeatures) -> Decision {
        let columns = RequestColumns(request, features: policy.features)
        var raw: UInt16 = 0
        makeEvaluator().decide(columns, into: &raw)
        let verdict = Verdict(rawValue: raw)
        let outcome = policy.outcomes[verdict.outcome]
        if !verdict.isUnknown, let model = policy.model(outcome.route, requested: request.model) {
            return .decided(rule: outcome.rule, model: model)
        }
        let lacking = lackingFields(rule: outcome.rule, row: 0, of: columns)
        return .unknown(rule: outcome.rule, lacking: lacking)
    }

    /// Says what made the decision on one request.
    public func explain(_ request: RequestFeatures) -> Explanation {
        let columns = RequestColumns(request, features: policy.features)
        let decision = decide(request)
        let decidingRule: Int? = if case .decided(let rule, _) = decision { rule } else { nil }
        let steps = policy.rules[...decision.rule].enumerated().map { index, rule in
            Explanation.Step(
                rule: rule,
                condition: rule.when.map {
                    ConditionExplanation($0, columns, missingModel: policy.missingModel)
                },
                choice: index == decidingRule
                    ? choices[index]?.explanation(rule.use, columns) : nil)
        }
        return Explanation(decision: decision, steps: steps)
    }

    /// The fields that a row lacks and on which a rule with an unknown verdict depends.
    ///
    /// - Parameters:
    ///   - rule: The verdict's rule.
    ///   - row: The row within the block.
    ///   - columns: The block.
    /// - Returns: Names of fields, each once, in the order of the condition.
    public func lackingFields(
        rule: Int, row: Int, of columns: some FeatureColumns
    ) -> [String] {
        let columns = SingleRow(block: columns, row: row)
        let rule = policy.rules[rule]
        let fields =
            rule.when.map {
                ConditionExplanation($0, columns, missingModel: policy.missingModel).lackingFields
            } ?? []
        return fields.isEmpty ? rule.use.lackingFields(columns) : fields
    }
}

extension Policy {
    /// The model of a route for a request that asks for one, or for none.
    public func model(_ route: Route, requested: String?) -> String? {
        switch route {
        case .requested: requested ?? missingModel
        case .model(let model): model
        }
    }
}

extension Policy.Target {
    /// What the choice of a model needs and the first row lacks.
    fileprivate func lackingFields(_ columns: some FeatureColumns) -> [String] {
        let features = features
        let id = features.readsID && columns.ids[0] == 0 ? ["id"] : []
        // A request without a tier is one of the standard tier.
        let names = features.names.filter { $0 != .serviceTier && columns.names($0)[0] == 0 }
        let numbers = features.numbers.filter { columns.numbers($0)[0] < 0 }
        return id + names.map(\.name) + numbers.map(\.rawValue).sorted()
    }
}

extension PolicyProgram.Choice {
    /// How a rule of a policy chooses; nil where it has nothing to choose.
    fileprivate init?(
        _ target: Policy.Target, policy: String, _ prices: PriceTable?
    ) throws(SelectionError) {
        switch target {
        case .requested, .model: return nil
        case .split(let split): self = .lot(Lot(split, policy: policy))
        case .cheapest(let cheapest):
            guard let prices else { throw .noPrices }
            self = .price(try PriceChoice(cheapest, by: prices))
        }
    }
}
