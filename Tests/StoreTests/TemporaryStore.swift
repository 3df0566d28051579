import Calls
import Foundation
import Store

/// A folder for a store and for logs, gone afterwards.
struct TemporaryStore {
    let folder: URL
    var path: String { folder.appending(path: "store.db").path }

    static func with<Result>(_ body: (TemporaryStore) async throws -> Result) async throws -> Result
    {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "tollgate-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(TemporaryStore(folder: folder))
    }

    /// Everything in the folder.
    var files: Set<String> {
        get throws { Set(try FileManager.default.contentsOfDirectory(atPath: folder.path)) }
    }

    func write(_ text: String, to name: String) throws -> String {
        let url = folder.appending(path: name)
        try text.write(to: url, atomically: true, encoding: .utf8)
        return url.path
    }

    /// The demand that gives all of a call back.
    static func everything(_ texts: [TextMatch] = []) -> Demand {
        Demand(
            fields: [
                .contentLength, .messageCount, .maxTokens, .user, .team, .session, .id, .latency,
                .timeToFirstToken, .tagSet,
            ], texts: texts)
    }

    /// Takes calls as a log whose content is told by its text.
    @discardableResult
    func ingest(
        _ calls: [Call], as name: String, text: String? = nil, dataset: String = "default",
        _ demand: IngestDemand = IngestDemand()
    ) throws -> StoredFile {
        let session = try IngestSession(store: path, dataset: dataset, demand)
        defer { _ = session.close() }
        return try session.ingest(calls, as: name, text: text ?? "\(name)\n")
    }

    /// The calls of a dataset in the order of time.
    func calls(
        _ demand: Demand = everything(), dataset: String = "default", jobs: Int = 2
    ) async throws -> [Call] {
        let (partials, _) = try await StoreSource(store: path, dataset: dataset)
            .read(demand, jobs: jobs) { CallCollector() }
        return partials.flatMap { $0 }.sorted { $0.time < $1.time }
    }

    /// What an error says; nil where there is none.
    static func fault(_ body: () async throws -> Void) async -> String? {
        do {
            try await body()
            return nil
        } catch {
            return "\(error)"
        }
    }
}

extension IngestSession {
    /// Takes calls as the log that a text stands for, in whatever way the plan demands.
    @discardableResult
    func ingest(
        _ calls: [Call], as name: String, text: String
    ) throws -> StoredFile {
        let log = IngestLog(
            name, LogDigest(of: text, lengths: try knownLogs().map(\.content.bytes)))
        let demand =
            switch try plan(log) {
            case .new: try begin([log])
            case .unchanged(let file), .continues(let file): try begin(log, continuing: file)
            case .anew(let file), .changed(let file), .changedWithin(let file):
                try begin([log], replacing: [file])
            }
        do {
            try SyntheticSource(calls: calls).read(demand, into: makeConsumer())
        } catch {
            throw rollBack() ?? error
        }
        let summary = SourceSummary(
            files: [name], formats: ["native"], skipped: [], assumptions: [])
        return try commit(summary, canGrow: true)
    }
}

extension LogDigest {
    /// What is in a log of this text.
    init(of text: String, isPacked: Bool = false, lengths: [Int]) {
        var rest = Array(text.utf8)[...]
        self.init(isPacked: isPacked, lengths: lengths) { buffer in
            let part = rest.prefix(buffer.count)
            buffer.copyBytes(from: part)
            rest = rest.dropFirst(part.count)
            return part.count
        }
    }
}
