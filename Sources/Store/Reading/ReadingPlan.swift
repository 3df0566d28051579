import Calls
import GRDB
import Pricing

/// What is read of a dataset: which chunks, in the order of the log.
struct ReadingPlan: Sendable {
    /// The state of the store for which the plan was made.
    let changes: Int64
    let files: [FileRow]
    /// Chunks with the position of their file.
    let chunks: [(file: Int, chunk: ChunkRow)]

    /// Leaves out the chunks that lie outside the demanded period.
    init(_ db: Database, path: String, dataset: String, _ demand: Demand) throws {
        let catalogue = Catalogue(db: db)
        changes = try catalogue.changes()
        files = try catalogue.files(try catalogue.requireDataset(dataset, of: path))
        var chunks: [(file: Int, chunk: ChunkRow)] = []
        for (index, file) in files.enumerated() {
            let wanted = try catalogue.chunks(file).filter { demand.overlaps($0) }
            if !wanted.isEmpty {
                try Self.requireTexts(demand.texts, in: file.file)
                try Self.requireTags(demand.tags, in: file.file)
            }
            chunks += wanted.map { (index, $0) }
        }
        self.chunks = chunks
    }

    private static func requireTags(_ tags: [String], in file: StoredFile) throws {
        guard !file.keepsTags, let tag = tags.first(where: { !file.tags.contains($0.exact) }) else {
            return
        }
        throw StoreFault.refused(
            "tag:\(tag) is not kept of \(file.name), for its format (\(file.format ?? "unknown")) "
                + "takes any attribute for a tag; ingest the log again with --tag '\(tag)', which "
                + "keeps it")
    }

    private static func requireTexts(_ texts: [TextMatch], in file: StoredFile) throws {
        guard !file.keepsText else { return }
        for text in texts where !file.texts.contains(text) {
            let message = text.message == .system ? "system" : "last"
            throw StoreFault.refused(
                "it is not recorded whether the \(message) message of a call in \(file.name) "
                    + "contains \"\(text.text)\"; ingest the log again with "
                    + "--match '\(text.text)', which records it")
        }
    }
}

extension Demand {
    /// Whether some calls of a chunk may lie in the period.
    fileprivate func overlaps(_ chunk: ChunkRow) -> Bool {
        if let from, chunk.last < from { return false }
        if let to, chunk.first >= to { return false }
        return true
    }

    /// Whether all calls of a chunk lie in the period.
    func covers(_ chunk: ChunkRow) -> Bool {
        if let from, chunk.first < from { return false }
        if let to, chunk.last >= to { return false }
        return true
    }
}
