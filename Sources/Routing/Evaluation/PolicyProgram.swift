/// The conditions of a policy as steps of a stack machine whose values are columns.
struct PolicyProgram: Sendable {
    enum Step: Sendable {
        /// Pushes whether the number is greater.
        case exceeds(NumericFeature, Int64)
        /// Pushes this truth where there is a number: what a comparison gives whose bound is varied.
        case decided(NumericFeature, Bool)
        /// Pushes the result of the look-up with this index.
        case name(Int)
        /// Pushes a recorded match.
        case text(TextProbe)
        /// Replaces the topmost value.
        case not
        /// Replace the two topmost values.
        case and, or
    }

    struct Rule: Sendable {
        /// Nil where the rule has no condition.
        let steps: [Step]?
        let needsModel: Bool
    }

    private(set) var rules: [Rule] = []
    private(set) var lookups: [NameLookup] = []
    /// How many columns are needed at once.
    private(set) var stackDepth = 0

    private let missingModel: String?
    private var height = 0

    init(_ policy: Policy) {
        missingModel = policy.missingModel
        for rule in policy.rules {
            let needsModel = rule.use == .requested && policy.missingModel == nil
            append(rule.when, needsModel: needsModel)
        }
    }

    /// The program in which every "greater than" this bound of the feature has been decided.
    func deciding(_ feature: NumericFeature, _ bound: Int64, as truth: Bool) -> PolicyProgram {
        var program = self
        program.rules = rules.map { rule in
            Rule(
                steps: rule.steps?.map { step in
                    guard case .exceeds(feature, bound) = step else { return step }
                    return .decided(feature, truth)
                }, needsModel: rule.needsModel)
        }
        return program
    }

    /// Whether a rule compares the feature with this bound.
    func compares(_ feature: NumericFeature, _ bound: Int64) -> Bool {
        rules.contains { rule in
            rule.steps?.contains { step in
                if case .exceeds(feature, bound) = step { true } else { false }
            } ?? false
        }
    }

    init(_ condition: Condition, missingModel: String?) {
        self.missingModel = missingModel
        append(condition, needsModel: false)
    }

    private mutating func append(_ condition: Condition?, needsModel: Bool) {
        height = 0
        rules.append(Rule(steps: condition.map { steps(for: $0) }, needsModel: needsModel))
    }

    private mutating func steps(for condition: Condition) -> [Step] {
        switch condition {
        case .number(let feature, let comparison, let operand):
            return pushing(comparison.steps(feature, operand.value))
        case .name(let feature, let test):
            let substitute = feature == .model ? missingModel : nil
            lookups.append(NameLookup(feature: feature, test: test, substitute: substitute))
            return pushing([.name(lookups.count - 1)])
        case .text(let probe): return pushing([.text(probe)])
        case .not(let part): return steps(for: part) + [.not]
        case .all(let parts): return steps(joining: parts, by: .and)
        case .any(let parts): return steps(joining: parts, by: .or)
        }
    }

    private mutating func steps(joining parts: [Condition], by connective: Step) -> [Step] {
        precondition(!parts.isEmpty, "and, or join at least one condition")
        var joined: [Step] = []
        for part in parts {
            let isFirst = joined.isEmpty
            joined += steps(for: part)
            guard !isFirst else { continue }
            joined.append(connective)
            height -= 1
        }
        return joined
    }

    /// A comparison needs two columns at most, and leaves one.
    private mutating func pushing(_ steps: [Step]) -> [Step] {
        height += 1
        stackDepth = max(stackDepth, height + 1)
        return steps
    }
}

extension Condition.Comparison {
    /// Every comparison of integers comes down to "greater than".
    fileprivate func steps(_ feature: NumericFeature, _ value: Int64) -> [PolicyProgram.Step] {
        let above = PolicyProgram.Step.exceeds(feature, value)
        let atLeast = PolicyProgram.Step.exceeds(feature, value - 1)
        return switch self {
        case .greater: [above]
        case .atLeast: [atLeast]
        case .less: [atLeast, .not]
        case .atMost: [above, .not]
        case .equal: [atLeast, above, .not, .and]
        case .notEqual: [atLeast, above, .not, .and, .not]
        }
    }
}
