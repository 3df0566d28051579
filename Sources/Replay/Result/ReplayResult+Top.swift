import Pricing

extension ReplayResult {
    /// The same with the dearest groups of each grouping only, by what they cost as requested, in
    /// the order that they had; the others stand together at the end, so that sums are the same.
    ///
    /// - Parameter count: How many groups of a grouping are kept.
    /// - Returns: The result with fewer groups; all else is as it was.
    public func keepingDearestGroups(_ count: Int) -> ReplayResult {
        var result = self
        result.groups = groupings.flatMap { $0.keepingDearest(count) }
        return result
    }

    /// The groups, taken apart by their dimensions.
    private var groupings: [[GroupOutcome]] {
        groups.reduce(into: []) { groupings, group in
            if groupings.last?[0].by.map(\.dimension) == group.by.map(\.dimension) {
                groupings[groupings.count - 1].append(group)
            } else {
                groupings.append([group])
            }
        }
    }
}

extension [GroupOutcome] {
    fileprivate func keepingDearest(_ count: Int) -> [GroupOutcome] {
        guard self.count > count else { return self }
        // Of equally dear groups the earlier one counts as dearer: the sorting is stable.
        let byCost = indices.sorted { self[$0].asRequested.total > self[$1].asRequested.total }
        let kept = byCost.prefix(count).sorted().map { self[$0] }
        return kept + [GroupOutcome(folding: byCost.dropFirst(count).map { self[$0] })]
    }
}

extension GroupOutcome {
    /// One or more groups of a grouping together.
    fileprivate init(folding groups: [GroupOutcome]) {
        self.init(
            by: groups[0].by.map { ($0.dimension, nil) },
            requests: groups.reduce(0) { $0 + $1.requests },
            usage: groups.reduce(into: .zero) { $0 += $1.usage },
            unknownUsage: groups.reduce(0) { $0 + $1.unknownUsage },
            recorded: RecordedCosts(adding: groups.map(\.recorded)),
            asRequested: GroupCost(adding: groups.map(\.asRequested)),
            policies: groups[0].policies.indices.map { index in
                let costs = groups.map { $0.policies[index].cost }
                return (groups[0].policies[index].name, GroupCost(adding: costs))
            }, folded: UInt64(groups.count))
    }
}

extension GroupCost {
    fileprivate init(adding costs: [GroupCost]) {
        self.init(
            total: costs.reduce(.zero) { $0 + $1.total },
            unpricedRequests: costs.reduce(0) { $0 + $1.unpricedRequests })
    }
}

extension RecordedCosts {
    fileprivate init(adding costs: [RecordedCosts]) {
        self.init()
        total = costs.reduce(.zero) { $0 + $1.total }
        requests = costs.reduce(0) { $0 + $1.requests }
    }
}
