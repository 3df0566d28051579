/// What each module may import: the table of modules in CONTRIBUTING.md.
struct ModuleTable {
    /// One row of the table.
    struct Row: Equatable {
        var module: String
        var modules: Set<String>
        var packages: Set<String>
        var system: Set<String>

        var imports: Set<String> { modules.union(packages).union(system) }
    }

    var rows: [Row]

    /// Reads the first Markdown table whose heading begins with `module`.
    init(markdown: String) {
        let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false)
        rows = lines.drop { !$0.hasPrefix("| module ") }.dropFirst(2)
            .prefix { $0.hasPrefix("|") }
            .compactMap { Self.row(cells: $0.split(separator: "|")) }
    }

    func row(_ module: String) -> Row? {
        rows.first { $0.module == module }
    }

    private static func row(cells: [Substring]) -> Row? {
        guard cells.count == 5, let module = names(cells[0]).first else { return nil }
        return Row(
            module: module, modules: names(cells[2]), packages: names(cells[3]),
            system: names(cells[4]))
    }

    private static func names(_ cell: Substring) -> Set<String> {
        Set(cell.matches(of: /\w+(?:-\w+)*/).map { String($0.output) })
    }
}
