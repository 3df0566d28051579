extension Table {
    /// So many rows stand together on one page.
    private static let shortRows = 15

    /// The table in a box of its own, which scrolls where the page is narrower.
    ///
    /// - Parameter title: What the table is called, for those who don't see where it stands.
    /// - Returns: The box.
    func html(title: Phrase) -> Markup {
        let layout = layout(\.unmarked)
        let size = columns.count > 7 ? "many" : "few"
        let body = rows.indices.map { row(layout.rows[$0], rows[$0]) }.joined()
        let foot = zip(total.map { [$0] } ?? [], layout.total.map { [$0] } ?? []).map {
            row($1, $0)
        }
        let table = Markup.element(
            "table", ["class": size],
            .element("caption", [:], title.html).onLine
                + Markup.element("thead", [:], .element("tr", [:], header)).onLine
                + Markup.element("tbody", [:], Markup.newLine + body).onLine
                + (foot.isEmpty ? .empty : Markup.element("tfoot", [:], foot.joined()).onLine))
        return Markup.element(
            "div",
            [
                "class": rows.count > Self.shortRows ? "scroll" : "scroll short", "role": "region",
                "aria-label": title.unmarked, "tabindex": "0",
            ],
            table
        ).onLine
    }

    private var header: Markup {
        columns.map { column in
            Markup.element(
                "th", ["scope": "col", "class": Self.alignment(column.kind)], column.title.html)
        }.joined()
    }

    private func row(_ printed: [String], _ cells: [Cell]) -> Markup {
        let cells = columns.indices.map { place in
            cell(cells[place], printed[place], columns[place].kind, isHead: place == 0)
        }
        return Markup.element("tr", [:], cells.joined()).onLine
    }

    /// A cell; the first of a row names it.
    private func cell(_ cell: Cell, _ printed: String, _ kind: Kind, isHead: Bool) -> Markup {
        let content = if case .text(let phrase) = cell { phrase.html } else { Markup.text(printed) }
        let style = Self.alignment(kind) + Self.standing(of: cell)
        return isHead
            ? .element("th", ["scope": "row", "class": style], content)
            : .element("td", ["class": style], content)
    }

    private static func alignment(_ kind: Kind) -> String {
        kind.isRightAligned ? "number" : "words"
    }

    private static func standing(of cell: Cell) -> String {
        switch cell {
        case .estimate: " estimate"
        case .missing: " missing"
        case .text, .count, .money, .percent: ""
        }
    }
}
