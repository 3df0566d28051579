import Calls
import Console
import Foundation
import Logs
import Reports
import Store

/// One ingest of several logs: file by file, but for those whose calls are joined.
final class IngestRun {
    let paths: [String]
    private let command: IngestCommand
    private let session: IngestSession
    private let lookup = LogLookup()
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

    /// Takes all logs, in their order; those whose calls are joined with the first of them.
    func takeAll() async throws {
        let formats = try command.apart ? [:] : joinedFormats()
        for path in paths {
            guard let format = formats[path] else {
                try await take(path)
                continue
            }
            let logs = paths.filter { formats[$0] == format }
            if logs.first == path { try await take(logs, of: format) }
        }
    }

    /// The formats of the logs whose calls may lie in several of them.
    private func joinedFormats() throws -> [String: LogFormat] {
        let options = try command.log.reading(progress: nil, rejects: nil)
        return paths.reduce(into: [:]) { formats, path in
            // Why a log can't be read is said when its turn comes.
            guard let format = try? LogFormat.told(ofFile: path, options), format.joinsFiles else {
                return
            }
            formats[path] = format
        }
    }

    private func take(_ path: String) async throws {
        let log = try lookup.log(path, among: try session.knownLogs())
        try note(try await outcome(log))
    }

    private func take(_ paths: [String], of format: LogFormat) async throws {
        let known = try session.knownLogs()
        let logs = try paths.map { try lookup.log($0, among: known) }
        let begun = logs.filter { $0.digest.content.bytes > 0 }
        for log in logs where log.digest.content.bytes == 0 {
            try note(IngestOutcome([log], .nothing))
        }
        if !begun.isEmpty { try note(try await outcome(begun, of: format)) }
    }

    private func note(_ outcome: IngestOutcome) throws {
        outcomes.append(outcome)
        if command.format == .text {
            try StandardOutput.write(TerminalText.harmless(outcome.text) + "\n")
        }
    }

    private func outcome(_ log: IngestLog) async throws -> IngestOutcome {
        guard log.digest.content.bytes > 0 else { return IngestOutcome([log], .nothing) }
        switch try session.plan(log) {
        case .unchanged(let file): return IngestOutcome([log], .unchanged([file]))
        case .new: return try await read([log])
        case .continues(let file): return try await read(log, after: file)
        case .anew(let file): return try await read([log], replacing: [file])
        case .changed(let file):
            switch command.changed {
            case .add: return try await read([log])
            case .replace: return try await read([log], replacing: [file])
            case .refuse: throw refusal.changed(log.name)
            }
        case .changedWithin(let file):
            guard command.changed == .add else { throw refusal.joined(log.name, in: file) }
            return try await read([log])
        }
    }

    private func outcome(_ logs: [IngestLog], of format: LogFormat) async throws -> IngestOutcome {
        let name = LogPart.name(of: logs.map(\.name))
        switch try session.plan(joining: logs, of: format.rawValue) {
        case .unchanged(let files): return IngestOutcome(logs, .unchanged(files))
        case .new: return try await read(logs)
        case .anew(let files): return try await read(logs, replacing: files)
        case .lacking(let part, let covered, let others):
            switch command.changed {
            case .add: return try await read(logs, replacing: covered)
            case .replace: return try await read(logs, replacing: covered + others)
            case .refuse: throw refusal.lacking(part.name, among: name)
            }
        case .beside(let file):
            guard command.changed == .add else {
                throw refusal.beside(file, name, format: format.rawValue)
            }
            return try await read(logs)
        }
    }

    private var refusal: IngestRefusal {
        IngestRefusal(dataset: "\(command.store)#\(command.dataset)")
    }

    private func read(_ log: IngestLog, after known: StoredFile) async throws -> IngestOutcome {
        let added = LogInput.part(
            log.name, bytes: known.bytes..<log.digest.content.bytes,
            linesBefore: known.lines ?? 0)
        let file = try await read(
            [added], try session.begin(log, continuing: known), canGrow: true)
        return IngestOutcome([log], .taken(file, rowsBefore: known.rows))
    }

    private func read(
        _ logs: [IngestLog], replacing old: [StoredFile] = []
    ) async throws -> IngestOutcome {
        let file = try await read(
            logs.map(input), try session.begin(logs, replacing: old),
            canGrow: logs.count == 1 && !logs[0].digest.isPacked)
        return IngestOutcome(logs, .taken(file, rowsBefore: nil))
    }

    /// Reads what was begun into the store, all of it or nothing.
    private func read(
        _ inputs: [LogInput], _ demand: Demand, canGrow: Bool
    ) async throws -> StoredFile {
        let session = session
        let summary: SourceSummary
        do {
            let reading = try command.log.reading(progress: progress, rejects: rejects)
            let bar = progress.map { ProgressBar($0) }
            defer { bar?.finish() }
            // One worker, so that the calls stay in the order of the log.
            summary = try await LogFiles(inputs, options: reading).read(demand, jobs: 1) {
                session.makeConsumer()
            }.summary
        } catch {
            throw session.rollBack() ?? error
        }
        let format = summary.formats.first.flatMap { LogFormat(rawValue: $0) }
        let assumptions = try Assumptions(command.log.assume)
        let readsLinesAlone = format?.readsLinesAlone(assuming: assumptions) ?? true
        return try session.commit(
            summary, canGrow: canGrow && readsLinesAlone, keepsTags: format?.listsAllTags ?? true)
    }

    private func input(_ log: IngestLog) -> LogInput {
        if log.digest.isPacked { return .file(log.name) }
        return .part(log.name, bytes: 0..<log.digest.content.bytes, linesBefore: 0)
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
                        calls: dataset?.rows ?? 0, files: outcomes.flatMap(\.entries))))
        }
    }
}
