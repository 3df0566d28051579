extension Policy {
    /// A number in the rules that a what-if changes.
    public enum Variable: Hashable, Sendable {
        /// A named one.
        case parameter(String)
        /// A number that a feature is compared with, as it stands in the rules.
        case bound(NumericFeature, Int64)

        func matches(_ feature: NumericFeature, _ operand: Condition.Operand) -> Bool {
            switch self {
            case .parameter(let name): operand.parameter == name
            case .bound(let other, let value): feature == other && operand.value == value
            }
        }
    }

    /// The numbers that a feature is compared with, in the order of the rules, each once.
    public func bounds(of feature: NumericFeature) -> [Int64] {
        comparisons.filter { $0.feature == feature }.map(\.operand.value).reduce(into: []) {
            if !$0.contains($1) { $0.append($1) }
        }
    }

    /// Whether what the variable is compared with has whole numbers only.
    public func comparesWholeNumbers(with variable: Variable) -> Bool {
        comparisons.allSatisfy { comparison in
            !variable.matches(comparison.feature, comparison.operand)
                || comparison.feature.decimals == 0
        }
    }

    /// Whether a rule compares anything with the variable.
    public func uses(_ variable: Variable) -> Bool {
        comparisons.contains { variable.matches($0.feature, $0.operand) }
    }

    /// The feature and the bound, where the variable does nothing but decide whether one feature is
    /// greater than one bound; nil where it decides more than that.
    public func onlyBound(_ variable: Variable) -> (feature: NumericFeature, bound: Int64)? {
        let own = comparisons.filter { variable.matches($0.feature, $0.operand) }
        guard let first = own.first else { return nil }
        let alike = comparisons.filter { comparison in
            comparison.feature == first.feature && comparison.touches(first.operand.value)
        }
        let isPlain = own.allSatisfy { comparison in
            comparison.feature == first.feature && comparison.operand.value == first.operand.value
                && [.greater, .atMost].contains(comparison.comparison)
        }
        return isPlain && alike.count == own.count ? (first.feature, first.operand.value) : nil
    }

    /// The policy with another number in place of the variable.
    public func setting(_ variable: Variable, to value: Int64) -> Policy {
        var policy = self
        policy.rules = rules.map { rule in
            rule.mappingOperands { feature, operand in
                variable.matches(feature, operand)
                    ? Condition.Operand(value, parameter: operand.parameter) : operand
            }
        }
        policy.parameters = parameters.map { parameter in
            .parameter(parameter.name) == variable
                ? Parameter(name: parameter.name, value: value) : parameter
        }
        return policy
    }

    /// The policy in which the variable has a name of its own, so that it is still told from equal
    /// numbers once it has another value.
    public func naming(_ variable: Variable, _ name: String) -> Policy {
        var policy = self
        policy.rules = rules.map { rule in
            rule.mappingOperands { feature, operand in
                variable.matches(feature, operand)
                    ? Condition.Operand(operand.value, parameter: name) : operand
            }
        }
        return policy
    }

    /// The policy whose rules that give one fixed model give another instead.
    public func replacing(_ model: String, by other: String) -> Policy {
        var policy = self
        policy.rules = rules.map { rule in
            guard case .model(let used) = rule.use, used.isExactly(model) else { return rule }
            return Rule(name: rule.name, when: rule.when, use: .model(other))
        }
        policy.outcomes = Self.outcomes(of: policy.rules)
        return policy
    }

    /// The fixed models that rules give, in their order, each once.
    public var fixedModels: [String] {
        rules.compactMap { if case .model(let model) = $0.use { model } else { nil } }.reduce(
            into: []
        ) { models, model in
            if !models.contains(where: { $0.isExactly(model) }) { models.append(model) }
        }
    }

    private var comparisons: [NumberComparison] {
        rules.compactMap(\.when).flatMap(\.leaves).compactMap { leaf in
            guard case .number(let feature, let comparison, let operand) = leaf else { return nil }
            return NumberComparison(feature: feature, comparison: comparison, operand: operand)
        }
    }
}

/// A comparison of a number as it stands in a rule.
private struct NumberComparison {
    let feature: NumericFeature
    let comparison: Condition.Comparison
    let operand: Condition.Operand

    /// Whether it comes down to asking whether the number is greater than this bound.
    func touches(_ bound: Int64) -> Bool {
        switch comparison {
        case .greater, .atMost: operand.value == bound
        case .atLeast, .less: operand.value - 1 == bound
        case .equal, .notEqual: operand.value == bound || operand.value - 1 == bound
        }
    }
}

private typealias OperandChange = (NumericFeature, Condition.Operand) -> Condition.Operand

extension Policy.Rule {
    fileprivate func mappingOperands(_ change: OperandChange) -> Policy.Rule {
        Policy.Rule(name: name, when: when?.mappingOperands(change), use: use)
    }
}

extension Condition {
    fileprivate func mappingOperands(_ change: OperandChange) -> Condition {
        switch self {
        case .number(let feature, let comparison, let operand):
            .number(feature, comparison, change(feature, operand))
        case .name, .flag, .text: self
        case .not(let part): .not(part.mappingOperands(change))
        case .all(let parts): .all(parts.map { $0.mappingOperands(change) })
        case .any(let parts): .any(parts.map { $0.mappingOperands(change) })
        }
    }
}
