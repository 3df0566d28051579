extension ReportDocument {
    /// The report in GitHub's Markdown.
    func markdown() -> String {
        let lead = lead.map { $0.markdown + "\n" }
        let sections = sections.compactMap(\.shown).map { section in
            let blocks = section.blocks.map { Self.markdown(of: $0) }.filter { !$0.isEmpty }
            return "## \(section.title.markdown)\n\n" + blocks.joined(separator: "\n")
        }
        return (["# \(title.markdown)\n"] + lead + sections).joined(separator: "\n")
    }

    private static func markdown(of block: Block) -> String {
        switch block {
        case .paragraph(let phrase): phrase.markdown + "\n"
        case .list(let items): items.map { "- \($0.markdown)\n" }.joined()
        case .table(let table): table.markdown()
        case .commands(let commands):
            "```sh\n" + commands.map { $0.harmless + "\n" }.joined() + "```\n"
        case .links(let links):
            links.map { "- [\($0.name)](\($0.name)): \($0.about)\n" }.joined()
        case .chart: ""
        }
    }
}
