import Finance
import Pricing
import Replay

/// What a swept policy costs, drawn over one of the axes.
struct SweepChart {
    let sweep: SweepOutcome

    /// More lines than these can't be told apart.
    private static let lines = 6

    /// The picture; nothing where fewer than three points have a price for every request.
    var sections: [ReportDocument.Section] {
        let points = sweep.points.filter { $0.answer.column.unpricedRequests == 0 }
        guard points.count > 2, let across else { return [] }
        let isPartial = points.count < sweep.points.count
        let chart = Chart(
            title: "Cost over \(name: sweep.axes[across].name)",
            summary: """
                What the traffic costs under \(name: sweep.policy) at each value\
                \(isPartial ? ", but for those that leave requests without a price" : "").
                """,
            values: .amounts(sweep.currency),
            plot: .lines(
                x: Chart.Axis(.name(sweep.axes[across].name)), series: curves(points, across)))
        return [ReportDocument.Section(title: "At a glance", blocks: [.chart(chart)])]
    }

    /// The axis of most values.
    private var across: Int? {
        sweep.axes.indices.max {
            (sweep.axes[$0].values.count, $1) < (sweep.axes[$1].values.count, $0)
        }
    }

    private func curves(_ points: [SweepPoint], _ across: Int) -> [Chart.Curve] {
        guard sweep.axes.count == 2 else {
            return [curve("under \(name: sweep.policy)", points, across)]
                + [requested(points, across)].compactMap { $0 }
        }
        let other = sweep.axes[1 - across]
        return Self.spread(other.values).map { value in
            curve(
                "\(name: other.label(value))", points.filter { $0.values[1 - across] == value },
                across)
        }
    }

    private func curve(_ name: Phrase, _ points: [SweepPoint], _ across: Int) -> Chart.Curve {
        let places = points.map {
            (x: Double($0.values[across]), y: $0.answer.column.total.approximate)
        }
        return Chart.Curve(name: name, points: places.sorted { $0.x < $1.x })
    }

    /// What the same traffic costs as requested, at every value the same; nil where other requests
    /// have a price then.
    private func requested(_ points: [SweepPoint], _ across: Int) -> Chart.Curve? {
        let isComparable = points.allSatisfy {
            $0.answer.saving.comparedRequests == $0.answer.column.pricedRequests
        }
        guard isComparable else { return nil }
        let places = points.map {
            (x: Double($0.values[across]), y: $0.answer.saving.base.approximate)
        }.sorted { $0.x < $1.x }
        let ends = [places.first, places.last].compactMap { $0 }
        return Chart.Curve(name: "as requested", points: ends)
    }

    /// The first, the last and evenly between them as many values as there may be lines.
    private static func spread(_ values: [Int64]) -> [Int64] {
        guard values.count > lines else { return values }
        return (0..<lines).map { values[$0 * (values.count - 1) / (lines - 1)] }
    }
}
