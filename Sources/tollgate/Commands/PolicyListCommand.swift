import ArgumentParser
import Console
import Reports
import Routing

/// The policies that come with the program.
struct PolicyListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The policies that come with the program.")

    func run() throws {
        let policies = try Policy.builtInNames.map { try Policy.named($0) }
        let table = Table(
            of: policies,
            [
                .name("policy") { $0.name },
                .count("rules") { UInt64($0.rules.count) },
                .text("what it does") { Phrase($0.note ?? "") },
            ])
        try StandardOutput.write(table.text())
    }
}
