/// A report before it is laid out as text, Markdown or HTML.
public struct ReportDocument: Sendable {
    /// A titled part.
    struct Section: Sendable {
        let title: Phrase
        let blocks: [Block]
    }

    /// A part of a section.
    enum Block: Sendable {
        case paragraph(Phrase)
        case list([Phrase])
        case table(Table)
        case commands([String])
        case links([ReportLink])
        case chart(Chart)
    }

    /// More rows than these are not shown: the other formats list them all.
    static let rowLimit = 100

    /// A number that stands out at the head of HTML; sections tell it too.
    struct Highlight: Sendable {
        let label: Phrase
        let value: String
        /// What to make of it.
        let note: Phrase
    }

    let title: Phrase
    /// Whether text, which may follow a command that says the same, starts with the title.
    let hasTitleInText: Bool
    /// The answer, before everything else.
    let lead: [Phrase]
    let highlights: [Highlight]
    let sections: [Section]

    init(
        title: Phrase, hasTitleInText: Bool = true, lead: [Phrase], highlights: [Highlight] = [],
        sections: [Section]
    ) {
        self.title = title
        self.hasTitleInText = hasTitleInText
        self.lead = lead
        self.highlights = highlights
        self.sections = sections
    }
}

extension ReportDocument.Block {
    var isChart: Bool { if case .chart = self { true } else { false } }

    /// The block as it is shown: tables without rows left out, long ones cut and so marked.
    var shown: [ReportDocument.Block] {
        switch self {
        case .table(let table) where table.rows.isEmpty: []
        case .table(let table) where table.rows.count > ReportDocument.rowLimit:
            [
                .table(table.abridged(to: ReportDocument.rowLimit)),
                .paragraph("CSV and JSON list the rows beyond these."),
            ]
        case .list(let items) where items.isEmpty: []
        case .commands(let commands) where commands.isEmpty: []
        case .links(let links) where links.isEmpty: []
        default: [self]
        }
    }
}

extension ReportDocument.Section {
    /// The section as it is shown in words; nil where nothing is left of it.
    var shown: ReportDocument.Section? { shown(blocks.filter { !$0.isChart }) }

    /// The section as it is shown with its charts; nil where nothing is left of it.
    var shownWithCharts: ReportDocument.Section? { shown(blocks) }

    private func shown(_ blocks: [ReportDocument.Block]) -> ReportDocument.Section? {
        let blocks = blocks.flatMap(\.shown)
        return blocks.isEmpty ? nil : ReportDocument.Section(title: title, blocks: blocks)
    }
}
