public import Calls
import Foundation
import GRDB
import Pricing

/// Takes logs into a dataset, one transaction a file.
///
/// Unchecked, because the compiler can't see that the methods are called one after the other:
/// `plan`, then `begin`, the blocks of one worker, and `commit` or `rollBack`.
public final class IngestSession: @unchecked Sendable {
    private let store: StoreFile
    private let dataset: String
    private let demand: IngestDemand
    private var files: [FileRow] = []
    private var changes: Int64?
    private var ids: RecordIDSet?
    private var current: FileWriter?
    /// The file in whose place the current one is put.
    private var replaced: Int64?
    /// Whether the other files are no more as they were read.
    private var hasNotedLoss = false
    /// What kept a block from being stored, which a consumer can't tell in full.
    private var failure: StoreError?

    /// Opens a store; makes it where there is none.
    ///
    /// - Parameters:
    ///   - path: The store.
    ///   - dataset: Takes the logs.
    ///   - demand: What to keep of them.
    ///   - patience: How many seconds to wait for other processes.
    /// - Throws: `StoreError`.
    public init(
        store path: String, dataset: String, _ demand: IngestDemand, patience: Double? = nil
    ) throws(StoreError) {
        store = try StoreFile(writing: path, patience: patience ?? StoreFile.patience)
        self.dataset = dataset
        self.demand = demand
    }

    /// Ends the session.
    ///
    /// - Returns: What kept the changes from going into the file itself; they are safe beside it.
    public func close() -> StoreError? { store.close() }

    /// How long the beginnings of a log are by which the dataset may know it.
    public func knownLengths() throws(StoreError) -> [Int] {
        try refresh()
        return files.map(\.file.bytes)
    }

    /// Another log of a format than the one that is being taken, if the dataset has any.
    ///
    /// - Parameters:
    ///   - format: The name of the format.
    ///   - known: What the dataset has of the log itself.
    /// - Returns: Its name.
    public func otherLog(of format: String, than known: StoredFile?) -> String? {
        files.map(\.file).first { $0 != known && $0.format == format }?.name
    }

    /// Decides what becomes of a log.
    public func plan(_ digest: LogDigest, name: String) throws(StoreError) -> IngestPlan {
        try refresh()
        return demand.plan(digest, name: name, known: files.map(\.file))
    }

    private func refresh() throws(StoreError) {
        let known = changes
        let found = try store.read { db -> (Int64, [FileRow])? in
            let catalogue = Catalogue(db: db)
            let changes = try catalogue.changes()
            guard changes != known else { return nil }
            let id = try catalogue.dataset(dataset)
            return (changes, try id.map(catalogue.files) ?? [])
        }
        guard let found else { return }
        (changes, files) = found
        ids = nil
    }
}

extension IngestSession {
    /// Begins to take a log.
    ///
    /// - Parameters:
    ///   - digest: What is in the log.
    ///   - name: Its name as given.
    ///   - known: What the dataset has of it.
    ///   - isContinued: Only what follows is taken; else what is there goes away.
    /// - Returns: What is needed of each record.
    /// - Throws: `StoreError`.
    public func begin(
        _ digest: LogDigest, name: String, known: StoredFile?, isContinued: Bool
    ) throws(StoreError) -> Demand {
        let expected = changes
        try store.write { db in
            try db.beginTransaction(.immediate)
            guard try Catalogue(db: db).changes() == expected else {
                throw StoreFault.refused(
                    "another process has changed the store meanwhile; run the command again")
            }
        }
        let row = files.last { $0.file == known }
        var file = StoredFile(
            name: name, content: digest.content, texts: demand.texts(with: known),
            keepsText: demand.keepsText || known?.keepsText ?? false)
        if isContinued, let row { file = row.file.continued(by: digest.content, name: name) }
        file.keepsDuplicates = demand.keepsDuplicates
        do {
            try store.write { db in
                if let row, !isContinued {
                    ids = nil
                    try remove(row, for: digest, db)
                }
                replaced = isContinued ? nil : row?.id
                if !demand.keepsDuplicates && ids == nil { ids = try recordIDs(db) }
                current = try FileWriter(
                    db, dataset: dataset, file: file, continuing: isContinued ? row : nil)
            }
        } catch {
            rollBack()
            throw error
        }
        return file.demand
    }

    /// Removes what a file had, which comes back unless its content is another now.
    private func remove(_ row: FileRow, for digest: LogDigest, _ db: Database) throws {
        try FileWriter.delete(row.id, db)
        guard !digest.begins(with: row.file.content),
            let dataset = try Catalogue(db: db).dataset(dataset)
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
        if let replaced { files.removeAll { $0.id == replaced } }
        files.removeAll { $0.id == writer.id }
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
