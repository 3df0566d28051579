import CColumns

/// The cell of each row of a block: the kind of call, and what was noted of it.
///
/// Each kind has a power of two of cells, so that a cell is put together by shifting.
final class CellColumn {
    private let bits: Int32
    private let base: UnsafeMutablePointer<UInt32>

    /// - Parameter width: How many things may be noted of a call.
    init(width: Int) {
        bits = Int32(max(width - 1, 0).bitWidth - max(width - 1, 0).leadingZeroBitCount)
        base = .allocate(capacity: 1 << ResidentBlock.rowBits)
    }

    deinit { base.deallocate() }

    /// How many cells so many kinds have.
    func count(kinds: Int) -> Int { kinds << Int(bits) }

    /// The cell of a kind of which this was noted.
    func cell(kind: Int, noted: Int) -> Int { kind << Int(bits) | noted }

    /// The cells of a block's rows; valid until the next block.
    func combine(
        _ block: ResidentBlock, _ noted: UnsafePointer<UInt16>
    ) -> UnsafePointer<UInt32> {
        let rows = block.rows
        switch block.kinds {
        case .uint8(let kinds): tg_cells_8(kinds, noted, bits, rows, base)
        case .uint16(let kinds): tg_cells_16(kinds, noted, bits, rows, base)
        case .uint32(let kinds): tg_cells_32(kinds, noted, bits, rows, base)
        }
        return UnsafePointer(base)
    }
}
