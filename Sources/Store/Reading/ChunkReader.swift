import Calls
import GRDB
import Pricing

/// Reads chunks into blocks and hands these on; each worker has one of its own.
final class ChunkReader {
    private let db: Database
    private let demand: Demand
    private let source: String
    private let consume: (CallBlock) throws(RowFault) -> Void
    private let narrow: (any NarrowConsumer)?
    private let narrowFiller: NarrowFiller
    private let block: CallBlock
    private let chunkColumns: ChunkColumns
    private let scratch = UsageScratch()
    private var current: (file: Int64, columns: DemandedColumns, maps: NameMaps)?

    /// A reader whose errors call the dataset by `source`.
    init(
        _ db: Database, _ demand: Demand, source: String, consumer: some BlockConsumer
    ) {
        (self.db, self.demand, self.source) = (db, demand, source)
        (consume, narrow) = (consumer.consume, consumer.narrow)
        block = CallBlock(demand: demand, names: NameTable())
        narrowFiller = NarrowFiller(block.names)
        chunkColumns = ChunkColumns(db)
    }

    /// Hands on the calls of a chunk with this place in the order of the log.
    func read(_ chunk: ChunkRow, of file: FileRow, ordinal: Int) throws {
        block.piece.ordinal = ordinal
        if let narrow, demand.covers(chunk), narrow.takes(chunk.first...chunk.last) {
            try read(chunk, of: file, into: narrow)
        } else {
            try readBlocks(chunk, of: file)
        }
    }

    private func read(_ chunk: ChunkRow, of file: FileRow, into narrow: any NarrowConsumer) throws {
        let (columns, maps) = try prepare(file)
        try chunkColumns.withColumns(columns.narrow, of: chunk, in: file.file.name) { packed in
            for first in stride(from: 0, to: chunk.rows, by: NarrowBlock.capacity) {
                let rows = first..<min(chunk.rows, first + NarrowBlock.capacity)
                let block = narrowFiller.block(rows, of: chunk, columns, maps, packed)
                try locating(chunk, file, { first + $0 }) { () throws(RowFault) in
                    try narrow.consume(block)
                }
            }
        }
    }

    private func readBlocks(_ chunk: ChunkRow, of file: FileRow) throws {
        let (columns, maps) = try prepare(file)
        try chunkColumns.withColumns(columns.all, of: chunk, in: file.file.name) { packed in
            let filler = BlockFiller(block, columns, maps, packed, scratch)
            for first in stride(from: 0, to: chunk.rows, by: block.capacity) {
                filler.fill(first..<min(chunk.rows, first + block.capacity))
                if !demand.covers(chunk) {
                    block.keep { block.accepts(.init(nanoseconds: block.time[$0])) }
                }
                guard block.count > 0 else { continue }
                try locating(chunk, file, { Int(block.line[$0]) }) { () throws(RowFault) in
                    try consume(block)
                }
            }
        }
    }

    /// Says which call of a file a consumer refuses.
    private func locating(
        _ chunk: ChunkRow, _ file: FileRow, _ rowOfChunk: (Int) -> Int,
        _ consume: () throws(RowFault) -> Void
    ) throws {
        do throws(RowFault) {
            try consume()
        } catch {
            let call = chunk.rowsBefore + rowOfChunk(error.row) + 1
            throw StoreError(
                "\(source), call \(call) of \(file.file.name): \(error.message); a store takes "
                    + "assumptions when a log is ingested: ingest it again with --assume")
        }
    }

    private func prepare(_ file: FileRow) throws -> (DemandedColumns, NameMaps) {
        if let current, current.file == file.id { return (current.columns, current.maps) }
        let columns = DemandedColumns(demand, of: file.file)
        let maps = try NameMaps(db, file, columns, block.names)
        current = (file.id, columns, maps)
        return (columns, maps)
    }
}
