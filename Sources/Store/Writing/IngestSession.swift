import GRDB

/// Takes logs into a dataset: a log, or logs whose calls are joined, in one transaction.
///
/// Unchecked, because the compiler can't see that the methods are called one after the other:
/// `plan`, then `begin`, the blocks of one worker, and `commit` or `rollBack`.
public final class IngestSession: @unchecked Sendable {
    let store: StoreFile
    let dataset: String
    let demand: IngestDemand
    var files: [FileRow] = []
    var changes: Int64?
    var ids: RecordIDSet?
    var current: FileWriter?
    /// The files in whose place the current one is put.
    var replaced: Set<Int64> = []
    /// Whether the other files are no more as they were read.
    var hasNotedLoss = false
    /// What kept a block from being stored, which a consumer can't tell in full.
    var failure: StoreError?

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

    /// What the dataset has of logs.
    public func knownLogs() throws(StoreError) -> [LogPart] {
        try refresh()
        return files.flatMap(\.file.logs)
    }

    /// Decides what becomes of a log.
    ///
    /// - Parameter log: The log.
    /// - Returns: The plan.
    /// - Throws: `StoreError`.
    public func plan(_ log: IngestLog) throws(StoreError) -> IngestPlan {
        try refresh()
        return demand.plan(log, known: files.map(\.file))
    }

    /// Decides what becomes of logs whose calls are joined.
    ///
    /// - Parameters:
    ///   - logs: All of one format.
    ///   - format: Its name.
    /// - Returns: The plan.
    /// - Throws: `StoreError`.
    public func plan(
        joining logs: [IngestLog], of format: String
    ) throws(StoreError) -> JoinedPlan {
        try refresh()
        return demand.plan(
            joining: logs, known: files.map(\.file).filter { $0.format == format })
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
