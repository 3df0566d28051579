import Finance
import Pricing
import Replay

/// Cost against quality.
struct FrontierChart {
    let frontier: Frontier
    let currency: Currency

    private struct Place: Hashable {
        let cost: Money
        let quality: Int64
    }

    /// More dots than these say nothing more.
    private static let dots = 400

    /// The picture; nothing where there are not two policies to compare.
    var sections: [ReportDocument.Section] {
        guard frontier.points.count > 1 else { return [] }
        let best = Set(frontier.best.map { Place(cost: $0.cost, quality: $0.quality) })
        let others = frontier.points.filter {
            !best.contains(Place(cost: $0.cost, quality: $0.quality))
        }
        let curves =
            [Chart.Curve(name: "frontier", points: places(frontier.best))]
            + (others.isEmpty || others.count > Self.dots
                ? []
                : [
                    Chart.Curve(
                        name: "as cheap and better ones exist", points: places(others),
                        isLinked: false)
                ])
        let chart = Chart(
            title: "Quality for its cost",
            summary: "Each dot is a policy that was tried; nothing between the dots was.",
            values: Chart.Axis("quality"),
            plot: .lines(x: .amounts(currency), series: curves))
        return [ReportDocument.Section(title: "At a glance", blocks: [.chart(chart)])]
    }

    private func places(_ points: [Frontier.Point]) -> [(x: Double, y: Double)] {
        points.map { (x: $0.cost.approximate, y: Double($0.quality) / 1e6) }
            .sorted { $0.x < $1.x }
    }
}
