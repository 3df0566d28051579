import Routing

/// Tells how many of the bounds a number is over.
final class BoundRanks {
    private let bounds: [Int64]
    /// By number, the ranks of as many as may differ.
    private var table: [UInt16] = []
    private let base: UnsafeMutablePointer<UInt16>

    /// Numbers above this are searched where there are bounds above it.
    private static let tableLimit: Int64 = 1 << 16

    init(_ bounds: [Int64]) {
        self.bounds = bounds
        base = .allocate(capacity: 1 << ResidentBlock.rowBits)
        var rank: UInt16 = 0
        for number in 0...min(max(bounds.last ?? 0, 0), Self.tableLimit) + 1 {
            while Int(rank) < bounds.count, bounds[Int(rank)] < number { rank += 1 }
            table.append(rank)
        }
    }

    deinit { base.deallocate() }

    /// The rank of each number; valid until the next block.
    ///
    /// A missing number has rank 0, where it stays unknown.
    func ranks(of numbers: NumberColumn, _ rows: Int) -> UnsafePointer<UInt16> {
        switch numbers {
        case .int8(let numbers): fill(numbers, rows)
        case .int16(let numbers): fill(numbers, rows)
        case .int32(let numbers): fill(numbers, rows)
        case .int64(let numbers): fill(numbers, rows)
        }
        return UnsafePointer(base)
    }

    @inline(__always)
    private func fill<Number: FixedWidthInteger>(_ numbers: UnsafePointer<Number>, _ rows: Int) {
        let last = Int64(table.count - 1)
        table.withUnsafeBufferPointer { table in
            for row in 0..<rows {
                base[row] = table[Int(min(max(Int64(numbers[row]), 0), last))]
            }
        }
        guard Int(table[table.count - 1]) < bounds.count else { return }
        for row in 0..<rows where Int64(numbers[row]) > last {
            base[row] = searched(Int64(numbers[row]))
        }
    }

    private func searched(_ number: Int64) -> UInt16 {
        UInt16(bounds.partitioningIndex { $0 >= number })
    }
}

extension [Int64] {
    /// The first position whose element has the property, which all behind it have too.
    fileprivate func partitioningIndex(_ hasProperty: (Int64) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if hasProperty(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
