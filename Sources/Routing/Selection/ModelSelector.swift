/// Chooses the model of a request by a policy; the same for one live request and for blocks of
/// logged ones.
public struct ModelSelector: Sendable {
    /// The policy that it follows.
    public let policy: Policy
    private let program: PolicyProgram

    /// A selector that follows a policy.
    public init(_ policy: Policy) {
        self.policy = policy
        program = PolicyProgram(policy)
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
        if !verdict.isUnknown, let model = model(of: verdict.rule, requested: request.model) {
            return .decided(rule: verdict.rule, model: model)
        }
        let lacking = lackingFields(rule: verdict.rule, row: 0, of: columns)
        return .unknown(rule: verdict.rule, lacking: lacking)
    }

    /// Says what made the decision on one request.
    public func explain(_ request: RequestFeatures) -> Explanation {
        let columns = RequestColumns(request, features: policy.features)
        let decision = decide(request)
        let steps = policy.rules[...decision.rule].map { rule in
            Explanation.Step(
                rule: rule,
                condition: rule.when.map {
                    ConditionExplanation($0, columns, missingModel: policy.missingModel)
                })
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
        var fields =
            rule.when.map {
                ConditionExplanation($0, columns, missingModel: policy.missingModel).lackingFields
            } ?? []
        if fields.isEmpty && rule.use == .requested { fields = [NameFeature.model.name] }
        return fields
    }

    private func model(of rule: Int, requested: String?) -> String? {
        switch policy.rules[rule].use {
        case .requested: requested ?? policy.missingModel
        case .model(let model): model
        }
    }
}
