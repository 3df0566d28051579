import Calls
import Foundation
import Logs
import Reports
import Store

/// One ingest of several logs, file by file.
final class IngestRun {
    let paths: [String]
    private let command: IngestCommand
    private let session: IngestSession
    private let rejects: OutputFile?
    private let progress: ReadingProgress?
    private var outcomes: [IngestOutcome] = []

    init(_ command: IngestCommand) throws {
        self.command = command
        let sources = try Sources(command.sources)
        if let dataset = sources.datasets.first {
            throw CommandError("\(dataset): is a dataset of a store already; expected a log")
        }
        if !command.quiet { sources.sayWhatIsPassedOver() }
        paths = sources.paths
        let rejected = try command.log.rejects.map {
            try OutputPlace($0, inputs: sources.paths + [command.store])
        }
        rejects = try rejected.map { try OutputFile($0) }
        progress =
            command.quiet || !StandardError.isTerminal
            ? nil : ReadingProgress(totalBytes: LogInput.totalBytes(sources.logs))
        session = try IngestSession(
            store: command.store, dataset: command.dataset, try command.demand())
    }

    /// Takes a log, or what is new of it.
    func take(_ path: String) async throws {
        let bytes = try LogBytes(ofFile: path)
        let digest = try LogDigest(
            isPacked: bytes.isPacked, lengths: try session.knownLengths(), read: bytes.read(into:))
        let outcome = try await outcome(path, digest)
        outcomes.append(outcome)
        if command.format == .text {
            try StandardOutput.write(TerminalText.harmless(outcome.text) + "\n")
        }
    }

    private func outcome(_ path: String, _ digest: LogDigest) async throws -> IngestOutcome {
        guard digest.content.bytes > 0 else { return IngestOutcome(path, .nothing, digest) }
        switch try session.plan(digest, name: path) {
        case .unchanged(let file): return IngestOutcome(path, .unchanged(file), digest)
        case .new: return try await read(path, digest)
        case .continues(let file):
            return try await read(path, digest, known: file, isContinued: true)
        case .anew(let file): return try await read(path, digest, known: file)
        case .changed(let file):
            switch command.changed {
            case .add: return try await read(path, digest)
            case .replace: return try await read(path, digest, known: file)
            case .refuse: throw changed(path)
            }
        }
    }

    private func changed(_ path: String) -> CommandError {
        CommandError(
            "\(path): its content is not the one that \(command.store)#\(command.dataset) has "
                + "under this name; --changed add takes it beside that (a log that was rotated), "
                + "--changed replace puts it in its place (a log that was corrected)")
    }

    private func read(
        _ path: String, _ digest: LogDigest, known: StoredFile? = nil, isContinued: Bool = false
    ) async throws -> IngestOutcome {
        let reading = try command.log.reading(progress: progress, rejects: rejects)
        let session = session
        let demand = try session.begin(
            digest, name: path, known: known, isContinued: isContinued)
        let input = input(path, digest, after: isContinued ? known : nil)
        let summary: SourceSummary
        do {
            let bar = progress.map { ProgressBar($0) }
            defer { bar?.finish() }
            // One worker, so that the calls stay in the order of the log.
            summary = try await LogFiles([input], options: reading).read(demand, jobs: 1) {
                session.makeConsumer()
            }.summary
        } catch {
            throw session.rollBack() ?? error
        }
        let format = summary.formats.first.flatMap { LogFormat(rawValue: $0) }
        let readsLinesAlone = format?.readsLinesAlone(assuming: reading.assumptions) ?? true
        if let format, format.joinsFiles, !command.apart {
            try refuseSecond(path, of: format, known)
        }
        let file = try session.commit(
            summary, canGrow: readsLinesAlone && !digest.isPacked,
            keepsTags: format?.listsAllTags ?? true)
        return IngestOutcome(
            path, .taken(file, rowsBefore: isContinued ? known?.rows : nil), digest)
    }

    /// Files are taken one by one, so that calls could not be joined over two of them.
    private func refuseSecond(
        _ path: String, of format: LogFormat, _ known: StoredFile?
    ) throws {
        guard let other = session.otherLog(of: format.rawValue, than: known) else { return }
        session.rollBack()
        throw CommandError(
            "\(path): \(format.rawValue) logs belong together over their files, and "
                + "\(command.store)#\(command.dataset) has \(other) already, so that calls could "
                + "count twice or in parts; put all of them into one file and ingest that, or use "
                + "--apart if each file is complete in itself")
    }

    private func input(
        _ path: String, _ digest: LogDigest, after known: StoredFile?
    ) -> LogInput {
        if digest.isPacked { return .file(path) }
        return .part(
            path, bytes: (known?.bytes ?? 0)..<digest.content.bytes,
            linesBefore: known?.lines ?? 0)
    }

    /// Closes the store.
    func close() -> StoreError? { session.close() }

    /// Writes what the dataset has now.
    func finish() throws {
        try rejects?.commit()
        let datasets = try CallStore(command.store).datasets()
        let name = "\(command.store)#\(command.dataset)"
        let dataset = datasets.first { $0.name == command.dataset }
        switch command.format {
        case .text:
            let text = dataset.map { "\(name): \($0.sentence)" } ?? "\(name): no calls"
            try StandardOutput.write(TerminalText.harmless(text) + "\n")
        case .json:
            try StandardOutput.write(
                try ListingJSON.text(
                    IngestDocument(
                        store: command.store, dataset: command.dataset,
                        calls: dataset?.rows ?? 0, files: outcomes.map(\.entry))))
        }
    }
}
