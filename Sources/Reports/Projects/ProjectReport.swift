public import Finance
import Pricing
import Statistics

/// Whether a project pays, for the people who sign it.
public struct ProjectReport: PrintedReport, Sendable {
    let outcome: ProjectOutcome
    let measuredOn: [String]
    let gaps: [String]

    var project: Project { outcome.project }
    var text: ProjectText { ProjectText(currency: project.currency) }
    var term: Int { project.numbers.months }

    /// A report.
    ///
    /// - Parameters:
    ///   - outcome: What comes of the project.
    ///   - gaps: Sentences on what the saving leaves out.
    ///   - measuredOn: Sentences on the logs that were measured, and what that rests on.
    public init(_ outcome: ProjectOutcome, gaps: [String] = [], measuredOn: [String] = []) {
        (self.outcome, self.gaps, self.measuredOn) = (outcome, gaps, measuredOn)
    }

    /// What the report says.
    public var document: ReportDocument {
        ReportDocument(
            title: "Return on \(name: project.scenario.name)",
            lead: [answer] + gaps.map { Phrase($0) } + [key],
            highlights: highlights,
            sections: [
                inputs, exactResults, projectedResults, years, volumes, breakEven, selfHosting,
                unitCosts, sensitivity, simulation, assumptions, provenance,
            ])
    }

    private var highlights: [ReportDocument.Highlight] {
        let span = Numbers.counted(UInt64(term), "month")
        return [
            ReportDocument.Highlight(
                label: "saved a month", value: scaled(project.saving.saved),
                note: Phrase(
                    (project.saving.isScaled ? "projected" : "exact")
                        + "; \(scaled(outcome.annualSaving)) a year")),
            ReportDocument.Highlight(
                label: "worth today (NPV)", value: text.projected(outcome.presentValue.value),
                note: "projected, over \(span)"),
            ReportDocument.Highlight(
                label: "payback", value: text.months(outcome.payback, within: term),
                note: "projected, of \(text.exact(project.oneOff)) laid out"),
        ]
    }

    private var answer: Phrase {
        let saved = project.saving.saved
        let change = saved < .zero ? "costs" : "saves"
        let amounts = (scaled(saved.magnitude), scaled(outcome.annualSaving.magnitude))
        let more = saved < .zero ? " more" : ""
        let start: Phrase =
            "\(name: project.scenario.name) \(change) \(amounts.0)\(more) a month, \(amounts.1) a year"
        return "\(start)\(consequence)."
    }

    /// An amount that follows from the saving: exact, unless that is scaled from logs.
    func scaled(_ amount: Money) -> String {
        project.saving.isScaled ? text.projected(amount.approximate) : text.exact(amount)
    }

    /// What the saving comes to after costs.
    private var consequence: Phrase {
        let worth = text.projected(outcome.presentValue.value)
        let span = Numbers.counted(UInt64(term), "month")
        let rate = text.value(project.discountRate, of: .discountRate)
        let value = "it is worth \(worth) today, over \(span) at \(rate) a year"
        guard outcome.flow.amounts[0] < 0 else { return Phrase("; \(value)") }
        guard let payback = outcome.payback else {
            return Phrase(
                "; it never pays back the \(text.exact(project.oneOff)) laid out within \(span), "
                    + "and \(value)")
        }
        let layout = text.exact(project.oneOff)
        return Phrase(
            "; it pays back the \(layout) laid out in \(text.months(payback, within: term)), and "
                + value)
    }

    private var key: Phrase {
        """
        Amounts without a sign are exact: given, or counted at exact prices. What follows ≈ is \
        projected.
        """
    }
}
