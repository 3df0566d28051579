import CColumns
import Calls
import Routing

/// Looks at narrow blocks as questions do; keeps the room for columns that have to be put together.
final class NarrowColumns {
    private let room = RowBuffer<SIMD4<UInt64>>(rows: NarrowBlock.capacity)
    private let writes = RowBuffer<SIMD2<UInt64>>(rows: NarrowBlock.capacity)
    /// One after the other for the columns of a block that have the same value in all rows.
    private var repeated: [RowBuffer<Int64>] = []
    private var used = 0
    private let memory = ColumnMemory()

    /// The block, whose kinds are numbered by `facts`; valid until the next one.
    func block(
        _ block: NarrowBlock, _ facts: inout CallFacts, _ features: KeptFeatures
    ) -> ResidentBlock {
        used = 0
        let kinds = UnsafePointer(
            facts.combine(
                block, priceNumber: facts.priceNumber(ofAll: block.period) ?? 0,
                models: plain(block.model, block.rows), flags: plain(block.flags, block.rows)
            ))
        return ResidentBlock(
            rows: block.rows, kinds: .uint32(kinds), usage: usage(block),
            numbers: features.numbers.map { ($0, numbers(block[$0], block.rows)) },
            names: features.names.map { ($0, plain(block[$0], block.rows)) },
            truths: features.probes.map { probe in
                let column = features.textColumns[probe].map { block.texts[$0] }
                return (probe, plain(column ?? .same(.unknown), block.rows))
            }, memory: memory)
    }

    private func usage(_ block: NarrowBlock) -> ResidentUsage {
        let usage = block.usage
        let frequent = [usage[0], usage[4], usage[1], usage[5]]
        return ResidentUsage(
            frequent: frequent.allSatisfy(\.isNarrow)
                ? .uint32(joined(frequent, block.rows)) : .uint64(wide(frequent, block.rows)),
            cacheWrites: usage[2].isZero && usage[3].isZero
                ? nil : cacheWrites(usage[2], usage[3], block.rows))
    }

    private func joined(_ columns: [NarrowNumbers], _ rows: Int) -> UnsafePointer<SIMD4<UInt32>> {
        let columns = columns.map { counts($0, rows) }
        let target = UnsafeMutableRawPointer(room.base)
        tg_join_four(
            columns[0], columns[1], columns[2], columns[3], rows,
            target.assumingMemoryBound(to: UInt32.self))
        return UnsafePointer(target.assumingMemoryBound(to: SIMD4<UInt32>.self))
    }

    private func wide(_ columns: [NarrowNumbers], _ rows: Int) -> UnsafePointer<SIMD4<UInt64>> {
        for row in 0..<rows {
            room.base[row] = SIMD4(
                columns[0][row], columns[1][row], columns[2][row], columns[3][row])
        }
        return UnsafePointer(room.base)
    }

    private func cacheWrites(
        _ fiveMinutes: NarrowNumbers, _ hour: NarrowNumbers, _ rows: Int
    ) -> UnsafePointer<SIMD2<UInt64>> {
        for row in 0..<rows { writes.base[row] = SIMD2(fiveMinutes[row], hour[row]) }
        return UnsafePointer(writes.base)
    }

    private func counts(_ numbers: NarrowNumbers, _ rows: Int) -> UnsafePointer<UInt32> {
        switch numbers {
        case .int32(let counts, _):
            UnsafeRawPointer(counts).assumingMemoryBound(to: UInt32.self)
        case .same, .int64: filled(rows, UInt32(truncatingIfNeeded: numbers[0]))
        }
    }

    private func numbers(_ numbers: NarrowNumbers, _ rows: Int) -> NumberColumn {
        switch numbers {
        case .same(let number): .int64(filled(rows, number))
        case .int32(let numbers, _): .int32(numbers)
        case .int64(let numbers): .int64(numbers)
        }
    }

    /// A column of ids, flags or truths as plain integers, which they wrap.
    private func plain<Value, Plain>(
        _ column: NarrowColumn<Value>, _ rows: Int
    ) -> UnsafePointer<Plain> {
        let values =
            switch column {
            case .same(let value): filled(rows, value)
            case .each(let values): values
            }
        return UnsafeRawPointer(values).assumingMemoryBound(to: Plain.self)
    }

    private func filled<Value>(_ rows: Int, _ value: Value) -> UnsafePointer<Value> {
        if used == repeated.count { repeated.append(RowBuffer(rows: NarrowBlock.capacity)) }
        let target = UnsafeMutableRawPointer(repeated[used].base)
            .assumingMemoryBound(to: Value.self)
        target.update(repeating: value, count: rows)
        used += 1
        return UnsafePointer(target)
    }
}

extension NarrowNumbers {
    /// The number of a row, as a count.
    fileprivate subscript(row: Int) -> UInt64 {
        switch self {
        case .same(let number): UInt64(bitPattern: number)
        case .int32(let numbers, _): UInt64(UInt32(bitPattern: numbers[row]))
        case .int64(let numbers): UInt64(bitPattern: numbers[row])
        }
    }

    fileprivate var isZero: Bool {
        if case .same(0) = self { true } else { false }
    }

    /// Whether the numbers are counts that `ResidentUsage` holds in 32 bits.
    fileprivate var isNarrow: Bool {
        switch self {
        case .same(let number): 0...Int64(ResidentUsage.mostInNarrow) ~= number
        case .int32(_, let greatest): greatest <= ResidentUsage.mostInNarrow
        case .int64: false
        }
    }
}

extension NarrowBlock {
    fileprivate subscript(feature: NumericFeature) -> NarrowNumbers {
        switch feature {
        case .contentLength: contentLength
        case .messageCount: messageCount
        case .maxTokens: maxTokens
        case .promptTokens, .hour, .completionTokens, .latency, .cost:
            preconditionFailure("\(feature) is in no narrow block")
        }
    }

    fileprivate subscript(feature: NameFeature) -> NarrowColumn<NameID> {
        switch feature {
        case .model: model
        case .user: user
        case .team: team
        case .session: session
        case .serviceTier: serviceTier
        case .weekday, .tag: preconditionFailure("\(feature) is in no narrow block")
        }
    }
}
