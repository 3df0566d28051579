/// Room for one value a row, not filled at first.
final class RowBuffer<Element: BitwiseCopyable> {
    let base: UnsafeMutablePointer<Element>

    init(rows: Int) { base = .allocate(capacity: rows) }

    deinit { base.deallocate() }
}
