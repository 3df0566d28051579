import Pricing
import Replay

/// A cost column with its place in the report: every list of columns is made from these.
struct ColumnSummary {
    enum Kind: String {
        case asRequested = "as_requested"
        case asServed = "as_served"
        case baseline
        case policy
        /// A policy that looks at what is known only afterwards: a bound.
        case oracle
    }

    let kind: Kind
    /// The baseline's model or the policy's name.
    let name: String?
    let column: CostColumn
    /// Against as requested; nil for itself and where the same calls are not priced in both.
    let comparison: Comparison?

    /// What the column is, in words.
    var label: Phrase {
        switch kind {
        case .asRequested: "as requested"
        case .asServed: "as served"
        case .baseline: "all at \(name: name ?? "")"
        case .policy: "policy \(name: name ?? "")"
        case .oracle: "oracle \(name: name ?? "") (a bound)"
        }
    }
}

extension ReplayResult {
    /// The cost columns in the order of the report.
    var columns: [ColumnSummary] {
        [ColumnSummary(kind: .asRequested, name: nil, column: asRequested, comparison: nil)]
            + [asServed].compactMap { $0 }.map { summary(.asServed, nil, $0) }
            + baselines.map { summary(.baseline, $0.model, $0.column) }
            + policies.map {
                ColumnSummary(
                    kind: $0.kind, name: $0.name, column: $0.column,
                    comparison: $0.savingAgainstRequested.map(Comparison.init))
            }
    }

    private func summary(
        _ kind: ColumnSummary.Kind, _ name: String?, _ column: CostColumn
    ) -> ColumnSummary {
        ColumnSummary(
            kind: kind, name: name, column: column,
            comparison: Comparison(column, with: asRequested))
    }

    var money: MoneyText { MoneyText(currency: prices.currency) }
}

extension PolicyOutcome {
    var kind: ColumnSummary.Kind { isOracle ? .oracle : .policy }
    /// The name, and whether it is a bound.
    var label: Phrase { "\(name: name)\(isOracle ? " (oracle)" : "")" }
    var savingAgainstRequested: Saving? { savings.first { $0.against == .asRequested } }
}
