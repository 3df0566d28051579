import Routing

/// A policy whose swept numbers have names of their own, so that each is still told from the
/// others where their values meet.
struct SweptPolicy {
    /// More combinations of values are not tried.
    static let mostPoints = 100_000

    let axes: [SweepAxis]
    private let named: Policy

    /// - Throws: `ReplayError` where two axes are the same number, or there are too many points.
    init(_ policy: Policy, _ axes: [SweepAxis]) throws(ReplayError) {
        self.axes = axes
        named = axes.indices.reduce(policy) { named, index in
            named.naming(axes[index].variable, Self.name(index))
        }
        for (index, axis) in axes.enumerated() where !named.uses(.parameter(Self.name(index))) {
            throw ReplayError(
                "--sweep \(axis.name): another --sweep varies the same number; give each once")
        }
        let count = axes.reduce(1) { $0 * $1.values.count }
        guard count <= Self.mostPoints else {
            throw ReplayError(
                "\(count) combinations of values; expected at most \(Self.mostPoints)")
        }
    }

    /// What the number of an axis is called.
    static func name(_ axis: Int) -> String { "axis \(axis)" }

    /// All combinations of the first axes' values, the last varying fastest.
    func grid(axes count: Int) -> [[Int64]] {
        axes.prefix(count).reduce([[]]) { grid, axis in
            grid.flatMap { point in axis.values.map { point + [$0] } }
        }
    }

    /// The policy with values for the first axes.
    func policy(at values: [Int64]) -> Policy {
        values.enumerated().reduce(named) { policy, axis in
            policy.setting(.parameter(Self.name(axis.offset)), to: axis.element)
        }
    }
}
