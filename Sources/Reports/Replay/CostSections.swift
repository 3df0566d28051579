import Pricing
import Replay

/// What the traffic costs, by column, model and rule.
struct CostSections {
    typealias Section = ReportDocument.Section

    let result: ReplayResult

    var all: [Section] {
        [costs, listPrices, savings] + models + [rules]
            + BudgetSections(result: result).all + FallbackSections(result: result).all + [
                unpriced, recorded, projection,
            ]
    }

    var currency: Currency { result.prices.currency }

    // MARK: Columns side by side

    private var costs: Section {
        let isComparable = result.columns.dropFirst().allSatisfy { wholeComparison($0) != nil }
        let note: Phrase =
            "No difference is shown where other requests are priced than as requested."
        return Section(
            title: "Costs",
            blocks: [.table(costTable)] + (isComparable ? [] : [.paragraph(note)]))
    }

    private var costTable: Table {
        Table(
            of: result.columns,
            [
                .text("column") { $0.label },
                .cost("total", currency) { $0.column.summary.amount },
            ] + Self.ends(of: result.asRequested.range, currency) { $0.column.knownRange } + [
                .change("vs. as requested") { column in
                    self.wholeComparison(column).flatMap { Percentage(-$0.saved, of: $0.base) }
                },
                .count("requests priced") { $0.column.pricedRequests },
                .count("unpriced") { $0.column.unpricedRequests },
            ])
    }

    /// Columns for the ends of a range, where there are ranges.
    private static func ends<Row>(
        of range: MoneyRange?, _ currency: Currency, _ ends: @escaping (Row) -> MoneyRange?
    ) -> [TableField<Row>] {
        guard range != nil else { return [] }
        return [
            .cost("at least", currency) { ends($0)?.low },
            .cost("at most", currency) { ends($0)?.high },
        ]
    }

    /// The comparison with as requested where it holds for all that the column prices.
    private func wholeComparison(_ column: ColumnSummary) -> Comparison? {
        guard let comparison = column.comparison,
            comparison.requests == column.column.pricedRequests,
            comparison.requests == result.asRequested.pricedRequests
        else { return nil }
        return comparison
    }

    // MARK: Savings

    private struct SavingRow {
        let policy: Phrase
        let saving: Saving
    }

    private var savings: Section {
        let rows = result.policies.flatMap { policy in
            policy.savings.map { SavingRow(policy: policy.label, saving: $0) }
        }
        return Section(
            title: "Savings",
            blocks: rows.isEmpty
                ? [] : [.table(savingTable(rows)), .paragraph(Self.savingsNote)] + moveNotes)
    }

    /// What ranges and lost caches mean in the table above.
    private var moveNotes: [ReportDocument.Block] {
        let ranges: Phrase =
            "At least and at most are what is saved if each request's token factors lie anywhere "
            + "in their ranges."
        let caches: Phrase =
            "Eaten is how much more would be saved if requests that move kept their caches."
        let saving = result.policies.first?.savings.first
        return (saving?.range == nil ? [] : [.paragraph(ranges)])
            + (saving?.eatenByCache == nil ? [] : [.paragraph(caches)])
    }

    private static let savingsNote: Phrase =
        "Both sides are summed over the requests that have a price on both."

    private func savingTable(_ rows: [SavingRow]) -> Table {
        Table(
            of: rows,
            [
                .text("policy") { $0.policy },
                .text("against") { $0.saving.against.label },
                .cost("cost there", currency) { $0.saving.knownBase },
                .cost("saved", currency) { $0.saving.knownBase == nil ? nil : $0.saving.saved },
            ] + Self.ends(of: rows.first?.saving.range, currency) { $0.saving.knownRange }
                + eaten(rows) + [
                    .percent("saved, %") { Percentage($0.saving.saved, of: $0.saving.base) },
                    .count("requests compared") { $0.saving.comparedRequests },
                ])
    }

    private func eaten(_ rows: [SavingRow]) -> [TableField<SavingRow>] {
        guard rows.contains(where: { $0.saving.eatenByCache != nil }) else { return [] }
        return [
            .cost("eaten by caches", currency) {
                $0.saving.knownBase == nil ? nil : $0.saving.eatenByCache
            }
        ]
    }

    // MARK: Models and rules

    /// A baseline has one model, so its row among the costs says all.
    private var models: [Section] {
        result.columns.filter { $0.kind != .baseline }.map { column in
            Section(
                title: "Models, \(column.label)", blocks: [.table(modelTable(column.column))])
        }
    }

    private func modelTable(_ column: CostColumn) -> Table {
        let tokens = column.models.reduce(UInt64(0)) { $0 + $1.tokens }
        return Table(
            of: column.models,
            [
                .text("model", total: "total") { $0.model.map { .name($0) } ?? "(none)" },
                .count("requests", total: column.pricedRequests) { $0.requests },
                .count("tokens", total: tokens) { $0.tokens },
                .cost("cost", currency, total: column.total) { $0.cost },
            ])
    }

    private var rules: Section {
        let rows = result.policies.flatMap { policy in
            policy.rules.map { (policy: policy.label, count: $0) }
        }
        let requests = result.traffic.requests
        let table = Table(
            of: rows,
            [
                .text("policy") { $0.policy },
                .name("rule") { $0.count.rule },
                .count("requests") { $0.count.requests },
                .percent("share") { Percentage($0.count.requests, of: requests) },
            ])
        return Section(title: "Rules", blocks: [.table(table)])
    }
}

extension CostColumn {
    /// The range of what is priced; nil where nothing is.
    fileprivate var knownRange: MoneyRange? { summary.amount == nil ? nil : range }
}

extension Saving {
    fileprivate var knownRange: MoneyRange? { comparedRequests == 0 ? nil : range }

    /// What the compared calls cost on the other side; nil where there are none.
    fileprivate var knownBase: Money? { comparedRequests == 0 ? nil : base }
}

extension Saving.Base {
    fileprivate var label: Phrase {
        switch self {
        case .asRequested: "as requested"
        case .baseline(let model): "all at \(name: model)"
        case .recorded: "recorded in the log"
        }
    }
}
