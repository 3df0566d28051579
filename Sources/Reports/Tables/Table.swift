public import Pricing

/// Rows under titled columns, which text and Markdown lay out each in its way.
public struct Table: Sendable {
    /// What a column holds, from which follow its alignment and the form of its numbers.
    public enum Kind: Hashable, Sendable {
        case text
        case count
        /// All rows get the same number of decimals.
        case money(Currency)
        case percent
        /// A percentage that carries its sign.
        case change
        /// Projected numbers, marked as such; amounts where there is a currency.
        case estimate(Currency?, decimals: Int)

        var isRightAligned: Bool { self != .text }
    }

    /// One value.
    public enum Cell: Hashable, Sendable {
        case text(Phrase)
        case count(UInt64)
        case money(Money)
        case percent(Percentage)
        /// A projected number.
        case estimate(Double)
        /// What stands where there is no value: never a number.
        case missing(String)

        /// Where there is no value and nothing to say about it.
        public static let none = Cell.missing("–")

        /// A name from a log or a file.
        public static func name(_ name: String) -> Cell { .text(.name(name)) }

        var amount: Money? { if case .money(let amount) = self { amount } else { nil } }
    }

    /// A column's heading and kind.
    public struct Column: Hashable, Sendable {
        /// The heading.
        public let title: Phrase
        /// What it holds.
        public let kind: Kind

        /// A column.
        public init(_ title: Phrase, _ kind: Kind = .text) {
            self.title = title
            self.kind = kind
        }
    }

    /// The longest name that is shown whole.
    static let nameLimit = 80

    /// The columns from left to right.
    public let columns: [Column]
    /// One cell a column each.
    public internal(set) var rows: [[Cell]]
    /// A last row that the amounts above it add up to.
    public let total: [Cell]?

    /// A table of cells.
    ///
    /// - Parameters:
    ///   - columns: The columns from left to right.
    ///   - rows: One cell a column each.
    ///   - total: A last row that the rows add up to; printed amounts are rounded so that they do.
    public init(columns: [Column], rows: [[Cell]], total: [Cell]? = nil) {
        self.columns = columns
        self.rows = rows
        self.total = total
    }
}
