import Finance
import Pricing
import Replay

/// What groups cost, or what a policy saves in each.
struct GroupCharts {
    let result: ReplayResult

    /// Groups beyond these stand together.
    private static let groups = 10

    private typealias Row = (name: Phrase, amount: Money)

    var all: [Chart] {
        result.groupings.flatMap { grouping in
            result.policies.isEmpty
                ? [costs(grouping)].compactMap { $0 }
                : result.policies.indices.prefix(ReplayCharts.policies).compactMap {
                    savings(grouping, policy: $0)
                }
        }
    }

    /// A group without any price has no bar, as what it costs is not known.
    private func costs(_ grouping: GroupingOutcome) -> Chart? {
        let priced = grouping.groups.filter { $0.asRequested.unpricedRequests < $0.requests }
        let rows = priced.map { (name: name($0), amount: $0.asRequested.total) }
        let isWhole = grouping.groups.allSatisfy { $0.asRequested.unpricedRequests == 0 }
        return chart(
            rows, title: "Cost by \(title(grouping))",
            summary: isWhole
                ? "What each group costs as requested."
                : "What each group costs as requested; requests without a price are left out.")
    }

    /// What a policy saves by group; nil where a part of the calls has no price on a side.
    private func savings(_ grouping: GroupingOutcome, policy: Int) -> Chart? {
        let isWhole = grouping.groups.allSatisfy {
            $0.asRequested.unpricedRequests == 0 && $0.policies[policy].cost.unpricedRequests == 0
        }
        guard isWhole else { return nil }
        let rows = grouping.groups.map {
            (name: name($0), amount: $0.asRequested.total - $0.policies[policy].cost.total)
        }
        let label = result.policies[policy].label
        return chart(
            rows, title: "Saved by \(title(grouping)) under \(label)",
            summary: "What each group costs less than as requested; negative where it is more.")
    }

    private func chart(_ rows: [Row], title: Phrase, summary: Phrase) -> Chart? {
        guard rows.count > 1 else { return nil }
        let currency = result.prices.currency
        return Chart(
            title: title, summary: summary,
            values: .amounts(currency),
            plot: .bars(
                shown(rows).map { row in
                    Chart.Bar(
                        name: row.name, value: row.amount.approximate,
                        text: result.money.brief(row.amount), tone: .accent)
                }))
    }

    /// The largest rows, and the others together.
    private func shown(_ rows: [Row]) -> [Row] {
        guard rows.count > Self.groups + 1 else { return rows }
        let ranked = rows.indices.sorted {
            (rows[$1].amount, $0) < (rows[$0].amount, $1)
        }
        let rest = ranked.dropFirst(Self.groups).map { rows[$0].amount }
        return ranked.prefix(Self.groups).map { rows[$0] }
            + [("\(rest.count) others", rest.reduce(.zero, +))]
    }

    private func name(_ group: GroupOutcome) -> Phrase {
        if let folded = group.folded { return "other (\(Numbers.counted(folded, "group")))" }
        return .list(group.by.map { $0.value.map { .name($0) } ?? "(none)" }, separator: ", ")
    }

    private func title(_ grouping: GroupingOutcome) -> Phrase {
        .list(
            grouping.dimensions.map { $0.hasPrefix("tag:") ? .name($0) : Phrase($0) },
            separator: " and ")
    }
}
