import Pricing

extension Table {
    /// The table with its rows beyond a number left out and counted.
    ///
    /// Where the rows add up to a total, those left out are summed up, so that they still do.
    func abridged(to limit: Int) -> Table {
        guard rows.count > limit else { return self }
        let rest = rows[(limit - 1)...]
        var abridged = self
        abridged.rows =
            rows.prefix(limit - 1) + [
                columns.indices.map { index in
                    index == 0
                        ? .text("\(Numbers.grouped(UInt64(rest.count))) more")
                        : total == nil ? .missing("") : Table.sum(rest.map { $0[index] })
                }
            ]
        return abridged
    }

    private static func sum(_ cells: [Cell]) -> Cell {
        let amounts = cells.compactMap(\.amount)
        if !amounts.isEmpty { return .money(amounts.reduce(.zero, +)) }
        let counts = cells.compactMap { if case .count(let count) = $0 { count } else { nil } }
        return counts.isEmpty ? .missing("") : .count(counts.reduce(0, +))
    }
}
