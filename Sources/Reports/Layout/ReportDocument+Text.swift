extension ReportDocument {
    /// The report for a terminal.
    func text(isColored: Bool, width: Int?) -> String {
        TextLayout(isColored: isColored, width: width).text(of: self)
    }
}

/// Lays a report out in lines.
private struct TextLayout {
    let isColored: Bool
    let width: Int?

    /// The longest line of prose that reads well.
    private static let proseWidth = 100
    private static let indent = 2

    func text(of document: ReportDocument) -> String {
        let title = document.hasTitleInText ? [bold(document.title.sentence) + "\n"] : []
        let lead = document.lead.map { lines($0, indent: 0, style: bold) }.joined()
        let sections = document.sections.compactMap(\.shown).map(section)
        return (title + [lead] + sections).filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private func section(_ section: ReportDocument.Section) -> String {
        bold(section.title.sentence) + "\n"
            + section.blocks.map(block).filter { !$0.isEmpty }.joined(
                separator: "\n")
    }

    private func block(_ block: ReportDocument.Block) -> String {
        switch block {
        case .paragraph(let phrase): lines(phrase, indent: Self.indent)
        case .list(let items):
            items.map { lines($0, indent: Self.indent + 2, mark: "- ") }.joined()
        case .table(let table): table.text(indent: Self.indent, width: width)
        case .commands(let commands):
            commands.map { String(repeating: " ", count: Self.indent) + $0.harmless + "\n" }
                .joined()
        case .links(let links):
            links.map { lines("\($0.name): \($0.about)", indent: Self.indent + 2, mark: "- ") }
                .joined()
        case .chart: ""
        }
    }

    private func bold(_ line: String) -> String {
        isColored && !line.isEmpty ? "\u{1B}[1m\(line)\u{1B}[0m" : line
    }

    /// A phrase broken into lines, the first of which may start with a mark.
    private func lines(
        _ phrase: Phrase, indent: Int, mark: String = "", style: (String) -> String = { $0 }
    ) -> String {
        let room = max(20, min(width ?? Self.proseWidth, Self.proseWidth) - indent)
        return phrase.sentence.wrapped(to: room).enumerated().map { index, line in
            let start = index == 0 ? mark : ""
            return String(repeating: " ", count: indent - start.count) + start + style(line) + "\n"
        }.joined()
    }
}

extension String {
    /// The text in lines that are broken at blanks.
    fileprivate func wrapped(to width: Int) -> [String] {
        var lines: [String] = []
        for word in split(separator: " ") {
            if let last = lines.last, last.displayWidth + 1 + String(word).displayWidth <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}
