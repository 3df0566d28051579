import Pricing
import Replay

/// The groups of one grouping.
struct GroupingOutcome {
    let dimensions: [String]
    fileprivate(set) var groups: [GroupOutcome]

    /// The cost columns that every group has.
    var columns: [GroupColumn] {
        let policies = groups.first?.policies ?? []
        return [GroupColumn(policy: nil, name: nil)]
            + policies.enumerated().map { GroupColumn(policy: $0, name: $1.name) }
    }
}

/// A cost column of a group: as requested, or one of the policies.
struct GroupColumn {
    fileprivate let policy: Int?
    let name: String?

    var kind: ColumnSummary.Kind { policy == nil ? .asRequested : .policy }
    var label: Phrase { name.map { .name($0) } ?? "as requested" }

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
        groups.reduce(into: []) { groupings, group in
            let dimensions = group.by.map(\.dimension)
            if groupings.last?.dimensions == dimensions {
                groupings[groupings.count - 1].groups.append(group)
            } else {
                groupings.append(GroupingOutcome(dimensions: dimensions, groups: [group]))
            }
        }
    }
}
