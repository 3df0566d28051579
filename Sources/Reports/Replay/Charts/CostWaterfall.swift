import Pricing
import Replay

/// How a policy's bill comes about: from as requested by what each model gets less or more.
struct CostWaterfall {
    let result: ReplayResult
    let policy: PolicyOutcome

    private typealias Step = (name: Phrase, amount: Money)

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
            values: Chart.Axis(Phrase(result.prices.currency.code), .money(result.prices.currency)),
            plot: .waterfall(bars(steps)))
    }

    /// What each model gets less or more, the least first; a model without a change is none.
    private var changes: [Step] {
        var changes: [ExactText: Money] = [:]
        for model in result.asRequested.models {
            changes[model.model.exact, default: .zero] -= model.cost
        }
        for model in policy.column.models {
            changes[model.model.exact, default: .zero] += model.cost
        }
        return changes.filter { $0.value != .zero }.sorted {
            ($0.value, $0.key) < ($1.value, $1.key)
        }
        .map { model, amount in
            let name: Phrase = model.text.isEmpty ? "(none)" : .name(model.text)
            return (amount < .zero ? "away from \(name)" : "to \(name)", amount)
        }
    }

    /// The changes, those of least weight together.
    private var steps: [Step] {
        let changes = changes
        guard changes.count > Self.steps + 1 else { return changes }
        let ranked = changes.indices.sorted {
            abs(changes[$0].amount) > abs(changes[$1].amount)
        }
        let kept = ranked.prefix(Self.steps).sorted().map { changes[$0] }
        let rest = ranked.dropFirst(Self.steps).map { changes[$0].amount }
        return kept + [("\(rest.count) other models", rest.reduce(.zero, +))]
    }

    private func bars(_ steps: [Step]) -> [Chart.Bar] {
        let (start, end) = (result.asRequested.total, policy.column.total)
        let texts = texts(start, steps.map(\.amount), end)
        let first = Chart.Bar(
            name: "as requested", value: start.approximation, text: texts.start, tone: .reference)
        let last = Chart.Bar(
            name: "policy \(policy.label)", value: end.approximation, text: texts.end, tone: .accent
        )
        let changes = zip(steps, texts.steps).map { step, text in
            Chart.Bar(name: step.name, value: step.amount.approximation, text: text)
        }
        return [first] + changes + [last]
    }

    /// The amounts as they are printed: those of the steps add up to the difference of the others,
    /// for which the largest takes what rounding leaves.
    private func texts(
        _ start: Money, _ steps: [Money], _ end: Money
    ) -> (start: String, steps: [String], end: String) {
        let decimals = max(MoneyText.briefDecimals(start), MoneyText.briefDecimals(end))
        let ends = [start, end].map { rounded([$0], decimals)[0] }
        var parts = rounded(steps, decimals)
        if let largest = parts.indices.max(by: { abs(parts[$0]) < abs(parts[$1]) }) {
            parts[largest] += ends[1] - ends[0] - parts.reduce(.zero, +)
        }
        func text(_ amount: Money, isChange: Bool) -> String {
            let text = result.money.text(amount, decimals: decimals)
            return (isChange && amount > .zero ? "+" : "") + text
        }
        return (
            text(ends[0], isChange: false), parts.map { text($0, isChange: true) },
            text(ends[1], isChange: false)
        )
    }

    private func rounded(_ amounts: [Money], _ decimals: Int) -> [Money] {
        Money.apportioned(amounts, total: amounts.reduce(.zero, +), decimals: decimals)
    }

    private func abs(_ amount: Money) -> Money { amount < .zero ? -amount : amount }
}
