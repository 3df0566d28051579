extension Chart {
    /// The picture with its heading and legend.
    ///
    /// - Parameter id: What its parts are called in the page.
    /// - Returns: A figure; nothing where there is nothing to draw.
    func html(id: String) -> Markup {
        guard let drawing else { return .empty }
        return Markup.element(
            "figure", ["class": "chart"],
            caption.onLine + Self.legend(drawing.legend) + svg(drawing, id: id).onLine
        ).onLine
    }

    private var drawing: Drawing? {
        switch plot {
        case .stackedBars(let labels, let series, let marks):
            StackedBarPlot(labels: labels, series: series, marks: marks, values: values).drawing
        case .bars(let bars): BarPlot(bars: bars, values: values).drawing
        case .waterfall(let bars): WaterfallPlot(bars: bars, values: values).drawing
        case .lines(let x, let curves): LinePlot(x: x, curves: curves, values: values).drawing
        case .fan(let labels, let history, let expected, let ranges):
            FanPlot(
                labels: labels, history: history, expected: expected, ranges: ranges, values: values
            ).drawing
        }
    }

    private var caption: Markup {
        .element(
            "figcaption", [:],
            .element("h3", [:], title.html) + .element("p", [:], summary.html))
    }

    private func svg(_ drawing: Drawing, id: String) -> Markup {
        .element(
            "svg",
            [
                "role": "img", "aria-labelledby": "\(id)-title", "aria-describedby": "\(id)-text",
                "height": SVG.number(drawing.height), "style": "--gutter: \(drawing.gutter)px",
            ],
            Markup.element("title", ["id": "\(id)-title"], .text(title.unmarked)).onLine
                + Markup.element("desc", ["id": "\(id)-text"], .text(summary.unmarked)).onLine
                + drawing.shapes)
    }

    private static func legend(_ entries: [Drawing.Entry]) -> Markup {
        guard entries.count > 1 else { return .empty }
        let items = entries.map { entry in
            Markup.element(
                "li", [:],
                .element("span", ["class": "swatch \(entry.style)"]) + entry.name.html
            ).onLine
        }
        return Markup.element("ul", ["class": "legend"], items.joined()).onLine
    }
}

/// A plot's shapes, and what is said beside them.
struct Drawing {
    /// What a colour or a line stands for.
    struct Entry {
        let style: String
        let name: Phrase
    }

    var legend: [Entry] = []
    let height: Double
    /// Pixels at the left for the labels of the scale.
    var gutter = 0
    let shapes: Markup

    /// Names are no longer in a picture than a narrow screen takes.
    static func short(_ name: Phrase, to room: Int = 34) -> String {
        var limit = room
        while limit > 8, name.cell(limit: limit).displayWidth > room { limit -= 2 }
        return name.cell(limit: limit).shortened(to: max(limit, room))
    }

    /// The colour of a series; those beyond the sixth share one.
    static func style(_ index: Int) -> String { index < 6 ? "series-\(index + 1)" : "series-rest" }
}
