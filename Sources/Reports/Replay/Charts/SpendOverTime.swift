import Finance
import Pricing
import Replay

/// What the traffic costs over time by model, with what the policies would cost.
struct SpendOverTime {
    let result: ReplayResult
    /// The groups by a time and the model.
    let groups: [GroupOutcome]

    private typealias Cell = (moment: TimeStep.Moment, model: String?, group: GroupOutcome)

    /// Models beyond these stand together.
    private static let models = 6
    /// Marks of more policies would cover each other.
    private static let policies = 2

    private var cells: [Cell] {
        groups.compactMap { group in
            guard group.by.count == 2,
                let moment = group.by[0].value.flatMap(TimeStep.Moment.init(label:))
            else { return nil }
            return (moment, group.by[1].value, group)
        }
    }

    /// The picture; nil where there are less than three bars.
    var chart: Chart? {
        let cells = cells
        guard let first = cells.map(\.moment.local).min(),
            let last = cells.map(\.moment.local).max()
        else { return nil }
        let resolution = cells.map(\.moment.resolution).min() ?? 60
        let step = TimeStep(from: first, to: last, resolution: resolution)
        let places = cells.map { step.place(of: $0.moment) }
        guard let start = places.min(), let end = places.max(), end - start >= 2, end - start < 5000
        else { return nil }
        let rows = zip(places, cells).map { (place: Int($0 - start), cell: $1) }
        let count = Int(end - start) + 1
        return Chart(
            title: "Spend over time", summary: summary(step, cells),
            values: Chart.Axis("\(currency.code) per \(step.name)", .money(currency)),
            plot: .stackedBars(
                labels: Self.labels(step, start, count, rows), series: series(rows, count),
                marks: marks(rows, count)))
    }

    private var currency: Currency { result.prices.currency }

    private func summary(_ step: TimeStep, _ cells: [Cell]) -> Phrase {
        let zone = cells.allSatisfy { $0.moment.offset == 0 } ? "UTC" : "local time"
        let isPartial = cells.contains { $0.group.asRequested.unpricedRequests > 0 }
        let models = Set(cells.map(\.model.exact)).count == 1 ? "" : ", by the model asked for"
        return """
            What each \(step.name) of traffic costs as requested\(models)\
            \(lines)\
            \(isPartial ? "; requests without a price are left out" : ""). Times are \(zone).
            """
    }

    private var lines: Phrase {
        guard let first = marked.first else { return "" }
        let policy: Phrase = marked.count == 1 ? .name(result.policies[first].name) : "a policy"
        return "; a line across is what it would cost under \(policy)"
    }

    private static func labels(
        _ step: TimeStep, _ start: Int64, _ count: Int, _ rows: [(place: Int, cell: Cell)]
    ) -> [String] {
        var offsets: [Int: Int64] = [:]
        for row in rows { offsets[row.place] = row.cell.moment.offset }
        let days = Set(rows.map { $0.cell.moment.local / 86_400 })
        var offset = offsets[0] ?? 0
        return (0..<count).map { place in
            offset = offsets[place] ?? offset
            return step.label(of: start + Int64(place), offset: offset, withDay: days.count > 1)
        }
    }

    /// The dearest models first, the others last.
    private func series(_ rows: [(place: Int, cell: Cell)], _ count: Int) -> [Chart.Series] {
        var sums: [ExactText: [Money]] = [:]
        for row in rows {
            sums[row.cell.model.exact, default: Array(repeating: .zero, count: count)][row.place] +=
                row.cell.group.asRequested.total
        }
        let ranked = sums.map { (model: $0.key, costs: $0.value, sum: $0.value.reduce(.zero, +)) }
            .filter { $0.sum != .zero }.sorted { ($1.sum, $0.model) < ($0.sum, $1.model) }
        let shown = ranked.count > Self.models + 1 ? Self.models : ranked.count
        let rest = ranked.dropFirst(shown)
        let others = (0..<count).map { place in rest.reduce(Money.zero) { $0 + $1.costs[place] } }
        return ranked.prefix(shown).map { model in
            Chart.Series(
                name: model.model.text.isEmpty ? "(none)" : .name(model.model.text),
                values: model.costs.map(\.approximate))
        }
            + (rest.isEmpty
                ? []
                : [
                    Chart.Series(
                        name: "\(rest.count) other models", values: others.map(\.approximate))
                ])
    }

    /// The policies that price the same calls as are priced as requested.
    private var marked: [Int] {
        result.policies.indices.filter { index in
            let policy = result.policies[index]
            return policy.column.unpricedRequests == 0 && result.asRequested.unpricedRequests == 0
        }.prefix(Self.policies).map { $0 }
    }

    private func marks(_ rows: [(place: Int, cell: Cell)], _ count: Int) -> [Chart.Series] {
        marked.map { policy in
            var sums = Array(repeating: Money.zero, count: count)
            for row in rows { sums[row.place] += row.cell.group.policies[policy].cost.total }
            return Chart.Series(
                name: "policy \(result.policies[policy].label)", values: sums.map(\.approximate))
        }
    }
}
