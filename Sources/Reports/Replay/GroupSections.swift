import Pricing
import Replay

/// Costs by group: a section a grouping.
struct GroupSections {
    let result: ReplayResult

    var all: [ReportDocument.Section] { result.groupings.map(section) }

    private func section(_ grouping: GroupingOutcome) -> ReportDocument.Section {
        let title = Phrase.list(grouping.dimensions.map(heading), separator: " and ")
        return ReportDocument.Section(title: "By \(title)", blocks: [.table(table(grouping))])
    }

    private func table(_ grouping: GroupingOutcome) -> Table {
        let tokens = grouping.groups.reduce(UInt64(0)) { $0 + $1.tokens }
        let requests = grouping.groups.reduce(UInt64(0)) { $0 + $1.requests }
        return Table(
            of: grouping.groups,
            dimensions(grouping) + [
                .count("requests", total: requests) { $0.requests },
                .count("tokens", total: tokens) { $0.tokens },
            ] + grouping.columns.flatMap { costs($0, of: grouping) })
    }

    /// The key of a tag comes from the user, the other dimensions are words.
    private func heading(_ dimension: String) -> Phrase {
        dimension.hasPrefix("tag:") ? .name(dimension) : Phrase(dimension)
    }

    private func dimensions(_ grouping: GroupingOutcome) -> [TableField<GroupOutcome>] {
        grouping.dimensions.enumerated().map { index, dimension in
            .text(heading(dimension), total: index == 0 ? "total" : nil) { group in
                if let folded = group.folded { return index == 0 ? other(folded) : "" }
                return group.by[index].value.map { .name($0) } ?? "(none)"
            }
        }
    }

    private func other(_ groups: UInt64) -> Phrase {
        Phrase("other (\(Numbers.counted(groups, "group")))")
    }

    /// A column's cost and, where a part of the calls has no price, how many.
    private func costs(
        _ column: GroupColumn, of grouping: GroupingOutcome
    ) -> [TableField<GroupOutcome>] {
        let totals = grouping.groups.map(column.total)
        let total = totals.compactMap(\.amount).reduce(.zero, +)
        let unpriced = totals.reduce(UInt64(0)) { $0 + $1.unpriced }
        let isUnpriced = totals.allSatisfy { $0.amount == nil }
        let cost = TableField<GroupOutcome>.cost(
            column.label, result.prices.currency, total: isUnpriced ? nil : total
        ) { column.total($0).amount }
        guard unpriced > 0 else { return [cost] }
        return [cost, .count("unpriced", total: unpriced) { column.total($0).unpriced }]
    }
}
