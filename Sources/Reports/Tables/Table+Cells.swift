import Pricing

extension Table {
    /// Cells as printed text, each with whether it stands at the right.
    struct Layout {
        let isRight: [Bool]
        let header: [String]
        let rows: [[String]]
        let total: [String]?
        let widths: [Int]
    }

    /// Prints every cell.
    ///
    /// - Parameter words: How a phrase is printed.
    /// - Returns: The cells and the widths of the columns.
    func layout(_ words: (Phrase) -> String) -> Layout {
        let printed = columns.indices.map { printedColumn($0, words) }
        let header = columns.map { words($0.title) }
        return Layout(
            isRight: columns.map(\.kind.isRightAligned), header: header,
            rows: rows.indices.map { row in printed.map { $0[row] } },
            total: total == nil ? nil : printed.map { $0[rows.count] },
            widths: zip(header, printed).map { title, cells in
                cells.reduce(title.displayWidth) { max($0, $1.displayWidth) }
            })
    }

    /// The cells of a column from top to bottom, the total at the end.
    private func printedColumn(_ index: Int, _ words: (Phrase) -> String) -> [String] {
        let kind = columns[index].kind
        let total = total.map { [$0[index]] } ?? []
        let cells = rows.map { $0[index] } + total
        guard case .money(let currency) = kind else { return cells.map { plain($0, kind, words) } }
        var amounts = printed(
            cells.compactMap(\.amount), endWithTotal: total.contains { $0.amount != nil },
            in: currency)[...]
        return cells.map { cell in
            cell.amount == nil ? plain(cell, kind, words) : amounts.popFirst() ?? ""
        }
    }

    private func printed(
        _ amounts: [Money], endWithTotal: Bool, in currency: Currency
    ) -> [String] {
        let column = MoneyColumn(amounts)
        let total = endWithTotal ? amounts.last : nil
        let parts = endWithTotal ? amounts.dropLast() : amounts
        let money = MoneyText(currency: currency)
        return (column.rounded(parts, total: total) + [total].compactMap { $0 }).map {
            money.text($0, decimals: column.decimals)
        }
    }

    private func plain(_ cell: Cell, _ kind: Kind, _ words: (Phrase) -> String) -> String {
        switch cell {
        case .text(let phrase): words(phrase)
        case .count(let count): Numbers.grouped(count)
        case .money(let amount): Numbers.grouped(decimal: amount.description)
        case .percent(let share): kind == .change ? share.changeText : share.text
        case .estimate(let value): estimated(value, kind)
        case .missing(let words): words
        }
    }

    private func estimated(_ value: Double, _ kind: Kind) -> String {
        guard case .estimate(let currency, let decimals) = kind else {
            return EstimateText(currency: nil, decimals: 2).text(value)
        }
        return EstimateText(currency: currency, decimals: decimals).text(value)
    }
}
