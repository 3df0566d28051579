import ArgumentParser
import Console
import Reports
import Store

/// Whether a store is sound.
struct DatasetsVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Reads all of a store and compares it with its checksums.",
        discussion: "What is damaged is named with its dataset, file and chunk, and ends with exit "
            + "code 1.")

    @Argument(help: "The store.")
    var store: String

    @Option(help: ArgumentHelp("How the result is written: text or json.", valueName: "form"))
    var format = ListingFormat.text

    private struct Document: Encodable {
        var schema = "tollgate.verify/1"
        var store: String
        var findings: [String]
    }

    func run() throws {
        let findings = try CallStore(store).verify()
        switch format {
        case .text:
            let lines = findings.isEmpty ? ["\(store): sound"] : findings
            try StandardOutput.write(
                lines.map(TerminalText.harmless).joined(separator: "\n") + "\n")
        case .json:
            try StandardOutput.write(
                try ListingJSON.text(Document(store: store, findings: findings)))
        }
        if !findings.isEmpty { throw FailedCheck.code }
    }
}
