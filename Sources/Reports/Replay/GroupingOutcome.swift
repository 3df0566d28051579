import Pricing
import Replay

/// The groups of one grouping.
struct GroupingOutcome {
    let dimensions: [String]
    fileprivate(set) var groups: [GroupOutcome]
    /// The cost columns that every group has.
    let columns: [GroupColumn]
}

/// A cost column of a group: as requested, or one of the policies.
struct GroupColumn {
    fileprivate let policy: Int?
    let name: String?
    let kind: ColumnSummary.Kind
    let label: Phrase

    fileprivate static let asRequested = GroupColumn(
        policy: nil, name: nil, kind: .asRequested, label: "as requested")

    func total(_ group: GroupOutcome) -> CostTotal {
        let cost = policy.map { group.policies[$0].cost } ?? group.asRequested
        return CostTotal(
            cost.total, priced: group.requests - cost.unpricedRequests,
            unpriced: cost.unpricedRequests)
    }
}

extension ReplayResult {
    /// The groups, taken apart by their dimensions.
    var groupings: [GroupingOutcome] {
        let columns =
            [GroupColumn.asRequested]
            + policies.enumerated().map { index, policy in
                GroupColumn(
                    policy: index, name: policy.name, kind: policy.kind, label: policy.label)
            }
        return groups.reduce(into: []) { groupings, group in
            let dimensions = group.by.map(\.dimension)
            if groupings.last?.dimensions == dimensions {
                groupings[groupings.count - 1].groups.append(group)
            } else {
                groupings.append(
                    GroupingOutcome(dimensions: dimensions, groups: [group], columns: columns))
            }
        }
    }
}
