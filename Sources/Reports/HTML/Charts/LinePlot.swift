/// Lines over numbers.
struct LinePlot {
    let x: Chart.Axis
    let curves: [Chart.Curve]
    let values: Chart.Axis

    /// More points than these are drawn as a line only.
    private static let dottedPoints = 20

    var drawing: Drawing? {
        let points = curves.flatMap(\.points)
        guard !points.isEmpty else { return nil }
        let across = Scale(spanning: points.map(\.x))
        let frame = Frame(scale: Self.scale(points.map(\.y)), values: values)
        let text = AxisText(unit: x.unit)
        let ticks = across.ticks.map {
            (x: across.share($0), text: text.tick($0, step: across.step))
        }
        let title = SVG.text(
            Drawing.short(x.title), x: 1, y: Frame.bottom + 42, class: "axis title end")
        return Drawing(
            legend: curves.enumerated().map {
                let kind = $1.isLinked ? "stroke" : "point"
                return Drawing.Entry(style: "\(kind) \(Drawing.style($0))", name: $1.name)
            }, height: Frame.bottom + 50, gutter: frame.gutter,
            shapes: frame.rules + lines(across, frame.scale) + dots(across, frame)
                + Frame.labels(ticks) + title)
    }

    /// From zero, unless that would press the lines together.
    private static func scale(_ values: [Double]) -> Scale {
        let (least, most) = (values.min() ?? 0, values.max() ?? 0)
        let isFar = least > 0 && least > 0.6 * most || most < 0 && most < 0.6 * least
        return Scale(covering: isFar ? values : values + [0])
    }

    private func lines(_ across: Scale, _ up: Scale) -> Markup {
        SVG.stretched(
            top: Frame.top, height: Frame.height,
            curves.enumerated().filter(\.element.isLinked).map { index, curve in
                SVG.path(
                    curve.points.map { (x: across.share($0.x), y: up.share($0.y)) },
                    class: "curve \(Drawing.style(index))")
            }.joined())
    }

    private func dots(_ across: Scale, _ frame: Frame) -> Markup {
        let (acrossText, upText) = (AxisText(unit: x.unit), AxisText(unit: values.unit))
        return curves.enumerated().filter {
            !$1.isLinked || $1.points.count <= Self.dottedPoints
        }.map {
            index, curve in
            curve.points.map { point in
                SVG.group(
                    "\(curve.name.unmarked): \(acrossText.value(point.x)), "
                        + upText.value(point.y),
                    SVG.dot(
                        across.share(point.x), frame.y(point.y),
                        class: "dot \(Drawing.style(index))"))
            }.joined()
        }.joined()
    }
}
