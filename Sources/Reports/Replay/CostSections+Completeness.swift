import Pricing
import Replay

extension CostSections {
    private struct UnpricedRow {
        let column: Phrase
        let calls: UnpricedCalls
    }

    // MARK: What has no price

    var unpriced: Section {
        let rows = result.columns.flatMap { column in
            column.column.unpriced.map { UnpricedRow(column: column.label, calls: $0) }
        }
        let isHinted = rows.contains { !$0.calls.near.isEmpty }
        let hint: Phrase = "A similar name is a suggestion only: nothing was priced by it."
        return Section(
            title: "Without a price",
            blocks: [.table(unpricedTable(rows, isHinted: isHinted))]
                + (isHinted ? [.paragraph(hint)] : []))
    }

    private func unpricedTable(_ rows: [UnpricedRow], isHinted: Bool) -> Table {
        let near = TableField<UnpricedRow>.text("similar names") {
            .list($0.calls.near.map { .name($0) })
        }
        return Table(
            of: rows,
            [
                .text("column") { $0.column },
                .text("model") { $0.calls.model.map { .name($0) } ?? "(none)" },
                .text("reason") { Phrase($0.calls.reason.description) },
                .count("requests") { $0.calls.requests },
                .count("tokens") { $0.calls.tokens },
            ] + (isHinted ? [near] : []))
    }

    // MARK: Costs of other origin

    private typealias Origin = (label: Phrase, total: CostTotal)

    private var computed: Origin {
        ("as requested, by \(name: result.prices.name)", result.asRequested.summary)
    }

    private func table(_ origins: [Origin]) -> Table {
        Table(
            of: origins,
            [
                .text("costs") { $0.label },
                .cost("total", currency) { $0.total.amount },
                .count("requests priced") { $0.total.priced },
                .count("unpriced") { $0.total.unpriced },
            ])
    }

    /// What the log says it cost stands beside what was computed, never in a sum with it.
    var recorded: Section {
        let tables = result.recordedTotal.map { [table([("recorded in the log", $0), computed])] }
        return Section(title: "Recorded costs", blocks: (tables ?? []).map { .table($0) })
    }

    var listPrices: Section {
        guard let list = result.listPrices, let total = result.listTotal else {
            return Section(title: "List prices", blocks: [])
        }
        let table = table([computed, ("as requested, by \(name: list.name)", total)])
        let note = result.prices.note.map { note -> [ReportDocument.Block] in
            [.paragraph("\(name: result.prices.name): \(note).")]
        }
        return Section(title: "List prices", blocks: [.table(table)] + (note ?? []))
    }

    // MARK: Projection

    var projection: Section {
        guard let projection = result.projection, !result.asRequested.isUnpriced else {
            return Section(title: "A month of this traffic", blocks: [])
        }
        let monthly = result.money.brief(projection.monthly)
        let days = Numbers.grouped(decimal: projection.basisDays)
        let unpriced = Numbers.counted(result.asRequested.unpricedRequests, "request")
        let exclusion =
            result.asRequested.unpricedRequests == 0
            ? "" : ", not counting \(unpriced) without a price"
        let sentence: Phrase =
            "\(monthly), from \(days) days of traffic\(exclusion): \(projection.method)."
        return Section(title: "A month of this traffic", blocks: [.paragraph(sentence)])
    }
}
