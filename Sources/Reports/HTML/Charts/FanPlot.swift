/// What was, and what is expected with its ranges.
struct FanPlot {
    let labels: [String]
    let history: [Double]
    let expected: [Double]
    let ranges: [Chart.Range]
    let values: Chart.Axis

    private var isComplete: Bool {
        labels.count == history.count + expected.count && !expected.isEmpty
            && ranges.allSatisfy {
                $0.lower.count == expected.count && $0.upper.count == expected.count
            }
    }

    var drawing: Drawing? {
        guard isComplete else { return nil }
        let frame = Frame(
            scale: Scale(
                covering: [0] + history + expected + ranges.flatMap { $0.lower + $0.upper }),
            values: values)
        let names = Frame.chosen(labels).map { (x: x($0), text: labels[$0]) }
        return Drawing(
            legend: legend, height: Frame.bottom + 28, gutter: frame.gutter,
            shapes: frame.rules
                + SVG.stretched(
                    top: Frame.top, height: Frame.height, areas(frame.scale) + lines(frame.scale))
                + hints(frame) + Frame.labels(names))
    }

    private var legend: [Drawing.Entry] {
        (history.isEmpty ? [] : [Drawing.Entry(style: "stroke series-1", name: "so far")])
            + [Drawing.Entry(style: "stroke expected", name: "expected")]
            + ranges.enumerated().map {
                Drawing.Entry(style: rangeStyle($0), name: Phrase($1.name))
            }
    }

    private func rangeStyle(_ index: Int) -> String { "range-\(min(index, 2) + 1)" }

    private func x(_ place: Int) -> Double {
        labels.count > 1 ? Double(place) / Double(labels.count - 1) : 0.5
    }

    /// Places of what is expected, which begin where the past ends.
    private func future(_ values: [Double], _ scale: Scale) -> [(x: Double, y: Double)] {
        let joint = history.last.map { [(x: x(history.count - 1), y: scale.share($0))] } ?? []
        return joint
            + values.enumerated().map { (x: x(history.count + $0), y: scale.share($1)) }
    }

    private func areas(_ scale: Scale) -> Markup {
        ranges.enumerated().map { index, range in
            SVG.path(
                future(range.upper, scale) + future(range.lower, scale).reversed(),
                isClosed: true, class: "area \(rangeStyle(index))")
        }.joined()
    }

    private func lines(_ scale: Scale) -> Markup {
        let past = history.enumerated().map { (x: x($0), y: scale.share($1)) }
        return (past.isEmpty ? .empty : SVG.path(past, class: "curve series-1"))
            + SVG.path(future(expected, scale), class: "curve expected")
    }

    /// What a place shows, where a pointer rests on it.
    private func hints(_ frame: Frame) -> Markup {
        let (text, known) = (AxisText(unit: values.unit), AxisText(unit: values.unit.measured))
        let half = 0.5 / Double(labels.count)
        return labels.indices.map { place in
            let next = place - history.count
            let value = next < 0 ? known.value(history[place]) : text.value(expected[next])
            let around = ranges.map { range in
                next < 0
                    ? ""
                    : ", \(range.name) \(text.value(range.lower[next])) to "
                        + text.value(range.upper[next])
            }
            return SVG.group(
                "\(labels[place]): \(value)" + around.joined(),
                SVG.rectangle(
                    from: max(0, x(place) - half), to: min(1, x(place) + half), top: Frame.top,
                    height: Frame.height, class: "hint"))
        }.joined()
    }
}
