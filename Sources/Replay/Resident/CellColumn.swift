import Routing

/// Room for the verdicts on a block.
final class VerdictColumn {
    let base: UnsafeMutablePointer<UInt16>

    init() { base = .allocate(capacity: 1 << ResidentBlock.rowBits) }

    deinit { base.deallocate() }

    /// The first row on which the policy can't decide.
    func firstUnknown(_ rows: Int) -> Int? {
        var all: UInt16 = 0
        for row in 0..<rows { all |= base[row] }
        guard Verdict(rawValue: all).isUnknown else { return nil }
        return (0..<rows).first { Verdict(rawValue: base[$0]).isUnknown }
    }
}

/// The cell of each row of a block: the kind of call, and what was decided on it.
///
/// Each kind has a power of two of cells, so that a cell is put together by shifting.
final class CellColumn {
    private let shift: UInt32
    private let base: UnsafeMutablePointer<UInt32>

    /// - Parameter width: How many things may be decided on a call.
    init(width: Int) {
        shift = UInt32(max(width - 1, 0).bitWidth - max(width - 1, 0).leadingZeroBitCount)
        base = .allocate(capacity: 1 << ResidentBlock.rowBits)
    }

    deinit { base.deallocate() }

    /// How many cells so many kinds have.
    func count(kinds: Int) -> Int { kinds << Int(shift) }

    /// The cell of a kind on which this was decided.
    func cell(kind: Int, decided: Int) -> Int { kind << Int(shift) | decided }

    /// The cells of a block's rows; valid until the next block.
    func combine(
        _ block: ResidentBlock, _ decided: UnsafePointer<UInt16>
    ) -> UnsafePointer<UInt32> {
        switch block.kinds {
        case .uint8(let kinds): combine(kinds.base, decided, block.rows)
        case .uint16(let kinds): combine(kinds.base, decided, block.rows)
        case .uint32(let kinds): combine(kinds.base, decided, block.rows)
        }
        return UnsafePointer(base)
    }

    @inline(__always)
    private func combine<ID: FixedWidthInteger>(
        _ kinds: UnsafePointer<ID>, _ decided: UnsafePointer<UInt16>, _ rows: Int
    ) {
        let (cells, shift) = (base, shift)
        for row in 0..<rows {
            cells[row] = UInt32(truncatingIfNeeded: kinds[row]) &<< shift | UInt32(decided[row])
        }
    }
}
