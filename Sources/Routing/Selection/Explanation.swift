/// What made a decision: each rule in turn until one decides.
public struct Explanation: Sendable {
    /// One rule and what became of it.
    public struct Step: Sendable {
        /// The rule.
        public let rule: Policy.Rule
        /// Its condition; nil where it has none.
        public let condition: ConditionExplanation?
        /// How one of several models was chosen, in words; nil where the rule does not decide or
        /// has one model.
        public let choice: String?

        /// Whether the rule applies.
        public var truth: Truth { condition?.truth ?? .true }
    }

    /// The outcome.
    public let decision: Decision
    /// The rules up to the one that decides.
    public let steps: [Step]
}

/// The truth of a condition for one request, and of each condition inside.
public struct ConditionExplanation: Sendable {
    /// The condition.
    public let condition: Condition
    /// Its truth.
    public let truth: Truth
    /// The value that it looked at; nil where the record lacks it or the condition has parts.
    public let observed: String?
    /// The conditions inside.
    public let parts: [ConditionExplanation]

    init(_ condition: Condition, _ columns: some FeatureColumns, missingModel: String?) {
        let program = PolicyProgram(condition, missingModel: missingModel)
        let truth = PolicyEvaluator(program).truth(in: columns)
        self.condition = condition
        self.truth = truth
        parts = condition.parts.map {
            ConditionExplanation($0, columns, missingModel: missingModel)
        }
        observed =
            switch condition {
            case .number(let feature, _, _): Self.number(feature, columns)
            case .flag: truth == .unknown ? nil : "\(truth)"
            case .name: Self.name(program.lookups[0], columns)
            case .text: truth == .unknown ? nil : truth == .true ? "present" : "absent"
            case .not, .all, .any: nil
            }
    }

    private static func number(
        _ feature: NumericFeature, _ columns: some FeatureColumns
    ) -> String? {
        let units = columns.numbers(feature)[0]
        return units < 0 ? nil : feature.text(of: units)
    }

    private static func name(_ lookup: NameLookup, _ columns: some FeatureColumns) -> String? {
        let id = columns.names(lookup.feature)[0]
        return lookup.resolved(id == 0 ? nil : columns.name(id))
    }

    /// The fields whose lack makes the condition unknown, each once; empty where it is not.
    public var lackingFields: [String] {
        guard truth == .unknown else { return [] }
        var fields: [String] = []
        for field in condition.featureName.map({ [$0] }) ?? parts.flatMap(\.lackingFields)
        where !fields.contains(field) {
            fields.append(field)
        }
        return fields
    }
}

extension Explanation: CustomStringConvertible {
    /// A line a rule and a line a condition, indented by depth.
    public var description: String {
        steps.map { step in
            let heading = "\(step.rule.name): \(step.truth)"
            let lines = step.condition.map { $0.lines(indent: 1) } ?? []
            let choice = step.choice.map { ["  \($0)"] } ?? []
            return ([heading] + lines + choice).joined(separator: "\n")
        }.joined(separator: "\n")
    }
}

extension ConditionExplanation {
    fileprivate func lines(indent: Int) -> [String] {
        let blank = String(repeating: "  ", count: indent)
        let line = "\(blank)\(condition): \(truth)\(remark)"
        return [line] + parts.flatMap { $0.lines(indent: indent + 1) }
    }

    private var remark: String {
        guard let field = condition.featureName else { return "" }
        return observed.map { " (\(field) is \($0))" } ?? " (\(field) is not recorded)"
    }
}
