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
        let columns = result.columns.filter { $0.column.summary.amount != nil }
        guard columns.count > 1 else { return nil }
        return Chart(
            title: "Side by side", summary: summary(columns),
            values: Chart.Axis(Phrase(currency.code), .money(currency)),
            plot: .bars(columns.map(bar)))
    }

    private func summary(_ columns: [ColumnSummary]) -> Phrase {
        let isWhole = columns.allSatisfy { $0.column.unpricedRequests == 0 }
        let start: Phrase = "What the same requests cost in each way"
        return isWhole ? start + "." : start + ", as far as each prices them."
    }

    private var currency: Currency { result.prices.currency }

    private func bar(_ column: ColumnSummary) -> Chart.Bar {
        let tone: Chart.Bar.Tone =
            switch column.kind {
            case .asRequested: .reference
            case .policy, .oracle: .accent
            case .asServed, .baseline: .usual
            }
        return Chart.Bar(
            name: column.label, value: column.column.total.approximation,
            text: result.money.brief(column.column.total), tone: tone)
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
        let saving = policy.savingAgainstRequested
        let change = saving.flatMap { Percentage(-$0.saved, of: $0.base) }
        return ReportDocument.Highlight(
            label: "Policy \(policy.label)", value: result.money.brief(policy.column.total),
            note: change.map { Phrase("\($0.changeText) vs. as requested") } ?? "not comparable")
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
