import Pricing
public import Routing

/// What the calls cost at one point of a sweep.
public struct SweepPoint: Sendable {
    /// The value of each axis.
    public let values: [Int64]
    /// The answer there.
    public let answer: WhatIf
}

extension ResidentCalls {
    /// What the calls cost at every combination of the axes' values.
    ///
    /// The calls are read once; where the last axis does nothing but decide whether one number is
    /// over a bound, all its values are answered in one pass over them, otherwise each in a pass of
    /// its own.
    ///
    /// - Precondition: There is at least one axis.
    ///
    /// - Parameters:
    ///   - policy: The policy that is varied.
    ///   - axes: What is varied, each number once.
    /// - Returns: One point for each combination of values, the last axis varying fastest.
    /// - Throws: `ReplayError` where two axes are the same number, there are too many points, or a
    ///   call lacks what a deciding rule asks for.
    public func sweep(_ policy: Policy, over axes: [SweepAxis]) throws -> [SweepPoint] {
        let swept = try SweptPolicy(policy, axes)
        let last = axes.count - 1
        return try swept.grid(axes: last).flatMap { values in
            let answers = try answers(
                swept.policy(at: values), SweptPolicy.name(last), axes[last].values)
            return zip(axes[last].values, answers).map { value, answer in
                SweepPoint(values: values + [value], answer: answer)
            }
        }
    }

    private func answers(
        _ policy: Policy, _ parameter: String, _ values: [Int64]
    ) throws -> [WhatIf] {
        if let varied = policy.onlyBound(.parameter(parameter)) {
            let selector = try ModelSelector(policy, prices: plan.decidingPrices)
            // One pass decides each call both ways; where a call lacks what only the way not taken
            // looks at, each value has to be asked for by itself.
            if let answers = try? costs(
                under: selector, varying: varied.feature, over: varied.bound, to: values)
            {
                return answers
            }
        }
        return try values.map { value in
            try cost(
                under: ModelSelector(
                    policy.setting(.parameter(parameter), to: value), prices: plan.decidingPrices))
        }
    }
}
