public import Audit
import Calls
import Pricing
import Replay

/// A log's costs beside an invoice, for people.
public struct ReconciliationReport: PrintedReport, Sendable {
    private let reconciliation: Reconciliation

    /// A report.
    public init(_ reconciliation: Reconciliation) { self.reconciliation = reconciliation }

    /// What the report says.
    public var document: ReportDocument {
        ReportDocument(
            title: "Computed, recorded and invoiced", lead: [lead],
            highlights: highlights,
            sections: [models] + causes + [
                section("By day and model", reconciliation.lines, withDay: true),
                ReportDocument.Section(
                    title: "Notes",
                    blocks: [.list(reconciliation.notes.map { Phrase(markup: $0) })]),
            ])
    }

    private var lead: Phrase {
        let money = MoneyText(currency: reconciliation.currency)
        let total = reconciliation.total
        guard let amount = total.invoiced?.amount else {
            return "The invoice tells usage and no amounts, so tokens and requests are compared."
        }
        let computed = total.computed?.cost ?? .zero
        let unpriced = total.computed?.unpriced ?? 0
        let leftOut =
            unpriced > 0 ? ", leaving out \(Numbers.counted(unpriced, "call")) without a price" : ""
        guard let difference = total.difference else {
            return """
                The invoice says \(money.brief(amount)), and none of the log's calls has a price to \
                compare it with.
                """
        }
        guard difference != .zero else {
            return "The invoice is exactly what was computed: \(money.brief(amount))\(leftOut)."
        }
        let size = difference < .zero ? -difference : difference
        let share = Percentage(difference, of: computed).map { " (\($0.changeText))" } ?? ""
        return """
            The invoice of \(money.brief(amount)) is \(money.brief(size))\(share) \
            \(difference > .zero ? "above" : "below") the computed \
            \(money.brief(computed))\(leftOut).
            """
    }

    private var highlights: [ReportDocument.Highlight] {
        let money = MoneyText(currency: reconciliation.currency)
        let total = reconciliation.total
        guard let computed = total.computed, let invoiced = total.invoiced?.amount else {
            return []
        }
        let difference = total.difference
        let share = difference.flatMap { Percentage($0, of: computed.cost) }
        return [
            ReportDocument.Highlight(
                label: "Computed", value: money.brief(computed.cost),
                note: Phrase(Numbers.counted(computed.requests, "request"))),
            ReportDocument.Highlight(
                label: "Invoiced", value: money.brief(invoiced), note: "by the provider"),
        ]
            + (difference.map { difference in
                let sign = difference > .zero ? "+" : ""
                return [
                    ReportDocument.Highlight(
                        label: "Difference", value: sign + money.brief(difference),
                        note: share.map { Phrase($0.changeText) } ?? "")
                ]
            } ?? [])
    }

    private var models: ReportDocument.Section {
        section("By model", reconciliation.models.map(\.line), withDay: false)
    }

    private var causes: [ReportDocument.Section] {
        let phrases = reconciliation.models.flatMap { model in
            let name = Self.name(model.line)
            let found = model.causes.map { cause -> Phrase in
                let money = MoneyText(currency: reconciliation.currency)
                guard let gap = cause.gap else { return "\(name): \(cause.text)" }
                let rest = gap == .zero ? "exactly" : "to \(money.brief(gap))"
                return "\(name): \(cause.text) (explains it \(rest))"
            }
            let open = model.line.difference.map { $0 != .zero } ?? false
            return found.isEmpty && open
                ? ["\(name): no known cause explains half of the difference"] : found
        }
        return [
            ReportDocument.Section(
                title: "Candidate causes, the likeliest first", blocks: [.list(phrases)])
        ]
    }

    private static func name(_ line: Reconciliation.Line) -> Phrase {
        line.model.map { .name($0) } ?? "all models"
    }

    private func section(
        _ title: Phrase, _ lines: [Reconciliation.Line], withDay: Bool
    ) -> ReportDocument.Section {
        typealias Field = TableField<Reconciliation.Line>
        let total = reconciliation.total
        let currency = reconciliation.currency
        let day = Field.text("day", total: withDay ? "total" : nil) { Phrase($0.day ?? "") }
        let name = Field.text("model", total: withDay ? nil : "total") { Self.name($0) }
        let counts: [Field] = [
            .count("requests", total: total.computed?.requests ?? 0) { $0.computed?.requests ?? 0 },
            Field("invoiced", .count) { $0.invoiced?.requests.map { .count($0) } ?? .none },
            .count("input tokens", total: total.computed?.usage.totalInput ?? 0) {
                $0.computed?.usage.totalInput ?? 0
            },
            Field("invoiced", .count) { $0.invoiced?.inputTokens.map { .count($0) } ?? .none },
            .count("output tokens", total: total.computed?.usage.output ?? 0) {
                $0.computed?.usage.output ?? 0
            },
            Field("invoiced", .count) { $0.invoiced?.outputTokens.map { .count($0) } ?? .none },
        ]
        let amounts: [Field] = [
            Field("computed", .money(currency), total: total.computed.map { .money($0.cost) }) {
                Self.computed($0)
            },
            Field("recorded", .money(currency)) { line in
                guard let recorded = line.computed?.recorded, recorded.requests > 0 else {
                    return .none
                }
                return .money(recorded.total)
            },
            Field(
                "invoiced", .money(currency),
                total: total.invoiced?.amount.map { .money($0) } ?? .missing("")
            ) { $0.invoiced?.amount.map { .money($0) } ?? .none },
            Field("difference", .money(currency)) { $0.difference.map { .money($0) } ?? .none },
        ]
        return ReportDocument.Section(
            title: title,
            blocks: [.table(Table(of: lines, (withDay ? [day] : []) + [name] + counts + amounts))])
    }

    private static func computed(_ line: Reconciliation.Line) -> Table.Cell {
        guard let computed = line.computed else { return .missing("not in the log") }
        return computed.unpriced == computed.requests && computed.requests > 0
            ? .missing("unpriced") : .money(computed.cost)
    }
}
