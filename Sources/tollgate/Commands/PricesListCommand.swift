import ArgumentParser
import Console
import Pricing
import Reports

/// The price tables that come with the program.
struct PricesListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The price tables that come with the program.")

    func run() throws {
        let tables = try PriceTable.builtInNames.map { try PriceTable.named($0) }
        let table = Table(
            of: tables,
            [
                .name("prices") { $0.name },
                .count("models") { UInt64($0.models.count) },
                .name("currency") { $0.currency.code },
                .name("as of") { $0.asOf ?? "" },
                .text("note") { Phrase($0.note ?? "") },
            ])
        try StandardOutput.write(table.text())
    }
}
