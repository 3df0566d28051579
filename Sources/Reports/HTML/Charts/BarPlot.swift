/// One bar a name, from the top down, with its name and value above it.
struct BarPlot {
    let bars: [Chart.Bar]
    let values: Chart.Axis

    static let rowHeight = 44.0
    static let barHeight = 12.0

    var drawing: Drawing? {
        guard !bars.isEmpty else { return nil }
        let scale = Scale(spanning: [0] + bars.map(\.value))
        let zero = scale.share(0)
        let rows = bars.enumerated().map { index, bar in
            let top = Double(index) * Self.rowHeight
            let text = bar.text ?? AxisText(unit: values.unit).value(bar.value)
            return Self.row(bar.name, text, top: top) {
                SVG.rectangle(
                    from: 0, to: 1, top: $0, height: Self.barHeight, class: "track")
                    + SVG.rectangle(
                        from: zero, to: scale.share(bar.value), top: $0, height: Self.barHeight,
                        class: "bar \(bar.tone.rawValue)")
            }
        }
        return Drawing(height: Double(bars.count) * Self.rowHeight, shapes: rows.joined())
    }

    /// A row with its name at the left, its value at the right, and shapes below.
    static func row(
        _ name: Phrase, _ value: String, top: Double, _ shapes: (Double) -> Markup
    ) -> Markup {
        // A narrow screen takes 36 letters a row.
        let room = max(12, 35 - value.displayWidth)
        return SVG.group(
            "\(name.unmarked): \(value)",
            SVG.text(Drawing.short(name, to: room), x: 0, y: top + 15, class: "name")
                + SVG.text(value, x: 1, y: top + 15, class: "amount")
                + shapes(top + 22))
    }
}
