import ArgumentParser
import Console
import Pricing
import Reports
import Store

/// The datasets of a store.
struct DatasetsListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The datasets of a store.")

    @Argument(help: "The store.")
    var store: String

    @Option(help: ArgumentHelp("How the list is written: text or json.", valueName: "form"))
    var format = ListingFormat.text

    func run() throws {
        let datasets = try CallStore(store).datasets()
        switch format {
        case .text: try StandardOutput.write(Self.table(datasets).text())
        case .json:
            try StandardOutput.write(try ListingJSON.text(DatasetsDocument(store, datasets)))
        }
    }

    private static func table(_ datasets: [StoredDataset]) -> Table {
        Table(
            of: datasets,
            [
                .name("dataset") { $0.name },
                .count("calls") { UInt64($0.rows) },
                .count("files") { UInt64($0.files.count) },
                .name("first") { $0.period?.lowerBound.rfc3339 ?? "" },
                .name("last") { $0.period?.upperBound.rfc3339 ?? "" },
            ])
    }
}
