import Finance
import Pricing
import Replay

/// The pictures of a replay and the numbers at its head.
struct ReplayCharts {
    let result: ReplayResult
    /// Groups by a time and the model; none where they were not asked for.
    let timeline: [GroupOutcome]

    /// Waterfalls and group charts of more policies would say the same again and again.
    static let policies = 3

    var all: [ReportDocument.Section] {
        guard result.traffic.requests > 0, !result.asRequested.isUnpriced else { return [] }
        let charts =
            [SpendOverTime(result: result, groups: timeline).chart, columns]
            + result.policies.prefix(Self.policies).map {
                CostWaterfall(result: result, policy: $0).chart
            } + GroupCharts(result: result).all
        return [
            ReportDocument.Section(
                title: "At a glance", blocks: charts.compactMap { $0 }.map { .chart($0) })
        ]
    }

    // MARK: Columns side by side

    private var columns: Chart? {
        let bars = result.columns.compactMap(bar)
        guard bars.count > 1 else { return nil }
        let priced = Numbers.counted(result.asRequested.pricedRequests, "request")
        let left = result.columns.count - bars.count
        let summary: Phrase =
            left == 0
            ? "What the same \(priced) cost in each way."
            : "What the same \(priced) cost; ways that price other requests are left out."
        return Chart(
            title: "Side by side", summary: summary, values: .amounts(currency), plot: .bars(bars))
    }

    private var currency: Currency { result.prices.currency }

    /// A column over the very requests that are priced as requested; nil where it lacks some.
    private func bar(_ column: ColumnSummary) -> Chart.Bar? {
        guard let cost = comparableCost(column) else { return nil }
        let tone: Chart.Bar.Tone =
            switch column.kind {
            case .asRequested: .reference
            case .policy, .oracle: .accent
            case .asServed, .baseline: .usual
            }
        return Chart.Bar(
            name: column.label, value: cost.approximate, text: result.money.brief(cost),
            tone: tone)
    }

    private func comparableCost(_ column: ColumnSummary) -> Money? {
        if column.kind == .asRequested { return column.column.total }
        guard let comparison = column.comparison,
            comparison.requests == result.asRequested.pricedRequests
        else { return nil }
        return comparison.base - comparison.saved
    }

    // MARK: Numbers at the head

    var highlights: [ReportDocument.Highlight] {
        guard result.traffic.requests > 0, !result.asRequested.isUnpriced else { return [] }
        let requests = Numbers.counted(result.traffic.requests, "request")
        let unpriced = result.asRequested.unpricedRequests
        let requested = ReportDocument.Highlight(
            label: "As requested", value: result.money.brief(result.asRequested.total),
            note: Phrase(
                unpriced == 0 ? requests : "\(requests), \(Numbers.grouped(unpriced)) unpriced"))
        let policies = result.policies.prefix(Self.policies).compactMap(highlight)
        return [requested] + policies + (policies.count == 1 ? saved : []) + [tokens]
    }

    private func highlight(_ policy: PolicyOutcome) -> ReportDocument.Highlight? {
        guard !policy.column.isUnpriced else { return nil }
        return ReportDocument.Highlight(
            label: "Policy \(policy.label)", value: result.money.brief(policy.column.total),
            note: note(policy))
    }

    private func note(_ policy: PolicyOutcome) -> Phrase {
        guard let saving = policy.savingAgainstRequested,
            let change = Percentage(-saving.saved, of: saving.base)
        else { return "not comparable" }
        let isWhole = saving.comparedRequests == result.traffic.requests
        let compared = Numbers.counted(saving.comparedRequests, "request")
        return Phrase(change.changeText + (isWhole ? " vs. as requested" : " over \(compared)"))
    }

    /// What a policy saves, where there is but one.
    private var saved: [ReportDocument.Highlight] {
        guard let saving = result.policies.first?.savingAgainstRequested,
            saving.comparedRequests > 0
        else { return [] }
        let isLess = saving.saved >= .zero
        return [
            ReportDocument.Highlight(
                label: isLess ? "Saved" : "Costs more",
                value: result.money.brief(isLess ? saving.saved : -saving.saved),
                note: "over \(Numbers.counted(saving.comparedRequests, "request"))")
        ]
    }

    private var tokens: ReportDocument.Highlight {
        let usage = result.traffic.usage
        return ReportDocument.Highlight(
            label: "Tokens", value: Numbers.grouped(usage.total),
            note: Phrase("\(Numbers.grouped(usage.output)) of them output"))
    }
}
