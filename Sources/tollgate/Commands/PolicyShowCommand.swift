import ArgumentParser
import Console
import Routing

/// A policy's file as it was written.
struct PolicyShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "A policy's file, a pattern for your own.",
        discussion: "Example: tollgate policy show tutorial > mine.yaml")

    @Argument(help: "A built-in policy or a YAML file.")
    var policy: String

    func run() throws {
        _ = try NamedFiles.policy(policy)
        try StandardOutput.write(
            Policy.builtInNames.contains(policy)
                ? try Policy.text(ofBuiltIn: policy) : try TextFile.read(policy))
    }
}
