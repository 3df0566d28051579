/// Steps that lead from one amount to another, from the top down.
struct WaterfallPlot {
    let bars: [Chart.Bar]
    let values: Chart.Axis

    /// A bar with where it begins and ends.
    private struct Step {
        let bar: Chart.Bar
        let start: Double
        let end: Double
        let isTotal: Bool

        var style: String {
            if isTotal { return bar.tone == .usual ? "reference" : bar.tone.rawValue }
            return end < start ? "less" : "more"
        }
    }

    private var steps: [Step] {
        var sum = 0.0
        return bars.enumerated().map { index, bar in
            let isTotal = index == 0 || index == bars.count - 1
            let start = isTotal ? 0 : sum
            sum = isTotal ? bar.value : sum + bar.value
            return Step(bar: bar, start: start, end: sum, isTotal: isTotal)
        }
    }

    var drawing: Drawing? {
        guard bars.count > 1 else { return nil }
        let steps = steps
        let scale = Scale(spanning: [0] + steps.map(\.end))
        // Links lie below the amounts that they pass.
        let links = steps.indices.dropLast().map { link(steps[$0], $0, scale) }
        let rows = steps.indices.map { row(steps[$0], $0, scale) }
        return Drawing(
            height: Double(bars.count) * BarPlot.rowHeight, shapes: (links + rows).joined())
    }

    private func row(_ step: Step, _ index: Int, _ scale: Scale) -> Markup {
        let axis = AxisText(unit: values.unit)
        let text =
            step.bar.text
            ?? (step.isTotal ? axis.value(step.bar.value) : axis.change(step.bar.value))
        return BarPlot.row(step.bar.name, text, top: Double(index) * BarPlot.rowHeight) { top in
            SVG.rectangle(from: 0, to: 1, top: top, height: BarPlot.barHeight, class: "track")
                + SVG.rectangle(
                    from: scale.share(step.start), to: scale.share(step.end), top: top,
                    height: BarPlot.barHeight, class: "bar \(step.style)")
        }
    }

    /// From the end of a bar down to where the next one begins.
    private func link(_ step: Step, _ index: Int, _ scale: Scale) -> Markup {
        let top = Double(index) * BarPlot.rowHeight + 22 + BarPlot.barHeight
        let x = scale.share(step.end)
        return SVG.line(
            from: (x, top), to: (x, top + BarPlot.rowHeight - BarPlot.barHeight), class: "link"
        ).onLine
    }
}
