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
    /// What the calls cost at every point of one or two axes.
    ///
    /// The calls are read once; where an axis does nothing but decide whether one number is over a
    /// bound, all its values are answered in one pass over them, otherwise each in a pass of its own.
    ///
    /// - Precondition: There is at least one axis.
    ///
    /// - Parameters:
    ///   - policy: The policy that is varied.
    ///   - axes: What is varied, each number once.
    /// - Returns: One point for each pair of values, the last axis varying fastest.
    /// - Throws: `ReplayError` where a call lacks what a deciding rule asks for.
    public func sweep(_ policy: Policy, over axes: [SweepAxis]) throws -> [SweepPoint] {
        let names = axes.indices.map { "axis \($0)" }
        let named = zip(axes, names).reduce(policy) { $0.naming($1.0.variable, $1.1) }
        let last = axes.count - 1
        return try Self.grid(axes.dropLast().map(\.values)).flatMap { values in
            let fixed = zip(names, values).reduce(named) { $0.setting(.parameter($1.0), to: $1.1) }
            let answers = try answers(fixed, names[last], axes[last].values)
            return zip(axes[last].values, answers).map { value, answer in
                SweepPoint(values: values + [value], answer: answer)
            }
        }
    }

    /// All combinations of values, the last varying fastest.
    private static func grid(_ values: [[Int64]]) -> [[Int64]] {
        values.reduce([[]]) { grid, values in grid.flatMap { point in values.map { point + [$0] } }
        }
    }

    private func answers(
        _ policy: Policy, _ parameter: String, _ values: [Int64]
    ) throws -> [WhatIf] {
        if let varied = policy.onlyBound(.parameter(parameter)) {
            let selector = try ModelSelector(policy, prices: plan.decidingPrices)
            return try costs(
                under: selector, varying: varied.feature, over: varied.bound, to: values)
        }
        return try values.map { value in
            try cost(
                under: ModelSelector(
                    policy.setting(.parameter(parameter), to: value), prices: plan.decidingPrices))
        }
    }
}
