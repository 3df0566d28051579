import ArgumentParser

/// Lists, shows, checks, compares and imports price tables.
struct PricesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prices",
        abstract: "Lists, shows, checks, compares and imports price tables.",
        subcommands: [
            PricesListCommand.self, PricesShowCommand.self, PricesCheckCommand.self,
            PricesDiffCommand.self, PricesImportCommand.self,
        ])
}
