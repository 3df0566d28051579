import ArgumentParser
import Reports
import Store

/// Removes a dataset, or files of it.
struct DatasetsRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Removes a dataset, or files of it, from a store.",
        discussion: """
            What goes is overwritten with zeros. Records that other files repeat were left out of \
            those when they were ingested, and do not come back by this.

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
        try StandardOutput.write(
            TerminalText.harmless(
                "\(name): removed \(Numbers.counted(UInt64(calls), "call")) in "
                    + Numbers.counted(UInt64(removed.count), "file")) + "\n")
    }
}
