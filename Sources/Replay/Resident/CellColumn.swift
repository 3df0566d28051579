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

/// The cell of each row of a block: the kind of call times what may be decided, plus what was.
final class CellColumn {
    private let starts: UnsafeMutablePointer<UInt32>
    private let base: UnsafeMutablePointer<UInt32>

    /// - Parameters:
    ///   - kinds: The position of each of the worker's kinds among all.
    ///   - width: How many cells a kind has.
    init(kinds: [UInt32], width: Int) {
        starts = .allocate(capacity: max(kinds.count, 1))
        for (index, kind) in kinds.enumerated() { starts[index] = kind * UInt32(width) }
        base = .allocate(capacity: 1 << ResidentBlock.rowBits)
    }

    deinit {
        starts.deallocate()
        base.deallocate()
    }

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
        for row in 0..<rows { base[row] = starts[Int(kinds[row])] &+ UInt32(decided[row]) }
    }
}
