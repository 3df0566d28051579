extension Table {
    /// Aligned columns for a terminal; names that are too long for the width lose their middle.
    ///
    /// - Parameters:
    ///   - indent: Blanks before each line.
    ///   - width: The terminal's width; nil where there is none.
    /// - Returns: Lines, each ended by a newline.
    public func text(indent: Int = 0, width: Int? = nil) -> String {
        let layout = fitted(to: width.map { $0 - indent })
        let rule = layout.widths.map { String(repeating: "-", count: $0) }
        var lines = [layout.header, rule] + layout.rows
        if let total = layout.total { lines += [rule, total] }
        return lines.map { line(of: $0, layout, indent: indent) + "\n" }.joined()
    }

    /// The first layout that fits, of ever shorter names; else the one of the shortest.
    private func fitted(to width: Int?) -> Layout {
        var limits = [Table.nameLimit, 60, 40, 30, 20]
        var layout = layout { $0.cell(limit: limits[0]) }
        while let width, limits.count > 1, layout.width > width {
            limits.removeFirst()
            layout = self.layout { $0.cell(limit: limits[0]) }
        }
        return layout
    }

    private func line(of cells: [String], _ layout: Layout, indent: Int) -> String {
        let padded = cells.indices.map {
            cells[$0].padded(to: layout.widths[$0], isRight: layout.isRight[$0])
        }
        let line = String(repeating: " ", count: indent) + padded.joined(separator: "  ")
        return String(line.reversed().drop { $0 == " " }.reversed())
    }
}

extension Table.Layout {
    fileprivate var width: Int { widths.reduce(0, +) + 2 * max(0, widths.count - 1) }
}
