/// The conditions of a policy as steps of a stack machine whose values are columns.
struct PolicyProgram: Sendable {
    enum Step: Sendable {
        /// Pushes whether the number is greater.
        case exceeds(NumericFeature, Int64)
        /// Pushes this truth where there is a number: what a comparison gives whose bound is varied.
        case decided(NumericFeature, Bool)
        /// Pushes the result of the look-up with this index.
        case name(Int)
        /// Pushes whether it is so.
        case flag(FlagFeature)
        /// Pushes a recorded match.
        case text(TextProbe)
        /// Replaces the topmost value.
        case not
        /// Replace the two topmost values.
        case and, or
    }

    /// How one of several routes is chosen.
    enum Choice: Sendable {
        case lot(Lot)
        case price(PriceChoice)
    }

    struct Rule: Sendable {
        /// Nil where the rule has no condition.
        let steps: [Step]?
        /// The number of its first outcome.
        let outcome: UInt16
        /// Nil where the rule has one outcome.
        let choice: Choice?
    }

    private(set) var rules: [Rule] = []
    private(set) var lookups: [NameLookup] = []
    /// The outcomes that keep a model which the request has to name.
    private(set) var outcomesNeedingModel: [UInt16] = []
    /// How many columns are needed at once.
    private(set) var stackDepth = 0

    private let missingModel: String?
    private var height = 0

    /// The rules of a policy, and how each chooses among its outcomes.
    init(_ policy: Policy, choices: [Choice?]) {
        missingModel = policy.missingModel
        for (index, outcome) in policy.outcomes.enumerated() {
            if outcome.rule == rules.count {
                append(
                    policy.rules[outcome.rule].when, outcome: UInt16(index),
                    choices[outcome.rule])
            }
            if outcome.route == .requested && missingModel == nil {
                outcomesNeedingModel.append(UInt16(index))
            }
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
                }, outcome: rule.outcome, choice: rule.choice)
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
        append(condition, outcome: 0, nil)
    }

    private mutating func append(_ condition: Condition?, outcome: UInt16, _ choice: Choice?) {
        height = 0
        rules.append(
            Rule(steps: condition.map { steps(for: $0) }, outcome: outcome, choice: choice))
    }

    private mutating func steps(for condition: Condition) -> [Step] {
        switch condition {
        case .number(let feature, let comparison, let operand):
            return pushing(comparison.steps(feature, operand.value))
        case .name(let feature, let test):
            let substitute = feature == .model ? missingModel : nil
            lookups.append(NameLookup(feature: feature, test: test, substitute: substitute))
            return pushing([.name(lookups.count - 1)])
        case .flag(let feature): return pushing([.flag(feature)])
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
