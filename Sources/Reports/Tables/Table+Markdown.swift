extension Table {
    /// A table in GitHub's Markdown, padded so that it reads well as plain text too.
    ///
    /// - Returns: Lines, each ended by a newline.
    public func markdown() -> String {
        let layout = layout(\.markdown)
        let widths = layout.widths.map { max($0, 3) }
        let rule = zip(widths, layout.isRight).map { width, isRight in
            isRight
                ? String(repeating: "-", count: width - 1) + ":"
                : String(repeating: "-", count: width)
        }
        let lines = [layout.header, rule] + layout.rows + [layout.total].compactMap { $0 }
        return lines.map { cells in
            let padded = cells.indices.map {
                cells[$0].padded(to: widths[$0], isRight: layout.isRight[$0])
            }
            return "| " + padded.joined(separator: " | ") + " |\n"
        }.joined()
    }
}
