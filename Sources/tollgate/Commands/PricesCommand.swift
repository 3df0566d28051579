import ArgumentParser

/// Lists, shows and checks price tables.
struct PricesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prices",
        abstract: "Lists, shows and checks price tables.",
        subcommands: [PricesListCommand.self, PricesShowCommand.self, PricesCheckCommand.self])
}
