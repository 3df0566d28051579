import ArgumentParser
import Pricing
import Reports

/// Whether a price file is valid, and what in it is often a mistake.
struct PricesCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Checks a price file and names what is often a mistake.",
        discussion: """
            A fault is named with its file, line and key, and ends with exit code 2. Warnings end \
            with 0, with --strict with 1.
            """)

    @Argument(help: "A built-in price table or a YAML file.")
    var prices: String

    @Flag(help: "Warnings end with exit code 1.")
    var strict = false

    func run() throws {
        let table = try NamedFiles.prices(prices)
        let warnings = table.warnings()
        let models = table.models.count == 1 ? "1 model" : "\(table.models.count) models"
        let lines =
            ["\(TerminalText.harmless(table.name)): valid, \(models)"]
            + warnings.map {
                "warning: \(TerminalText.harmless("\($0)"))"
            }
        try StandardOutput.write(lines.joined(separator: "\n") + "\n")
        if strict && !warnings.isEmpty { throw FailedCheck.code }
    }
}
