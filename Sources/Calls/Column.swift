/// One column of a block: a fixed number of rows of plain values, owned here.
public final class Column<Element: BitwiseCopyable> {
    /// The first row; valid as long as the column lives.
    public let base: UnsafeMutablePointer<Element>

    init(rows: Int, filledWith value: Element) {
        base = .allocate(capacity: rows)
        base.initialize(repeating: value, count: rows)
    }

    deinit { base.deallocate() }

    /// The value of a row.
    @inlinable
    public subscript(row: Int) -> Element {
        get { base[row] }
        set { base[row] = newValue }
    }
}
