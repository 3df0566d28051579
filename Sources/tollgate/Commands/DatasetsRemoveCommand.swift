import ArgumentParser
import Console
import Reports
import Store

/// Removes a dataset, or files of it.
struct DatasetsRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Removes a dataset, or files of it, from a store.",
        discussion: """
            What goes is overwritten with zeros. Records that other files repeat were left out of \
            those when they were ingested; they come back when those are ingested again.

            Example: tollgate datasets remove store.db#default --file old.jsonl
            """)

    @Argument(help: "The dataset, with its name: store.db#NAME.")
    var dataset: String

    @Option(
        help: ArgumentHelp(
            "A file of the dataset, as 'datasets show' names it. Repeatable.", valueName: "name"))
    var file: [String] = []

    func run() throws {
        let name = DatasetName(dataset)
        guard name.given != nil else {
            throw CommandError("\(name.store): which dataset? expected one such as \(name)")
        }
        let removed = try CallStore(name.store).remove(
            name.name, files: file.isEmpty ? nil : file)
        let calls = removed.reduce(0) { $0 + $1.rows }
        let size =
            "\(name): removed \(Numbers.counted(UInt64(calls), "call")) in "
            + Numbers.counted(UInt64(removed.reduce(0) { $0 + $1.logs.count }), "file")
        let lines = [size] + (try lacking(name))
        try StandardOutput.write(
            lines.map(TerminalText.harmless).joined(separator: "\n") + "\n")
    }

    /// What to ingest again, as the records that were left out may have been in what is gone.
    private func lacking(_ name: DatasetName) throws -> [String] {
        let left = try CallStore(name.store).datasets().first { $0.name == name.name }
        return (left?.files ?? []).filter(\.lacksOriginals).map { file in
            "\(file.name): left out \(Numbers.counted(UInt64(file.duplicates), "record")) whose id "
                + "was there; ingest it again for those that are gone now"
        }
    }
}
