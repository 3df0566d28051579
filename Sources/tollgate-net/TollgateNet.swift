import ArgumentParser
import Console

/// The commands that talk to a network; `tollgate` hands them over.
struct TollgateNet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        // What users type.
        commandName: "tollgate",
        abstract: "The commands of tollgate that talk to a network.",
        version: Version.number, subcommands: [LiveCommand.self])
}

@main
enum Program {
    static func main() async {
        Interruption.ignoreClosedPipes()
        Interruption.prepare()
        do {
            var command = try TollgateNet.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            ExitStatus.end(with: error, of: TollgateNet.self)
        }
    }
}
