public import Calls
import GRDB

/// A dataset of a store as a source of calls.
public struct StoreSource: CallSource {
    private let path: String
    private let dataset: String
    private let patience: Double

    /// How often to begin again when another process changes the store between two connections.
    private static let attempts = 5

    /// Names the dataset; nothing is opened yet.
    ///
    /// - Parameters:
    ///   - path: The store.
    ///   - dataset: Its name.
    ///   - patience: How many seconds to wait for a process that writes.
    public init(store path: String, dataset: String, patience: Double? = nil) {
        self.path = path
        self.dataset = dataset
        self.patience = patience ?? StoreFile.patience
    }

    /// Reads the calls of the dataset once.
    ///
    /// - Parameters:
    ///   - demand: What is needed of each call; full texts are not read.
    ///   - jobs: How many workers, each with a connection of its own.
    ///   - makeConsumer: Makes a worker's consumer.
    /// - Returns: What the consumers found, in no particular order, and what was read.
    /// - Throws: `StoreError`, the first in the order of the log.
    public func read<Consumer: BlockConsumer>(
        _ demand: Demand, jobs: Int, makeConsumer: @escaping @Sendable () -> Consumer
    ) async throws -> (partials: [Consumer.Partial], summary: SourceSummary) {
        for _ in 1..<Self.attempts {
            do {
                return try await readOnce(demand, jobs: jobs, makeConsumer)
            } catch is StoreWasChanged {}
        }
        throw StoreError(
            "\(path): another process keeps changing the store; wait until it is done and try again"
        )
    }

    private func readOnce<Consumer: BlockConsumer>(
        _ demand: Demand, jobs: Int, _ makeConsumer: @escaping @Sendable () -> Consumer
    ) async throws -> (partials: [Consumer.Partial], summary: SourceSummary) {
        let store = try StoreFile(reading: path, patience: patience)
        let plan = try store.read { db in
            try ReadingPlan(db, path: path, dataset: dataset, demand)
        }
        let turns = ChunkTurns(count: plan.chunks.count)
        let partials = try await withThrowingTaskGroup(of: Consumer.Partial?.self) { group in
            for _ in 0..<max(1, min(jobs, plan.chunks.count)) {
                group.addTask { try work(plan, turns, demand, makeConsumer) }
            }
            var partials: [Consumer.Partial] = []
            for try await case let partial? in group { partials.append(partial) }
            return partials
        }
        if let fault = turns.fault { throw StoreError(fault, path) }
        return (partials, SourceSummary(plan.files.map(\.file), of: "\(path)#\(dataset)"))
    }

    /// What one worker does until nothing is left; nil where a fault ended it.
    private func work<Consumer: BlockConsumer>(
        _ plan: ReadingPlan, _ turns: ChunkTurns, _ demand: Demand,
        _ makeConsumer: () -> Consumer
    ) throws -> Consumer.Partial? {
        let store = try StoreFile(reading: path, patience: patience)
        do {
            return try store.queue.read { db in
                guard try Catalogue(db: db).changes() == plan.changes else {
                    throw StoreWasChanged()
                }
                let consumer = makeConsumer()
                let worker = ChunkReader(
                    db, demand, source: "\(path)#\(dataset)", consumer: consumer)
                while let next = turns.next() {
                    let (file, chunk) = plan.chunks[next]
                    do {
                        try worker.read(chunk, of: plan.files[file], ordinal: next)
                    } catch {
                        turns.fail(at: next, error)
                        return nil
                    }
                }
                return consumer.partial()
            }
        } catch let change as StoreWasChanged {
            throw change
        } catch {
            throw StoreError(error, path)
        }
    }
}

/// Another process changed the store after the plan was made.
private struct StoreWasChanged: Error {}

extension SourceSummary {
    /// What is known of the files of a dataset.
    fileprivate init(_ files: [StoredFile], of source: String) {
        var all = StoredFile.nothing
        var formats: [String] = []
        for file in files {
            if let format = file.format, !formats.contains(format) { formats.append(format) }
            all.add(file)
        }
        self.init(
            files: files.map { "\(source): \($0.name)" }, formats: formats, skipped: all.skipped,
            removed: all.removed,
            assumptions: all.assumptions.map {
                AppliedAssumption(text: "\($0.text), at ingest", records: $0.records)
            }, notes: all.notes)
    }
}

extension StoredFile {
    fileprivate static let nothing = StoredFile(
        name: "", content: LogContent(bytes: 0, sha256: "", lines: 0), texts: [],
        keepsText: false)

    /// Adds what was left out of another file, and what was assumed.
    fileprivate mutating func add(_ other: StoredFile) {
        var removed = other.removed
        if other.duplicates > 0 {
            removed.append(
                RemovedRecords(
                    reason: "repeats a record with the same id", records: other.duplicates))
        }
        add(
            SourceSummary(
                files: [], formats: [], skipped: other.skipped, removed: removed,
                assumptions: other.assumptions, notes: other.notes))
    }
}
