import ArgumentParser
import Console
import Reports
import Routing

/// Whether a policy file is valid, and what it needs of a log.
struct PolicyCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Checks a policy file and says what it needs of a log.",
        discussion: "A fault is named with its file, line and key, and ends with exit code 2.")

    @Argument(help: "A built-in policy or a YAML file.")
    var policy: String

    func run() throws {
        let policy = try NamedFiles.policy(policy)
        let rules = policy.rules.count == 1 ? "1 rule" : "\(policy.rules.count) rules"
        var lines = ["\(policy.name): valid, \(rules)"]
        let features = policy.features
        lines.append("needs of each record: \(Self.needs(features))")
        if policy.isOracle {
            lines.append("an oracle: its cost is a bound, not that of a rule that can run")
        }
        if features.readsClock { lines.append("hours and weekdays of: \(policy.timeZone)") }
        if !policy.parameters.isEmpty {
            let values = policy.parameters.map { "\($0.name) = \($0.value)" }
            lines.append("parameters: \(values.joined(separator: ", "))")
        }
        if let budget = policy.budget {
            lines.append(
                "budget: \(budget.monthly) \(budget.currency) a month, then \(budget.thenUse)")
        }
        lines.append("sha256: \(policy.sha256)")
        try StandardOutput.write(
            lines.map(TerminalText.harmless).joined(separator: "\n") + "\n")
    }

    private static func needs(_ features: FeatureSet) -> String {
        let fields =
            (features.readsID ? ["id"] : []) + features.names.map(\.description).sorted()
            + features.numbers.map(\.rawValue).sorted()
            + features.flags.map(\.rawValue).sorted()
            + features.probes.map { "\($0.feature.rawValue) contains \"\($0.needle)\"" }
        return fields.isEmpty ? "nothing" : fields.joined(separator: ", ")
    }
}
