import Calls
import Pricing

/// Fills a block with rows of a chunk, column by column.
struct BlockFiller {
    private let block: CallBlock
    private let columns: DemandedColumns
    private let maps: NameMaps
    private let packed: [Int: PackedColumn]
    private let scratch: UsageScratch

    init(
        _ block: CallBlock, _ columns: DemandedColumns, _ maps: NameMaps,
        _ packed: [Int: PackedColumn], _ scratch: UsageScratch
    ) {
        (self.block, self.columns, self.maps) = (block, columns, maps)
        (self.packed, self.scratch) = (packed, scratch)
    }

    /// Fills the block with rows of the chunk, at most as many as it holds.
    func fill(_ rows: Range<Int>) {
        block.removeAll()
        packed[.time]?.unpack(rows, into: block.time.base)
        for (index, row) in rows.enumerated() {
            block.line.base[index] = UInt32(truncatingIfNeeded: row)
        }
        packed[.flags]?.unpack(rows, by: CallFlags.all, into: block.flags.base)
        packed[.recordedCost]?.unpack(rows, into: block.recordedCost.base)
        packed[.operation]?.unpack(rows, into: block.operation.rawValues)
        scratch.fill(block.usage.base, rows, DemandedColumns.usage.map { packed[$0] })
        fillNames(rows)
        fillNumbers(rows)
        fillTexts(rows)
        block.fill(rows.count)
    }

    private func fillNames(_ rows: Range<Int>) {
        for field in columns.names {
            guard let ids = maps.names[field] else { continue }
            packed[field]?.unpack(rows, by: ids, into: block.column(field).base)
        }
        for (index, ids) in maps.tags.enumerated() {
            packed[.tagSet]?.unpack(rows, by: ids, into: block.tags[index].base)
        }
    }

    private func fillNumbers(_ rows: Range<Int>) {
        for field in columns.numbers {
            packed[field]?.unpack(rows, into: block.numbers(field).base)
        }
        if columns.demand.fields.contains(.id) {
            packed[.id]?.unpack(rows, into: block.id.rawValues)
        }
    }

    private func fillTexts(_ rows: Range<Int>) {
        for (index, source) in columns.texts.enumerated() {
            let target = block.texts[index].base
            switch source {
            case .presence(let number):
                packed[number]?.unpack(rows, by: TextPresence.all, into: target)
            case .full(let field):
                packed[field]?.unpack(rows, by: maps.presences[index] ?? [.unknown], into: target)
            }
        }
    }
}

/// Room for the token counts of some rows, few enough to stay in the processor's nearest cache
/// while they are put together.
final class UsageScratch {
    private static let rows = 512
    private let counts: UnsafeMutablePointer<Int64>

    init() {
        counts = .allocate(capacity: Self.rows * 6)
        counts.initialize(repeating: 0, count: Self.rows * 6)
    }

    deinit { counts.deallocate() }

    /// Puts the counts of rows together; the columns come in the order of the fields of a usage.
    func fill(
        _ target: UnsafeMutablePointer<TokenUsage>, _ rows: Range<Int>, _ columns: [PackedColumn?]
    ) {
        var first = rows.lowerBound
        while first < rows.upperBound {
            let piece = first..<min(rows.upperBound, first + Self.rows)
            for (index, column) in columns.enumerated() {
                column?.unpack(piece, into: counts + index * Self.rows)
            }
            join(target + (first - rows.lowerBound), piece.count)
            first = piece.upperBound
        }
    }

    private func join(_ target: UnsafeMutablePointer<TokenUsage>, _ count: Int) {
        let size = Self.rows
        for row in 0..<count {
            target[row] = TokenUsage(
                input: UInt64(bitPattern: counts[row]),
                cacheRead: UInt64(bitPattern: counts[size + row]),
                cacheWrite5m: UInt64(bitPattern: counts[2 * size + row]),
                cacheWrite1h: UInt64(bitPattern: counts[3 * size + row]),
                output: UInt64(bitPattern: counts[4 * size + row]),
                reasoning: UInt64(bitPattern: counts[5 * size + row]))
        }
    }
}

extension [Int: PackedColumn] {
    fileprivate subscript(field: StoredField) -> PackedColumn? { self[field.rawValue] }
}

extension CallBlock {
    fileprivate func numbers(_ field: StoredField) -> Column<Int64> {
        switch field {
        case .messageCount: messageCount
        case .maxTokens: maxTokens
        case .latency: latency
        case .timeToFirstToken: timeToFirstToken
        default: contentLength
        }
    }
}

extension Column where Element == OperationID {
    /// The hashes as plain integers; `OperationID` wraps exactly one.
    fileprivate var rawValues: UnsafeMutablePointer<UInt128> {
        UnsafeMutableRawPointer(base).assumingMemoryBound(to: UInt128.self)
    }
}

extension Column where Element == RecordID {
    /// The hashes as plain integers; `RecordID` wraps exactly one.
    fileprivate var rawValues: UnsafeMutablePointer<UInt128> {
        UnsafeMutableRawPointer(base).assumingMemoryBound(to: UInt128.self)
    }
}
