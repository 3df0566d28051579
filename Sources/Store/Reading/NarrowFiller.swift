import Calls

/// Makes narrow blocks of rows of a chunk; keeps the room for their columns.
final class NarrowFiller {
    private let names: NameTable
    /// By number of column: room for one value a row, of 8 bytes at most.
    private var scratch: [Int: UnsafeMutableRawPointer] = [:]

    init(_ names: NameTable) { self.names = names }

    deinit { for room in scratch.values { room.deallocate() } }

    /// Rows of a chunk as a block; valid until the next one.
    func block(
        _ rows: Range<Int>, of chunk: ChunkRow, _ columns: DemandedColumns, _ maps: NameMaps,
        _ packed: [Int: PackedColumn]
    ) -> NarrowBlock {
        let source = Source(rows: rows, columns: columns, maps: maps, packed: packed)
        var block = NarrowBlock(rows: rows.count, period: chunk.first...chunk.last, names: names)
        block.model = ids(.model, source)
        block.servedModel = ids(.servedModel, source)
        block.serviceTier = ids(.serviceTier, source)
        block.user = ids(.user, source)
        block.team = ids(.team, source)
        block.session = ids(.session, source)
        block.flags = bits(StoredField.flags.rawValue, source, from: 0, by: CallFlags.all)
        block.usage = DemandedColumns.usage.map { numbers($0, source) ?? .same(0) }
        if let numbers = numbers(.contentLength, source) { block.contentLength = numbers }
        if let numbers = numbers(.messageCount, source) { block.messageCount = numbers }
        if let numbers = numbers(.maxTokens, source) { block.maxTokens = numbers }
        block.texts = columns.texts.enumerated().map { texts($0, $1, source) }
        return block
    }

    private struct Source {
        let rows: Range<Int>
        let columns: DemandedColumns
        let maps: NameMaps
        let packed: [Int: PackedColumn]
    }

    private func ids(_ field: StoredField, _ source: Source) -> NarrowColumn<NameID> {
        guard let ids = source.maps.names[field] else { return .same(.none) }
        guard let packed = source.packed[field.rawValue], packed.width == 1 else {
            return values(field.rawValue, source, by: ids)
        }
        let target = room(field.rawValue).assumingMemoryBound(to: NameID.self)
        packed.unpackBytes(source.rows, by: ids, into: target)
        return .each(UnsafePointer(target))
    }

    /// What the codes of a column stand for, where values from the least on are their own bits.
    private func bits<Value: BitwiseCopyable>(
        _ number: Int, _ source: Source, from least: Int128, by table: [Value]
    ) -> NarrowColumn<Value> {
        guard let packed = source.packed[number], packed.width == 1, packed.base >= least else {
            return values(number, source, by: table)
        }
        let target = room(number).assumingMemoryBound(to: UInt8.self)
        packed.unpackBytes(source.rows, mask: UInt8(table.count - 1), into: target)
        return .each(UnsafeRawPointer(target).assumingMemoryBound(to: Value.self))
    }

    private func texts(
        _ index: Int, _ text: DemandedColumns.TextSource, _ source: Source
    ) -> NarrowColumn<TextPresence> {
        switch text {
        case .presence(let number): bits(number, source, from: 1, by: TextPresence.all)
        case .full(let field):
            values(field.rawValue, source, by: source.maps.presences[index] ?? [.unknown])
        }
    }

    /// What the codes of a column stand for.
    private func values<Value: BitwiseCopyable>(
        _ number: Int, _ source: Source, by table: [Value]
    ) -> NarrowColumn<Value> {
        guard let packed = source.packed[number] else { return .same(table[0]) }
        let target = room(number).assumingMemoryBound(to: Value.self)
        packed.unpack(packed.width == 0 ? 0..<1 : source.rows, by: table, into: target)
        return packed.width == 0 ? .same(target[0]) : .each(UnsafePointer(target))
    }

    private func numbers(_ field: StoredField, _ source: Source) -> NarrowNumbers? {
        guard let packed = source.packed[field.rawValue] else { return nil }
        return packed.narrow(source.rows, in: room(field.rawValue))
    }

    private func room(_ number: Int) -> UnsafeMutableRawPointer {
        if let known = scratch[number] { return known }
        let made = UnsafeMutableRawPointer.allocate(
            byteCount: NarrowBlock.capacity * 8, alignment: 64)
        scratch[number] = made
        return made
    }
}

extension CallFlags {
    /// By their bits.
    static let all = (0..<16).map { CallFlags(rawValue: $0) }
}

extension TextPresence {
    /// By their bits; 0 is none of them.
    static let all: [TextPresence] = [.unknown, .present, .absent, .unknown]
}
