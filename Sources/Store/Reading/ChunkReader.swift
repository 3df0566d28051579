import Calls
import GRDB
import Pricing

/// Reads chunks into blocks and hands these on; each worker has one of its own.
final class ChunkReader {
    private let db: Database
    private let demand: Demand
    private let source: String
    private let consume: (CallBlock) throws(RowFault) -> Void
    private let block: CallBlock
    private let chunkColumns: ChunkColumns
    private let scratch = UsageScratch()
    private var current: (file: Int64, columns: DemandedColumns, maps: NameMaps)?

    /// A reader whose errors call the dataset by `source`.
    init(
        _ db: Database, _ demand: Demand, source: String,
        consume: @escaping (CallBlock) throws(RowFault) -> Void
    ) {
        (self.db, self.demand, self.source) = (db, demand, source)
        self.consume = consume
        block = CallBlock(demand: demand, names: NameTable())
        chunkColumns = ChunkColumns(db)
    }

    /// Hands on the calls of a chunk with this place in the order of the log.
    func read(_ chunk: ChunkRow, of file: FileRow, ordinal: Int) throws {
        block.piece.ordinal = ordinal
        let (columns, maps) = try prepare(file)
        try chunkColumns.withColumns(columns.all, of: chunk, in: file.file.name) { packed in
            let filler = BlockFiller(block, columns, maps, packed, scratch)
            for first in stride(from: 0, to: chunk.rows, by: block.capacity) {
                filler.fill(first..<min(chunk.rows, first + block.capacity))
                if !demand.covers(chunk) {
                    block.keep { block.accepts(.init(nanoseconds: block.time[$0])) }
                }
                if block.count > 0 { try handOn(chunk, file) }
            }
        }
    }

    private func handOn(_ chunk: ChunkRow, _ file: FileRow) throws {
        do throws(RowFault) {
            try consume(block)
        } catch {
            let call = chunk.rowsBefore + Int(block.line[error.row]) + 1
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
