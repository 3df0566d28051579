public import Capacity
import Limits
import Pricing
import Statistics

/// Whether a plan bears the traffic, for people.
public struct CapacityReport: PrintedReport, Sendable {
    let outcome: CapacityOutcome

    /// A report.
    public init(_ outcome: CapacityOutcome) { self.outcome = outcome }

    /// What the report says.
    public var document: ReportDocument {
        let tables = CapacityTables(outcome)
        return ReportDocument(
            title: "Capacity of \(name: outcome.study.file.name)",
            lead: CapacityAnswer(outcome).sentences, highlights: highlights,
            sections: [
                tables.found, tables.scenarios, CapacitySpread(outcome).section,
                CapacityDeployments(outcome).section, tables.quotas,
                CapacityTimeline(outcome).section, CapacityFormulas(outcome).section,
                CapacityNotes(outcome).section,
            ])
    }

    private var highlights: [ReportDocument.Highlight] {
        let result = outcome.base.result
        let quantiles = result.latency.quantiles([0.95, 0.99])
        let lost = Percentage(result.requests.lost, of: result.requests.arrived)
        return [
            ReportDocument.Highlight(
                label: "not served", value: lost?.text ?? "–",
                note: "\(Numbers.counted(result.requests.lost, "request")) of "
                    + "\(Numbers.grouped(result.requests.arrived))"),
            ReportDocument.Highlight(
                label: "latency P95", value: quantiles.map(Self.span(0)) ?? "–",
                note: "P99 \(quantiles.map(Self.span(1)) ?? "–"), of those served"),
            ReportDocument.Highlight(
                label: "cost", value: Self.money(outcome.base.cost.served, outcome),
                note: "of the simulated traffic, fallbacks included"),
        ]
    }

    private static func span(_ place: Int) -> ([Int64]) -> String {
        { SpanText.brief(TimeSpan(nanoseconds: $0[place])) }
    }

    static func money(_ amount: Money, _ outcome: CapacityOutcome) -> String {
        MoneyText(currency: outcome.study.prices.currency).brief(amount)
    }
}
