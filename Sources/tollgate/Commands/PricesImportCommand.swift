import ArgumentParser
import Console
import Pricing
import Reports

/// Writes a price list as a file of ours.
struct PricesImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Writes a price list, such as LiteLLM's, as a price file to keep and edit.",
        discussion: """
            The file prices calls to the same digits as the list. What it can't carry is named in \
            its comments, and models without a price per token on standard error.

            Example: tollgate prices import model_prices_and_context_window.json --model gpt-4o \
            --out mine.yaml
            """)

    @Argument(help: "LiteLLM's JSON list, a built-in price table or a YAML file.")
    var prices: String

    @Option(help: ArgumentHelp("Only this model. Repeatable.", valueName: "name"))
    var model: [String] = []

    @Option(
        help: ArgumentHelp(
            "The day from which the prices are in force, in UTC.", valueName: "date"))
    var effectiveFrom: String?

    @Option(
        name: .customLong("out"),
        help: ArgumentHelp("Writes to a file instead of standard output.", valueName: "path"))
    var file: String?

    @Flag(help: "Says nothing on standard error.")
    var quiet = false

    func validate() throws {
        if let effectiveFrom, Timestamp(date: effectiveFrom) == nil {
            throw ValidationError(
                "--effective-from \(effectiveFrom): expected a date such as 2026-01-05")
        }
    }

    func run() throws {
        let place = try file.map { try OutputPlace($0, inputs: [prices]) }
        let destination = try Destination(place)
        let table = try NamedFiles.prices(prices)
        let start = effectiveFrom.flatMap { Timestamp(date: $0) }
        let writer = PriceFileWriter(
            start.map(table.starting) ?? table,
            models: model.isEmpty ? table.models : try model.map { try table.required($0) })
        if model.isEmpty || writer.leftOut.isEmpty {
            try destination.write(writer.text)
            if !quiet { say(writer.leftOut, table.otherEntries) }
        } else {
            let left = writer.leftOut.map { "\($0.model): \($0.reason)" }
            throw CommandError("\(prices): nothing to write for \(left.joined(separator: "; "))")
        }
    }

    private func say(_ leftOut: [PriceFileWriter.LeftOut], _ others: [String]) {
        let notes =
            leftOut.map { "left out \($0.model): \($0.reason)" }
            + others.map { "left out \($0): no model" }
        for note in notes {
            StandardError.write("tollgate: note: \(TerminalText.harmless(note))\n")
        }
    }
}

extension PriceTable {
    /// The model of a name, or an error that suggests near ones.
    func required(_ name: String) throws -> ModelPrice {
        if let model = model(name) { return model }
        let near = nearNames(to: name)
        throw CommandError(
            "\(name): not in price table \(self.name)"
                + (near.isEmpty ? "" : "; near: \(near.joined(separator: ", "))"))
    }
}
