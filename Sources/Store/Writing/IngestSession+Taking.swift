public import Calls
import GRDB

extension IngestSession {
    /// Begins to take a log, or several whose calls are joined.
    ///
    /// - Parameters:
    ///   - logs: What is to be taken; at least one log.
    ///   - old: What the dataset has of them, which goes away.
    /// - Returns: What is needed of each record.
    /// - Throws: `StoreError`.
    public func begin(
        _ logs: [IngestLog], replacing old: [StoredFile] = []
    ) throws(StoreError) -> Demand {
        let demand = old.reduce(demand) { $0.adding($1) }
        var file = StoredFile(
            joining: logs.map(\.part), texts: demand.texts, keepsText: demand.keepsText)
        file.tags = demand.tags
        return try begin(file, logs, replacing: files.filter { old.contains($0.file) })
    }

    /// Begins to take what is new of a log.
    ///
    /// - Parameters:
    ///   - log: The log.
    ///   - known: What the dataset has of it.
    /// - Returns: What is needed of each record.
    /// - Throws: `StoreError`.
    public func begin(
        _ log: IngestLog, continuing known: StoredFile
    ) throws(StoreError) -> Demand {
        let file = known.continued(by: log.digest.content, name: log.name)
        return try begin(file, [log], continuing: files.last { $0.file == known })
    }

    private func begin(
        _ file: StoredFile, _ logs: [IngestLog], replacing old: [FileRow] = [],
        continuing known: FileRow? = nil
    ) throws(StoreError) -> Demand {
        var file = file
        file.keepsDuplicates = demand.keepsDuplicates
        try beginTransaction()
        do {
            try store.write { db in
                if !old.isEmpty { ids = nil }
                for row in old { try remove(row, for: logs, db) }
                replaced = Set(old.map(\.id))
                if !demand.keepsDuplicates && ids == nil { ids = try recordIDs(db) }
                current = try FileWriter(db, dataset: dataset, file: file, continuing: known)
            }
        } catch {
            rollBack()
            throw error
        }
        return file.demand
    }

    private func beginTransaction() throws(StoreError) {
        let expected = changes
        try store.write { db in
            try db.beginTransaction(.immediate)
            guard try Catalogue(db: db).changes() == expected else {
                throw StoreFault.refused(
                    "another process has changed the store meanwhile; run the command again")
            }
        }
    }

    /// Removes what a file had, which comes back unless its content is another now.
    private func remove(_ row: FileRow, for logs: [IngestLog], _ db: Database) throws {
        try FileWriter.delete(row.id, db)
        let comesBack = row.file.logs.allSatisfy { part in logs.contains { $0.goesOn(from: part) } }
        guard !comesBack, let dataset = try Catalogue(db: db).dataset(dataset)
        else { return }
        try FileWriter.noteLoss(dataset, db)
        hasNotedLoss = true
    }

    /// The ids of all records of the dataset.
    private func recordIDs(_ db: Database) throws -> RecordIDSet {
        let catalogue = Catalogue(db: db)
        let columns = ChunkColumns(db)
        var ids = RecordIDSet()
        guard let dataset = try catalogue.dataset(dataset) else { return ids }
        var buffer = [UInt128](repeating: 0, count: ChunkBuilder.capacity)
        let field = StoredField.id.rawValue
        for file in try catalogue.files(dataset) {
            for chunk in try catalogue.chunks(file) {
                try columns.withColumns([field], of: chunk, in: file.file.name) { columns in
                    buffer.withUnsafeMutableBufferPointer { buffer in
                        guard let base = buffer.baseAddress else { return }
                        columns[field]?.unpack(0..<chunk.rows, into: base)
                    }
                    for id in buffer[..<chunk.rows] where id != 0 {
                        _ = ids.insert(RecordID(rawValue: id))
                    }
                }
            }
        }
        return ids
    }

    /// Makes the consumer of the worker that reads the log.
    public func makeConsumer() -> IngestConsumer { IngestConsumer(self) }

    fileprivate func take(_ block: CallBlock) throws(RowFault) {
        removeDuplicates(block)
        do throws(StoreError) {
            try store.write { db in try current?.take(block, db) }
        } catch {
            failure = error
            throw RowFault(row: 0, message: error.description)
        }
    }

    private func removeDuplicates(_ block: CallBlock) {
        var (duplicates, withoutID) = (0, 0)
        for row in 0..<block.count where block.id[row] == .none { withoutID += 1 }
        if ids != nil {
            block.keep { row in
                let id = block.id[row]
                if id == .none || ids?.insert(id) ?? true { return true }
                duplicates += 1
                return false
            }
        }
        current?.file.duplicates += duplicates
        current?.file.withoutID += withoutID
    }

    /// Ends the file: all of it is in the store now.
    ///
    /// - Parameters:
    ///   - summary: What the reading gave.
    ///   - canGrow: Whether lines that are added later can be taken by themselves.
    ///   - keepsTags: Whether the log's reader told all tags.
    /// - Returns: The file as the dataset has it now.
    /// - Throws: `StoreError`; then nothing of the file is in the store.
    public func commit(
        _ summary: SourceSummary, canGrow: Bool, keepsTags: Bool = true
    ) throws(StoreError) -> StoredFile {
        guard var writer = current else {
            throw StoreError("\(store.path): no file was begun")
        }
        writer.file.add(summary)
        (writer.file.canGrow, writer.file.keepsTags) = (canGrow, keepsTags)
        if keepsTags { writer.file.tags = [] }
        do {
            try store.write { db in
                try writer.finish(db)
                try Catalogue(db: db).noteChange()
                try db.commit()
            }
        } catch {
            rollBack()
            throw error
        }
        current = nil
        files.removeAll { replaced.contains($0.id) || $0.id == writer.id }
        files.append(FileRow(id: writer.id, file: writer.file))
        changes = hasNotedLoss ? nil : changes.map { $0 + 1 }
        hasNotedLoss = false
        return writer.file
    }

    /// Leaves the store as it was before the file began.
    ///
    /// - Returns: What kept the calls from being stored, if it was that.
    @discardableResult
    public func rollBack() -> StoreError? {
        current = nil
        (ids, changes, hasNotedLoss) = (nil, nil, false)
        _ = try? store.write { db in
            if db.isInsideTransaction { try db.rollback() }
        }
        defer { failure = nil }
        return failure
    }
}

/// Takes the blocks of a log into the store.
public final class IngestConsumer: BlockConsumer {
    private let session: IngestSession
    private var rows = 0

    fileprivate init(_ session: IngestSession) { self.session = session }

    /// Stores the rows of a block, without repeated ones.
    ///
    /// - Throws: `RowFault` where the store can't take them; `IngestSession.rollBack` says why.
    public func consume(_ block: CallBlock) throws(RowFault) {
        try session.take(block)
        rows += block.count
    }

    /// How many calls were taken.
    public func partial() -> Int { rows }
}
