import ArgumentParser

/// Lists, shows, removes and verifies what a store holds.
struct DatasetsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "datasets",
        abstract: "Lists, shows, removes and verifies what a store holds.",
        subcommands: [
            DatasetsListCommand.self, DatasetsShowCommand.self, DatasetsRemoveCommand.self,
            DatasetsVerifyCommand.self,
        ])
}
