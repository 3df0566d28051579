import ArgumentParser
import Console

/// The program and its commands.
struct Tollgate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tollgate",
        abstract: "What LLM traffic costs, and what it would cost under other rules and prices.",
        discussion: """
            Reads request logs, prices every call exactly, and replays them under routing \
            policies. Opens no network connection; what needs one is done by tollgate-net, which \
            has to lie beside this program.

            Exit codes: 0 fine; 1 a check failed; 2 an error of input or files; 64 wrong usage.
            """,
        version: Version.number,
        subcommands: [
            DemoCommand.self, ReplayCommand.self, ReportCommand.self, DiffCommand.self,
            WhatifCommand.self, ForecastCommand.self, RoiCommand.self, CapacityCommand.self,
            GenerateCommand.self, LiveCommand.self, AuditCommand.self, ReconcileCommand.self,
            IngestCommand.self, DatasetsCommand.self, PricesCommand.self, PolicyCommand.self,
            FormatsCommand.self,
        ])
}

@main
enum Program {
    static func main() async {
        Interruption.ignoreClosedPipes()
        do {
            var command = try Tollgate.parseAsRoot()
            // A program that takes over takes the signals over too.
            if !(command is any NetworkCommand) { Interruption.prepare() }
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            ExitStatus.end(with: error, of: Tollgate.self)
        }
    }
}
