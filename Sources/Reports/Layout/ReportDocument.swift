/// A report before it is laid out as text or Markdown.
struct ReportDocument {
    /// A titled part.
    struct Section {
        let title: Phrase
        let blocks: [Block]
    }

    /// A part of a section.
    enum Block {
        case paragraph(Phrase)
        case list([Phrase])
        case table(Table)
        case commands([String])
    }

    /// More rows than these are not shown: the other formats list them all.
    static let rowLimit = 100

    let title: Phrase?
    /// The answer, before everything else.
    let lead: [Phrase]
    let sections: [Section]
}

extension ReportDocument.Block {
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
        default: [self]
        }
    }
}

extension ReportDocument.Section {
    /// The section as it is shown; nil where nothing is left of it.
    var shown: ReportDocument.Section? {
        let blocks = blocks.flatMap(\.shown)
        return blocks.isEmpty ? nil : ReportDocument.Section(title: title, blocks: blocks)
    }
}
