import Pricing
import Replay

/// What became of the policies' budgets: a section each.
struct BudgetSections {
    typealias Section = ReportDocument.Section

    let result: ReplayResult

    var all: [Section] {
        result.policies.compactMap { policy in policy.budget.map { section(policy.name, $0) } }
    }

    private func section(_ policy: String, _ budget: BudgetOutcome) -> Section {
        let unpriced = budget.months.contains { $0.unpricedRequests > 0 }
        return Section(
            title: "Budget, policy \(name: policy)",
            blocks: [.table(table(budget)), .paragraph(rule(budget))]
                + (unpriced ? [.paragraph(Self.unpricedNote)] : []))
    }

    private static let unpricedNote: Phrase =
        "Requests without a price count as nothing spent."

    private func rule(_ budget: BudgetOutcome) -> Phrase {
        let money = result.money
        let months = Numbers.counted(UInt64(budget.months.count), "month")
        return "Of \(money.brief(budget.monthly)) a month, \(money.brief(budget.threshold)) was "
            + "reached in \(budget.strikes) of \(months); the request that reaches it is still "
            + "served as decided, those after it go to \(name: budget.thenUse) until the month "
            + "ends. Saved is what they cost less than without the budget."
    }

    private func table(_ budget: BudgetOutcome) -> Table {
        let currency = result.prices.currency
        let hasUnpriced = budget.months.contains { $0.unpricedRequests > 0 }
        let unpriced = TableField<BudgetMonth>.count("unpriced") { $0.unpricedRequests }
        return Table(
            of: budget.months,
            [
                .text("month") { Phrase($0.month) },
                .count("requests") { $0.requests },
                .cost("spent", currency) { $0.spent },
            ] + (hasUnpriced ? [unpriced] : []) + [
                .text("reached at") { Phrase($0.strike?.at.rfc3339 ?? "–") },
                Self.count("by request") { $0.request },
                Self.count("requests after") { $0.requestsAfter },
                Self.count("moved") { $0.movedRequests },
                TableField("saved", .money(currency)) {
                    $0.strike?.knownSaving.map { .money($0) } ?? .none
                },
            ])
    }

    /// A count that only months have in which the threshold was reached.
    private static func count(
        _ title: Phrase, _ count: @escaping (BudgetStrike) -> UInt64
    ) -> TableField<BudgetMonth> {
        TableField(title, .count) { $0.strike.map { .count(count($0)) } ?? .none }
    }
}

extension BudgetStrike {
    /// What the switch saved; nil where calls followed and none has a price both ways.
    var knownSaving: Money? { comparedRequests == 0 && requestsAfter > 0 ? nil : saved }
}
