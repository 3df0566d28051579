import ArgumentParser
import Console
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

    @Argument(help: "A built-in price table, a YAML file, or LiteLLM's JSON list.")
    var prices: String

    @Flag(help: "Warnings end with exit code 1.")
    var strict = false

    func run() throws {
        let table = try NamedFiles.prices(prices)
        let warnings = table.warnings()
        let lines =
            Self.summary(table, warnings) + warnings.map { "warning: \($0)" }
        try StandardOutput.write(
            lines.map(TerminalText.harmless).joined(separator: "\n") + "\n")
        if strict && !warnings.isEmpty { throw FailedCheck.code }
    }

    /// What the table is, what in it is no model, and how many warnings there are of each kind.
    private static func summary(_ table: PriceTable, _ warnings: [PriceWarning]) -> [String] {
        let models = Numbers.counted(UInt64(table.models.count), "model")
        let others = table.otherEntries.joined(separator: ", ")
        let counts = PriceWarning.Kind.allCases.compactMap { kind in
            let count = warnings.count { $0.kind == kind }
            return count == 0 ? nil : "\(kind.rawValue) \(count)"
        }
        return ["\(table.name): valid, \(models)"]
            + (others.isEmpty ? [] : ["no models: \(others)"])
            + (warnings.count > 1
                ? [
                    "\(Numbers.counted(UInt64(warnings.count), "warning")): "
                        + counts.joined(separator: ", ")
                ] : [])
    }
}
