import Calls
package import Logs
import Reports
import Store

/// What a command reads: logs and datasets.
package struct Sources {
    package let logs: [LogInput]
    package let datasets: [DatasetName]
    private let passedOver: [String]

    /// Logs only.
    package init(logs: [LogInput]) { (self.logs, datasets, passedOver) = (logs, [], []) }

    /// What the arguments of a command name; stores are told by their first bytes.
    package init(_ arguments: [String]) throws {
        let names = arguments.filter { $0 != "-" }.map { DatasetName($0) }
        datasets = names.filter(\.isStore)
        let rest = arguments.filter { $0 == "-" || !DatasetName($0).isStore }
        let expansion = rest.isEmpty ? nil : try LogInput.Expansion(rest)
        (logs, passedOver) = (expansion?.inputs ?? [], expansion?.passedOver ?? [])
        for (index, dataset) in datasets.enumerated()
        where datasets[..<index].contains(where: { "\($0)" == "\(dataset)" }) {
            throw CommandError("\(dataset): this dataset is given twice; name it once")
        }
    }

    /// Refuses options that can do nothing for datasets.
    package func check(_ replay: ReplayOptions) throws {
        try check(replay.log, dedupe: replay.dedupe)
    }

    /// Refuses options of reading logs that can do nothing for datasets.
    package func check(_ log: LogOptions, dedupe: Bool = false) throws {
        guard let dataset = datasets.first else { return }
        let ingest = "give it to 'tollgate ingest'"
        let options: [(name: String, isGiven: Bool, advice: String)] = [
            ("--assume", !log.readingAssumptions.isEmpty, ingest),
            ("--skip-bad", log.skipBad, ingest),
            ("--input-format", log.inputFormat != nil, ingest),
            ("--dedupe", dedupe, "'tollgate ingest' has removed repeated records already"),
        ]
        for option in options where option.isGiven {
            throw CommandError(
                "\(option.name) is about reading logs, and \(dataset) was read when it was "
                    + "ingested; \(option.advice)")
        }
    }

    /// The files that are read.
    package var paths: [String] {
        logs.compactMap { if case .file(let path) = $0 { path } else { nil } }
            + datasets.map(\.store)
    }

    package func sayWhatIsPassedOver() {
        for note in passedOver {
            StandardError.write("tollgate: note: passed over \(TerminalText.harmless(note))\n")
        }
    }

    /// All of them as one source of calls.
    package func source(_ options: ReadingOptions) -> JoinedSource {
        var parts: [any CallSource] = datasets.map {
            StoreSource(store: $0.store, dataset: $0.name)
        }
        if !logs.isEmpty { parts.append(LogFiles(logs, options: options)) }
        return JoinedSource(parts: parts)
    }
}
