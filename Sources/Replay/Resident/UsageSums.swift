import Pricing

/// Calls and tokens by cell, that is by kind of call and what was decided on it.
///
/// Where cells are few, a block is added up in 32 bits and then carried over into 64.
struct UsageSums {
    let cells: Int
    /// To carry over so many cells costs less than it saves.
    private static let few = 1024
    private let narrow: UnsafeMutablePointer<SIMD4<UInt32>>
    private let narrowCounts: UnsafeMutablePointer<UInt32>
    private let wide: UnsafeMutablePointer<SIMD4<UInt64>>
    private let writes: UnsafeMutablePointer<SIMD2<UInt64>>
    private let counts: UnsafeMutablePointer<UInt64>
    private let memory: Memory

    /// Frees what all copies of the sums share.
    private final class Memory {
        let all: [UnsafeMutableRawPointer]
        init(_ all: [UnsafeMutableRawPointer]) { self.all = all }
        deinit { for pointer in all { pointer.deallocate() } }
    }

    init(cells: Int) {
        self.cells = cells
        narrow = .zeroed(cells, .zero)
        narrowCounts = .zeroed(cells, 0)
        wide = .zeroed(cells, .zero)
        writes = .zeroed(cells, .zero)
        counts = .zeroed(cells, 0)
        memory = Memory([
            .init(narrow), .init(narrowCounts), .init(wide), .init(writes), .init(counts),
        ])
    }

    /// Adds a block up.
    ///
    /// - Parameters:
    ///   - usage: The tokens of each row; at most 2^`ResidentBlock.rowBits` rows.
    ///   - rows: How many there are.
    ///   - cell: The cell of each row.
    func add(_ usage: ResidentUsage, rows: Int, cells cell: UnsafePointer<UInt32>) {
        switch usage.frequent {
        case .uint16(let column): addNarrow(column.base, rows, cell)
        case .uint32(let column): addNarrow(column.base, rows, cell)
        case .uint64(let column): addWide(column.base, rows, cell)
        }
        guard let column = usage.cacheWrites else { return }
        for row in 0..<rows { writes[Int(cell[row])] &+= column.base[row] }
    }

    @inline(__always)
    private func addNarrow<Tokens: FixedWidthInteger & SIMDScalar>(
        _ usage: UnsafePointer<SIMD4<Tokens>>, _ rows: Int, _ cell: UnsafePointer<UInt32>
    ) {
        guard cells <= Self.few else { return addWide(usage, rows, cell) }
        for row in 0..<rows {
            let index = Int(cell[row])
            narrow[index] &+= SIMD4<UInt32>(truncatingIfNeeded: usage[row])
            narrowCounts[index] &+= 1
        }
        for index in 0..<cells where narrowCounts[index] > 0 {
            wide[index] &+= SIMD4<UInt64>(truncatingIfNeeded: narrow[index])
            counts[index] += UInt64(narrowCounts[index])
            narrow[index] = .zero
            narrowCounts[index] = 0
        }
    }

    @inline(__always)
    private func addWide<Tokens: FixedWidthInteger & SIMDScalar>(
        _ usage: UnsafePointer<SIMD4<Tokens>>, _ rows: Int, _ cell: UnsafePointer<UInt32>
    ) {
        for row in 0..<rows {
            let index = Int(cell[row])
            wide[index] &+= SIMD4<UInt64>(truncatingIfNeeded: usage[row])
            counts[index] += 1
        }
    }

    /// What a cell adds up to.
    subscript(cell: Int) -> CallTotals {
        let (tokens, writes) = (wide[cell], writes[cell])
        return CallTotals(
            requests: counts[cell],
            usage: TokenUsage(
                input: tokens[0], cacheRead: tokens[1], cacheWrite5m: writes[0],
                cacheWrite1h: writes[1], output: tokens[2], reasoning: tokens[3]))
    }
}

extension UnsafeMutablePointer where Pointee: BitwiseCopyable {
    fileprivate static func zeroed(_ count: Int, _ zero: Pointee) -> Self {
        let made = allocate(capacity: max(count, 1))
        made.initialize(repeating: zero, count: max(count, 1))
        return made
    }
}
