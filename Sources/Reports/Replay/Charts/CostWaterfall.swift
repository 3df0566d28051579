import Pricing
import Replay

/// How a policy's bill comes about: from as requested by what each model gets less or more.
struct CostWaterfall {
    let result: ReplayResult
    let policy: PolicyOutcome

    /// Steps beyond these stand together.
    private static let steps = 7

    /// The picture; nil where other calls are priced than as requested, or nothing moves.
    var chart: Chart? {
        guard let saving = policy.savingAgainstRequested,
            saving.comparedRequests == policy.column.pricedRequests,
            saving.comparedRequests == result.asRequested.pricedRequests
        else { return nil }
        let steps = steps
        guard !steps.isEmpty else { return nil }
        return Chart(
            title: "From as requested to \(policy.label)",
            summary: """
                What requests that leave a model no longer cost there, and what those that come to \
                a model cost instead.
                """,
            values: .amounts(result.prices.currency),
            plot: .waterfall(
                from: ("as requested", result.asRequested.total), by: steps,
                to: ("policy \(policy.label)", policy.column.total), result.money))
    }

    /// What each model gets less or more, the least first; a model without a change is none.
    private var changes: [Chart.Plot.Step] {
        var changes: [ExactText: Money] = [:]
        for cost in result.asRequested.models {
            changes[cost.model.exact, default: .zero] -= cost.cost
        }
        for cost in policy.column.models { changes[cost.model.exact, default: .zero] += cost.cost }
        return changes.filter { $0.value != .zero }
            .sorted { ($0.value, $0.key) < ($1.value, $1.key) }
            .map { model, amount in
                let name: Phrase = model.text.isEmpty ? "(none)" : .name(model.text)
                return (amount < .zero ? "away from \(name)" : "to \(name)", amount)
            }
    }

    /// The changes, those of least weight together.
    private var steps: [Chart.Plot.Step] {
        let changes = changes
        guard changes.count > Self.steps + 1 else { return changes }
        let ranked = changes.indices.sorted {
            (changes[$1].amount.magnitude, $0) < (changes[$0].amount.magnitude, $1)
        }
        let kept = ranked.prefix(Self.steps).sorted().map { changes[$0] }
        let rest = ranked.dropFirst(Self.steps).map { changes[$0].amount }
        return kept + [("\(rest.count) other models", rest.reduce(.zero, +))]
    }
}
