/// The field of a plot with its scales: lines across at the ticks of the values, labels below.
struct Frame {
    let scale: Scale
    let values: Chart.Axis

    static let top = 30.0
    static let height = 230.0
    static var bottom: Double { top + height }

    /// How far down a value is.
    func y(_ value: Double) -> Double { Self.top + (1 - scale.share(value)) * Self.height }

    private var labels: [String] {
        scale.ticks.map { AxisText(unit: values.unit).tick($0, step: scale.step) }
    }

    /// Pixels that the widest label takes.
    var gutter: Int { (labels.map(\.displayWidth).max() ?? 0) * 7 + 12 }

    /// What the values measure, and a line with a label at each tick.
    var rules: Markup {
        let title = SVG.text(
            Drawing.short(values.title), x: 0, y: 14, shift: Double(-gutter), class: "axis title")
        return title.onLine
            + zip(scale.ticks, labels).map { tick, label in
                let style = tick == 0 ? "rule zero" : "rule"
                return
                    (SVG.line(from: (0, y(tick)), to: (1, y(tick)), class: style)
                    + SVG.text(label, x: 0, y: y(tick) + 4, shift: -8, class: "axis end")).onLine
            }.joined()
    }

    /// Labels below, of which a narrow screen shows the first and each third after it.
    static func labels(_ places: [(x: Double, text: String)]) -> Markup {
        places.enumerated().map { index, place in
            let anchor = place.x < 0.08 ? "start" : place.x > 0.92 ? "end" : "middle"
            let width = index.isMultiple(of: 3) ? "" : " wide"
            return SVG.text(
                place.text, x: place.x, y: bottom + 20, class: "axis \(anchor)\(width)"
            ).onLine
        }.joined()
    }

    /// At most seven of many labels, of long ones five, evenly spaced from the first on.
    static func chosen(_ labels: [String]) -> [Int] {
        let most = (labels.map(\.displayWidth).max() ?? 0) > 8 ? 5 : 7
        let step = max(1, (labels.count + most - 1) / most)
        return Array(stride(from: 0, to: labels.count, by: step))
    }
}
