import Calls
import Pricing
import Routing

extension ReplayResultBuilder {
    /// The groups, in the order of the groupings and then by cost or time.
    func groups() -> [GroupOutcome] {
        let outcomes = merged.groups.filter { $0.key.grouping < plan.groupings.count }
            .map { key, kinds in (key, outcome(key, kinds)) }
        return outcomes.sorted { left, right in
            if left.0.grouping != right.0.grouping { return left.0.grouping < right.0.grouping }
            let (leftCost, rightCost) = (left.1.asRequested.total, right.1.asRequested.total)
            if leftCost != rightCost && !isChronological(left.0.grouping) {
                return leftCost > rightCost
            }
            return places(left.0, left.1).lexicographicallyPrecedes(places(right.0, right.1), by: <)
        }.map(\.1)
    }

    /// Where a group stands among others by each of its values: by time, then by bytes.
    private func places(
        _ key: MergedTotals.GroupKey, _ outcome: GroupOutcome
    ) -> [(Int64, ExactText)] {
        let dimensions = plan.groupings[key.grouping].dimensions
        return zip(dimensions, key.values).enumerated().map { index, place in
            (place.0.position(of: place.1), outcome.by[index].value.exact)
        }
    }

    /// Days and hours read in their order; other groups, the dearest first.
    private func isChronological(_ grouping: Int) -> Bool {
        plan.groupings[grouping].dimensions.contains { !$0.isName }
    }

    private func outcome(
        _ key: MergedTotals.GroupKey, _ kinds: [MergedTotals.KindTotals]
    ) -> GroupOutcome {
        let dimensions = plan.groupings[key.grouping].dimensions
        return GroupOutcome(
            by: zip(dimensions, key.values).map { ($0.name, label($1, of: $0)) },
            requests: kinds.reduce(0) { $0 + $1.totals.requests },
            usage: kinds.reduce(into: .zero) { $0 += $1.totals.usage },
            unknownUsage: kinds.reduce(0) {
                merged.kinds[$1.kind].isUsageUnknown ? $0 + $1.totals.requests : $0
            },
            recorded: kinds.reduce(into: RecordedCosts()) { recorded, entry in
                guard merged.kinds[entry.kind].flags.hasRecordedCost else { return }
                recorded.total += entry.totals.recorded
                recorded.requests += entry.totals.requests
            },
            asRequested: cost(.requested, of: kinds),
            policies: plan.selectors.enumerated().map { index, selector in
                (selector.policy.name, cost(.policy(index), of: kinds))
            })
    }

    private func cost(_ choice: ColumnChoice, of kinds: [MergedTotals.KindTotals]) -> GroupCost {
        var (total, unpriced) = (Money.zero, UInt64(0))
        for entry in kinds {
            let kind = merged.kinds[entry.kind]
            if let cost = quote(kind, entry.totals.usage, in: choice).total {
                total += cost
            } else {
                unpriced += entry.totals.requests
            }
        }
        return GroupCost(total: total, unpricedRequests: unpriced)
    }

    private func minuteLabel(_ minute: Int32) -> String {
        var clock = plan.clock
        return clock.minuteLabel(minute)
    }

    private func label(_ value: UInt32, of dimension: GroupDimension) -> String? {
        switch dimension {
        case .day: LocalClock.dayLabel(Int32(bitPattern: value))
        case .hour: LocalHour(rawValue: Int32(bitPattern: value)).label
        case .minute: minuteLabel(Int32(bitPattern: value))
        case .size: nil
        default: pricer.name(NameID(rawValue: value))
        }
    }
}

extension GroupDimension {
    /// The place in time of a day, an hour or a minute; names have none.
    fileprivate func position(of value: UInt32) -> Int64 {
        switch self {
        case .day: Int64(Int32(bitPattern: value))
        case .hour: LocalHour(rawValue: Int32(bitPattern: value)).start
        case .minute: Int64(Int32(bitPattern: value))
        case .model, .servedModel, .user, .team, .session, .size, .tag: 0
        }
    }
}
