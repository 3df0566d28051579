import ArgumentParser

/// Lists, shows, checks and explains routing policies.
struct PolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "Lists, shows, checks and explains routing policies.",
        subcommands: [
            PolicyListCommand.self, PolicyShowCommand.self, PolicyCheckCommand.self,
            PolicyExplainCommand.self,
        ])
}
