import Audit
import Finance
import Pricing

/// How one bill leads to the other, and the numbers at the head of the report.
struct DifferenceChart {
    let difference: Difference
    /// What makes the difference up, in words.
    let effects: [Chart.Plot.Step]

    private var money: MoneyText { MoneyText(currency: difference.currency) }

    /// The effects in a row; nothing where the bills are the same.
    var blocks: [ReportDocument.Block] {
        guard difference.change != .zero else { return [] }
        let chart = Chart(
            title: "From before to after",
            summary: """
                What other prices, more or fewer tokens, and other shares of models and kinds of \
                token do to the bill.
                """,
            values: .amounts(difference.currency),
            plot: .waterfall(
                from: (.name(difference.labels.before), difference.compared.before),
                by: effects.filter { $0.amount != .zero },
                to: (.name(difference.labels.after), difference.compared.after), money))
        return [.chart(chart)]
    }

    /// Both bills and what lies between them.
    var highlights: [ReportDocument.Highlight] {
        guard !difference.comparesNothing else { return [] }
        let (before, after) = difference.compared
        let change = difference.change
        let share = Percentage(change, of: before).map { Phrase($0.changeText) }
        return [
            highlight("Before", money.brief(before), \.before),
            highlight("After", money.brief(after), \.after),
            ReportDocument.Highlight(
                label: "Change", value: (change > .zero ? "+" : "") + money.brief(change),
                note: share ?? ""),
        ]
    }

    private func highlight(
        _ label: Phrase, _ value: String, _ side: (Difference.Model) -> Difference.Part
    ) -> ReportDocument.Highlight {
        let parts = difference.models.filter { $0.effects != nil }.map(side)
        let compared = parts.reduce(UInt64(0)) { $0 + $1.requests - min($1.unpriced, $1.requests) }
        return ReportDocument.Highlight(
            label: label, value: value,
            note: Phrase("\(Numbers.counted(compared, "request")) compared"))
    }
}
