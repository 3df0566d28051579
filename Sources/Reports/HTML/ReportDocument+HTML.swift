extension ReportDocument {
    /// The report as one file of HTML.
    func html(provenance: Provenance) -> String {
        HTMLLayout(document: self, provenance: provenance).page
    }
}

/// Lays a report out in HTML: the answer first, then sections, then what it was made from.
struct HTMLLayout {
    let document: ReportDocument
    let provenance: Provenance

    var page: String {
        let page = Markup.element(
            "html", ["lang": "en"], Markup.newLine + head.onLine + body.onLine)
        return "<!DOCTYPE html>\n" + page.onLine.source
    }

    /// A browser takes nothing from anywhere, whatever a file's names may say.
    private static let policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

    private var head: Markup {
        let metas: [KeyValuePairs<String, String>] = [
            ["charset": "utf-8"],
            ["http-equiv": "Content-Security-Policy", "content": Self.policy],
            ["name": "viewport", "content": "width=device-width, initial-scale=1"],
            ["name": "color-scheme", "content": "light dark"],
            ["name": "referrer", "content": "no-referrer"],
            ["name": "generator", "content": "Tollgate \(provenance.version)"],
        ]
        return .element(
            "head", [:],
            metas.map { Markup.void("meta", $0).onLine }.joined()
                + Markup.element("title", [:], .text(document.title.unmarked)).onLine
                + .style(Stylesheet.rules))
    }

    private var body: Markup {
        let sections = document.sections.compactMap(\.shownWithCharts)
        return .element(
            "body", [:],
            .element(
                "main", [:],
                header.onLine
                    + sections.enumerated().map { Self.section($1, number: $0 + 1) }.joined()
                    + provenance.html + footer))
    }

    /// A longer answer is not written as a headline.
    private static let shortLead = 110

    private var header: Markup {
        let lead = document.lead.map { sentence in
            let size = sentence.unmarked.count > Self.shortLead ? "lead long" : "lead"
            return Markup.element("p", ["class": size], sentence.html).onLine
        }
        return .element(
            "header", [:],
            Markup.element("p", ["class": "kind"], .text("Tollgate report")).onLine
                + Markup.element("h1", [:], document.title.html).onLine + lead.joined()
                + highlights)
    }

    private var highlights: Markup {
        guard !document.highlights.isEmpty else { return .empty }
        let items = document.highlights.map { highlight in
            Markup.element(
                "div", [:],
                .element("dt", [:], highlight.label.html)
                    + .element("dd", ["class": "value"], .text(highlight.value))
                    + .element("dd", ["class": "note"], highlight.note.html)
            ).onLine
        }
        return Markup.element("dl", ["class": "highlights"], items.joined()).onLine
    }

    private var footer: Markup {
        guard document.hasEstimates else { return .empty }
        return Markup.element(
            "footer", [:],
            .text("≈ stands before what is projected or estimated; every other amount is exact.")
        ).onLine
    }
}

extension HTMLLayout {
    private static func section(_ section: ReportDocument.Section, number: Int) -> Markup {
        let blocks = section.blocks.enumerated().map { index, block in
            Self.block(block, in: section.title, id: "part-\(number)-\(index + 1)")
        }
        return Self.section(title: section.title, id: "section-\(number)", blocks.joined())
    }

    static func section(title: Phrase, id: String, _ content: Markup) -> Markup {
        Markup.element(
            "section", ["aria-labelledby": id],
            Markup.element("h2", ["id": id], title.html).onLine + content
        ).onLine
    }

    static func block(
        _ block: ReportDocument.Block, in title: Phrase, id: String = ""
    ) -> Markup {
        switch block {
        case .paragraph(let phrase): Markup.element("p", [:], phrase.html).onLine
        case .list(let items):
            Markup.element(
                "ul", [:], items.map { Markup.element("li", [:], $0.html).onLine }.joined()
            ).onLine
        case .table(let table): table.html(title: title)
        case .commands(let commands):
            code(.lines(commands.joined(separator: "\n")), title: title.unmarked)
        case .links(let links):
            Markup.element("ul", [:], links.map(\.html).joined()).onLine
        case .chart(let chart): chart.html(id: id)
        }
    }

    /// Lines as they are, in a box that scrolls where the page is narrower.
    static func code(_ lines: Markup, title: String) -> Markup {
        Markup.element(
            "pre", ["role": "region", "aria-label": title, "tabindex": "0"],
            .element("code", [:], lines)
        ).onLine
    }
}

extension ReportDocument {
    /// Whether anything is projected.
    fileprivate var hasEstimates: Bool {
        lead.contains(where: \.isEstimated)
            || highlights.contains { $0.value.contains("≈") }
            || sections.flatMap(\.blocks).contains(where: \.hasEstimates)
    }
}

extension ReportDocument.Block {
    fileprivate var hasEstimates: Bool {
        switch self {
        case .paragraph(let phrase): phrase.isEstimated
        case .list(let items): items.contains(where: \.isEstimated)
        case .table(let table): table.hasEstimates
        case .chart(let chart): chart.values.unit.isEstimated
        case .commands, .links: false
        }
    }
}

extension Phrase {
    fileprivate var isEstimated: Bool {
        pieces.contains { if case .plain(let words) = $0 { words.contains("≈") } else { false } }
    }
}

extension Table {
    fileprivate var hasEstimates: Bool {
        (rows + [total].compactMap { $0 }).contains { row in
            row.contains { if case .estimate = $0 { true } else { false } }
        }
    }
}

extension ReportLink {
    fileprivate var html: Markup {
        Markup.element(
            "li", [:], .element("a", ["href": name], .text(name)) + .text(": \(about)")
        ).onLine
    }
}
