/// Amounts over time, one on the other.
struct StackedBarPlot {
    let labels: [String]
    let series: [Chart.Series]
    let marks: [Chart.Series]
    let values: Chart.Axis

    var drawing: Drawing? {
        guard !labels.isEmpty, (series + marks).allSatisfy({ $0.values.count == labels.count })
        else { return nil }
        let frame = Frame(scale: scale, values: values)
        let names = Frame.chosen(labels).map { (x: middle($0), text: labels[$0]) }
        return Drawing(
            legend: legend, height: Frame.bottom + 28, gutter: frame.gutter,
            shapes: frame.rules + labels.indices.map { bar($0, frame) }.joined()
                + Frame.labels(names))
    }

    private var scale: Scale {
        let sums = labels.indices.map { place in
            series.reduce(0.0) { $0 + max(0, $1.values[place]) }
        }
        let lowest = series.flatMap(\.values).min() ?? 0
        return Scale(covering: [0, lowest] + sums + marks.flatMap(\.values))
    }

    private var legend: [Drawing.Entry] {
        series.enumerated().map { Drawing.Entry(style: Drawing.style($0), name: $1.name) }
            + marks.enumerated().map { Drawing.Entry(style: markStyle($0), name: $1.name) }
    }

    private func markStyle(_ index: Int) -> String { "mark mark-\(index % 3 + 1)" }

    private func middle(_ place: Int) -> Double { (Double(place) + 0.5) / Double(labels.count) }

    private func bar(_ place: Int, _ frame: Frame) -> Markup {
        let half = 0.4 / Double(labels.count)
        let (left, right) = (middle(place) - half, middle(place) + half)
        var (sum, shapes) = (0.0, Markup.empty)
        for (index, series) in series.enumerated() where series.values[place] != 0 {
            let (start, end) = (frame.y(sum), frame.y(sum + series.values[place]))
            shapes =
                shapes
                + SVG.rectangle(
                    from: left, to: right, top: min(start, end), height: abs(end - start),
                    class: "bar \(Drawing.style(index))")
            sum += series.values[place]
        }
        for (index, mark) in marks.enumerated() {
            let y = frame.y(mark.values[place])
            shapes =
                shapes
                + SVG.line(
                    from: (left - half / 6, y), to: (right + half / 6, y), class: markStyle(index))
        }
        return SVG.group(title(place), shapes)
    }

    private func title(_ place: Int) -> String {
        let text = AxisText(unit: values.unit)
        let parts = (series + marks).filter { $0.values[place] != 0 }.map { series in
            "\(series.name.unmarked) \(text.value(series.values[place]))"
        }
        return "\(labels[place]): \(parts.isEmpty ? "nothing" : parts.joined(separator: ", "))"
    }
}
