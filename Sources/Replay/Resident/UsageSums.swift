import CColumns
import Pricing

/// Calls and tokens by cell, that is by kind of call and what was decided on it.
///
/// Calls are first added up together with their tokens, as `tg_add_tokens_16` does it, and carried
/// over into the totals before there are too many for that.
final class UsageSums {
    private let cells: Int
    /// Tables that rows take turns in: several where they are so small that all stay in the cache.
    private let tables: Int
    private let sums: UnsafeMutablePointer<SIMD4<UInt64>>
    /// How many calls are in the sums: fewer than fit above the output tokens.
    private var pending = 0
    private let tokens: UnsafeMutablePointer<SIMD4<UInt64>>
    private let writes: UnsafeMutablePointer<SIMD2<UInt64>>
    private let counts: UnsafeMutablePointer<UInt64>

    /// All tokens that were carried over, or the bound of a run where they reach it.
    private(set) var allTokens: UInt64 = 0

    private static let fewCells = 256
    /// Times `ResidentUsage.mostInNarrow` they are less than `TG_ONE_CALL`.
    private static let mostPending = 1 << 20

    init(cells: Int) {
        self.cells = cells
        tables = cells <= Self.fewCells ? 4 : 1
        sums = .zeroed(cells * tables, .zero)
        tokens = .zeroed(cells, .zero)
        writes = .zeroed(cells, .zero)
        counts = .zeroed(cells, 0)
    }

    deinit {
        sums.deallocate()
        tokens.deallocate()
        writes.deallocate()
        counts.deallocate()
    }

    /// Adds a block up.
    ///
    /// - Parameters:
    ///   - usage: The tokens of each row.
    ///   - rows: How many there are.
    ///   - cell: The cell of each row.
    func add(_ usage: ResidentUsage, rows: Int, cells cell: UnsafePointer<UInt32>) {
        if pending + rows > Self.mostPending { carryOver() }
        let (base, stride) = (sums.words, tables > 1 ? cells : 0)
        switch usage.frequent {
        case .pairs(let column):
            tg_add_pairs_16(column.words(), cell, rows, base, stride)
            pending += rows
        case .uint16(let column):
            tg_add_tokens_16(column.words(), cell, rows, base, stride)
            pending += rows
        case .uint32(let column):
            tg_add_tokens_32(column.words(), cell, rows, base, stride)
            pending += rows
        case .uint64(let column):
            for row in 0..<rows {
                tokens[Int(cell[row])] &+= column[row]
                counts[Int(cell[row])] += 1
                note(column[row][0] + column[row][1] + column[row][2])
            }
        }
        guard let column = usage.cacheWrites else { return }
        for row in 0..<rows {
            writes[Int(cell[row])] &+= column[row]
            note(column[row][0] + column[row][1])
        }
    }

    private func note(_ tokens: UInt64) { allTokens = min(allTokens + tokens, Bounds.tokensPerRun) }

    /// Takes calls and tokens apart, and adds them to the totals.
    func carryOver() {
        for table in 0..<tables {
            let sums = sums + table * cells
            for cell in 0..<cells where sums[cell][1] > 0 {
                var sum = sums[cell]
                counts[cell] += sum[1] / TG_ONE_CALL
                sum[1] %= TG_ONE_CALL
                tokens[cell] &+= sum
                // Reasoning, the last of them, is part of the output.
                note(sum[0] + sum[1] + sum[2])
                sums[cell] = .zero
            }
        }
        pending = 0
    }

    /// What a cell adds up to, of what was carried over.
    subscript(cell: Int) -> CallTotals {
        let (tokens, writes) = (tokens[cell], writes[cell])
        return CallTotals(
            requests: counts[cell],
            usage: TokenUsage(
                input: tokens[0], cacheRead: tokens[2], cacheWrite5m: writes[0],
                cacheWrite1h: writes[1], output: tokens[1], reasoning: tokens[3]))
    }
}

extension UnsafeMutablePointer where Pointee: BitwiseCopyable {
    fileprivate static func zeroed(_ count: Int, _ zero: Pointee) -> Self {
        let made = allocate(capacity: max(count, 1))
        made.initialize(repeating: zero, count: max(count, 1))
        return made
    }
}

extension UnsafeMutablePointer where Pointee == SIMD4<UInt64> {
    /// The numbers of all vectors, one after the other.
    fileprivate var words: UnsafeMutablePointer<UInt64> {
        UnsafeMutableRawPointer(self).assumingMemoryBound(to: UInt64.self)
    }
}

extension UnsafePointer where Pointee: SIMD {
    /// The numbers of all vectors, one after the other.
    fileprivate func words() -> UnsafePointer<Pointee.Scalar> {
        UnsafeRawPointer(self).assumingMemoryBound(to: Pointee.Scalar.self)
    }
}
