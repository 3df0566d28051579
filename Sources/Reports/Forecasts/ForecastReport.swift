import Forecasting
import Pricing
import Replay

/// A forecast, for people.
public struct ForecastReport: PrintedReport, Sendable {
    let outcome: ForecastOutcome

    /// A report.
    public init(_ outcome: ForecastOutcome) { self.outcome = outcome }

    /// What the report says.
    public var document: ReportDocument {
        ReportDocument(
            title: "Forecast, \(name: outcome.subject)", lead: lead,
            highlights: measures.map(\.highlight),
            sections: [
                ReportDocument.Section(
                    title: "At a glance", blocks: measures.map { .chart($0.chart) })
            ] + budgetSections
                + measures.flatMap(\.sections)
                + [ReportDocument.Section(title: "What this rests on", blocks: [.list(basis)])])
    }

    private var measures: [ForecastSections] {
        outcome.measures.map { ForecastSections(outcome, $0) }
    }

    private var lead: [Phrase] {
        measures.map(\.answer)
            + BudgetSentences(outcome).answers + gaps
    }

    private var gaps: [Phrase] { ForecastBasis(outcome).gaps.map { Phrase($0) } }

    private var budgetSections: [ReportDocument.Section] {
        guard let budget = outcome.budget else { return [] }
        let spend = outcome.measures.first { $0.measure == .spend }
        let decimals = spend.map { MeasureText(outcome, $0).decimals } ?? 2
        let table = Table(
            of: budget.stretches,
            [
                .text(Phrase(budget.unit.rawValue)) { Phrase($0.label) },
                .cost("spent so far", outcome.currency) { $0.spent },
                .estimate("expected in all", outcome.currency, decimals: decimals) {
                    $0.projection.value
                },
                .estimate("95 % from", outcome.currency, decimals: decimals) {
                    $0.projection.lower
                },
                .estimate("95 % to", outcome.currency, decimals: decimals) {
                    $0.projection.upper
                },
                .text("used up") {
                    Phrase(BudgetSentences(outcome).exhaustion($0.projection))
                },
                .text("") {
                    Phrase(BudgetSentences(outcome).verdict($0.projection).rawValue)
                },
            ])
        let limit = MoneyText(currency: outcome.currency).brief(budget.limit)
        return [
            ReportDocument.Section(
                title: "Budget: \(limit) a \(budget.unit.rawValue)", blocks: [.table(table)])
        ]
    }

    private var basis: [Phrase] {
        ForecastBasis(outcome).sentences.map { Phrase(markup: $0) }
    }
}
