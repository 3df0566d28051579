import ArgumentParser

/// Questions about rules and prices that are not in force.
struct WhatifCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "whatif",
        abstract: "Answers what other rules, shares or prices would cost.",
        subcommands: [WhatifSweepCommand.self, WhatifMixCommand.self],
        defaultSubcommand: WhatifSweepCommand.self)
}
