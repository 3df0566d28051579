public import Pricing

/// A column of a table together with where its cells come from.
public struct TableField<Row> {
    let column: Table.Column
    let total: Table.Cell?
    let cell: (Row) -> Table.Cell

    /// A column of any kind.
    ///
    /// - Parameters:
    ///   - title: The heading.
    ///   - kind: What it holds.
    ///   - total: What stands in the last row; without any there is no such row.
    ///   - cell: The cell of a row.
    public init(
        _ title: Phrase, _ kind: Table.Kind, total: Table.Cell? = nil,
        cell: @escaping (Row) -> Table.Cell
    ) {
        column = Table.Column(title, kind)
        self.total = total
        self.cell = cell
    }

    /// A column of words.
    public static func text(
        _ title: Phrase, total: Phrase? = nil, _ words: @escaping (Row) -> Phrase
    ) -> TableField {
        TableField(title, .text, total: total.map { .text($0) }) { .text(words($0)) }
    }

    /// A column of names.
    public static func name(
        _ title: Phrase, total: Phrase? = nil, _ name: @escaping (Row) -> String
    ) -> TableField {
        .text(title, total: total) { .name(name($0)) }
    }

    /// A column of counts.
    public static func count(
        _ title: Phrase, total: UInt64? = nil, _ count: @escaping (Row) -> UInt64
    ) -> TableField {
        TableField(title, .count, total: total.map { .count($0) }) { .count(count($0)) }
    }

    /// A column of shares; nil where there is none.
    public static func percent(
        _ title: Phrase, _ share: @escaping (Row) -> Percentage?
    ) -> TableField {
        TableField(title, .percent) { row in share(row).map { .percent($0) } ?? .none }
    }

    /// A column of shares that carry their sign; nil where there is none.
    public static func change(
        _ title: Phrase, _ share: @escaping (Row) -> Percentage?
    ) -> TableField {
        TableField(title, .change) { row in share(row).map { .percent($0) } ?? .none }
    }

    /// A column of amounts, in which nil reads "unpriced".
    ///
    /// - Parameters:
    ///   - title: The heading.
    ///   - currency: The currency of every amount.
    ///   - total: What the amounts add up to; without any column's total there is no such row.
    ///   - amount: The amount of a row.
    /// - Returns: The column.
    public static func cost(
        _ title: Phrase, _ currency: Currency, total: Money? = nil,
        _ amount: @escaping (Row) -> Money?
    ) -> TableField {
        TableField(title, .money(currency), total: total.map { .money($0) }) { row in
            amount(row).map { .money($0) } ?? .missing("unpriced")
        }
    }

    /// A column of projected numbers, amounts where there is a currency; nil where there is none.
    public static func estimate(
        _ title: Phrase, _ currency: Currency? = nil, decimals: Int = 2,
        _ value: @escaping (Row) -> Double?
    ) -> TableField {
        TableField(title, .estimate(currency, decimals: decimals)) { row in
            value(row).map { .estimate($0) } ?? .none
        }
    }
}

extension Table {
    /// A table with one row a value.
    ///
    /// - Parameters:
    ///   - values: The rows.
    ///   - fields: The columns from left to right.
    public init<Row>(of values: [Row], _ fields: [TableField<Row>]) {
        let total = fields.map { $0.total ?? .missing("") }
        self.init(
            columns: fields.map(\.column),
            rows: values.map { value in fields.map { $0.cell(value) } },
            total: fields.contains { $0.total != nil } ? total : nil)
    }
}
