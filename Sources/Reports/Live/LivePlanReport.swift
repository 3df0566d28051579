public import Live
import Pricing

/// What a live run would send, and what that would cost at most, for people.
public struct LivePlanReport: PrintedReport, Sendable {
    private let plan: LivePlan
    private let run: LiveRunDescription

    /// A report.
    ///
    /// - Parameters:
    ///   - plan: What would be sent.
    ///   - run: How it is set up.
    public init(_ plan: LivePlan, _ run: LiveRunDescription) { (self.plan, self.run) = (plan, run) }

    /// What the report says.
    public var document: ReportDocument {
        ReportDocument(
            title: "Plan of a live run", lead: [lead],
            sections: [models, notes.strata, notes.section])
    }

    private var notes: LiveNotes { LiveNotes(plan, run) }
    private var currency: Currency { plan.bounds.prices.currency }

    private var lead: Phrase {
        let money = MoneyText(currency: currency)
        return """
            \(Numbers.counted(UInt64(plan.requests.count), "request")) to \(name: run.host): \
            ≈\(money.brief(plan.predicted)), \(money.brief(plan.most)) at most\
            \(plan.unpriced.isEmpty ? "" : ", without the models that have no price").
            """
    }

    private var models: ReportDocument.Section {
        let table = Table(
            of: plan.models,
            [
                .name("model") { $0.model },
                .count("requests", total: UInt64(plan.requests.count)) { UInt64($0.requests) },
                .count("input, about") { $0.input }, .count("output, about") { $0.output },
                .cost("cost, about", currency, total: plan.predicted) { $0.predicted },
                .cost("cost, at most", currency, total: plan.most) { $0.most },
            ])
        return ReportDocument.Section(title: "What is sent", blocks: [.table(table)])
    }
}

/// What a live run would send as CSV, a model each.
public struct LivePlanCSV: Sendable {
    private let plan: LivePlan

    /// The rows of a plan.
    public init(_ plan: LivePlan) { self.plan = plan }

    /// Lines by RFC 4180, but for another delimiter where one is given.
    public func text(_ delimiter: CSVDelimiter = .comma) -> String {
        var writer = CSVWriter(header: [
            "model", "requests", "input_tokens", "output_tokens", "predicted", "at_most",
            "currency",
        ])
        for model in plan.models {
            writer.append([
                .text(model.model), .count(UInt64(model.requests)), .count(model.input),
                .count(model.output), .optional(model.predicted), .optional(model.most),
                .text(currency),
            ])
        }
        return writer.text(delimiter)
    }

    private var currency: String { plan.bounds.prices.currency.code }
}
