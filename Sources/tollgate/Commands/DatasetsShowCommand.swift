import ArgumentParser
import Calls
import Console
import Pricing
import Reports
import Store

/// The files of a dataset, and what is known of them.
struct DatasetsShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "The files of a dataset, and what is known of them.",
        discussion: "Example: tollgate datasets show store.db#default")

    @Argument(help: "The dataset: store.db#NAME, or store.db for the one named default.")
    var dataset: String

    @Option(help: ArgumentHelp("How the list is written: text or json.", valueName: "form"))
    var format = ListingFormat.text

    func run() throws {
        let name = DatasetName(dataset)
        let found = try CallStore(name.store).dataset(name.name)
        switch format {
        case .text: try StandardOutput.write(Self.text(found, name))
        case .json:
            try StandardOutput.write(
                try ListingJSON.text(DatasetsDocument(name.store, [found])))
        }
    }

    private static func text(_ dataset: StoredDataset, _ name: DatasetName) -> String {
        let notes = dataset.files.flatMap { file in
            Self.notes(file).map { "- \(TerminalText.harmless("\(file.name): \($0)"))\n" }
        }
        let heading = TerminalText.harmless("\(name): \(dataset.sentence)")
        let known = notes.isEmpty ? "" : "\nWhat to know:\n" + notes.joined()
        return "\(heading)\n\n\(table(dataset.files).text())\(known)"
    }

    private static func table(_ files: [StoredFile]) -> Table {
        Table(
            of: files,
            [
                .name("file") { $0.name },
                .name("format") { $0.format ?? "" },
                .count("calls") { UInt64($0.rows) },
                .count("bytes") { UInt64($0.bytes) },
                .name("first") { $0.period?.lowerBound.rfc3339 ?? "" },
                .name("last") { $0.period?.upperBound.rfc3339 ?? "" },
                .name("sha256") { String($0.sha256.prefix(12)) + "…" },
            ])
    }

    private static func notes(_ file: StoredFile) -> [String] {
        var notes = file.skipped.map {
            "left out \(Numbers.counted(UInt64($0.lines), "line")): \($0.reason)"
        }
        notes += file.removed.map {
            "\(Numbers.counted(UInt64($0.records), "record")): \($0.reason)"
        }
        if file.duplicates > 0 {
            notes.append(
                "left out \(Numbers.counted(UInt64(file.duplicates), "record")) whose id was there")
        }
        if file.withoutID > 0 {
            notes.append(
                "\(Numbers.counted(UInt64(file.withoutID), "record")) without an id, whose "
                    + "repetition can't be told")
        }
        notes += file.assumptions.map { "assumed \($0.text)" }
        notes += file.texts.map {
            "recorded: whether the \($0.message == .system ? "system" : "last") message contains "
                + "\"\($0.text)\""
        }
        if !file.tags.isEmpty {
            notes.append("recorded: the tags \(file.tags.map(\.text).joined(separator: ", "))")
        }
        if !file.joined.isEmpty {
            notes.append(
                "the calls of these are joined: "
                    + file.joined.map(\.name).joined(separator: ", "))
        }
        if file.keepsText { notes.append("the full texts of system and last messages are kept") }
        return notes + file.notes
    }
}
