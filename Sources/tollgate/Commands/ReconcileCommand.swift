import ArgumentParser
import Audit
import Console
import Documents
import Foundation
import Pricing
import Replay
import Reports

/// Computed and recorded cost against a provider's invoice.
struct ReconcileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Compares a log's cost with an invoice, by model and day, and looks for causes.",
        discussion: """
            The invoice is a CSV file (date, model, amount, and as far as known currency, requests, \
            input_tokens, cached_tokens, output_tokens) or an export of OpenAI's usage or costs API \
            as JSON or CSV. Calls are priced at the models that answered, days are those of UTC.

            Example: tollgate reconcile logs/ --invoice costs.json --prices list-2026
            """)

    @Argument(
        help: ArgumentHelp(
            "Log files, globs, folders, '-', or datasets of a store.", valueName: "source"))
    var sources: [String]

    @Option(help: ArgumentHelp("What the provider charged.", valueName: "file"))
    var invoice: String

    @Option(
        help: ArgumentHelp(
            "Ends with exit code 1 where the totals differ by more.", valueName: "amount"))
    var tolerance: String?

    @OptionGroup(title: "Replay")
    var replay: ReplayOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func validate() throws {
        let unused: [(String, Bool)] = [
            ("--policy", !replay.policy.isEmpty), ("--baseline", !replay.baseline.isEmpty),
            ("--by", !replay.by.isEmpty), ("--latency", replay.latency != nil),
            ("--timezone", replay.time.timezone != "UTC"),
            ("--rejects", replay.log.rejects != nil),
        ]
        for (name, isGiven) in unused where isGiven {
            throw ValidationError("\(name) says nothing about an invoice; use it with 'replay'")
        }
        if replay.price.prices.isEmpty {
            throw ValidationError(
                "--prices: an invoice is checked against real prices; give list-2026, LiteLLM's "
                    + "list or your own")
        }
        _ = try limit()
    }

    func run() async throws {
        let limit = try limit()
        let sources = try Sources(self.sources)
        try sources.check(replay)
        let destination = try output.destination(inputs: [self.invoice] + replay.inputs(sources))
        var plan = try replay.plan()
        plan.listPrices = nil
        plan.billsServedModels = true
        plan.groupings = [try Grouping(Reconciliation.grouping)]
        let invoice = try Self.read(self.invoice, plan.prices.currency)
        if !output.quiet { sources.sayWhatIsPassedOver() }
        let result = try await ReplayReading(
            replay: replay, sources: sources, quiet: output.quiet
        ).result(of: plan)
        let reconciliation = try Reconciliation(of: result, with: invoice)
        let inputs = RunInputs(sources, replay, files: [(kind: "invoice", path: self.invoice)])
        try write(reconciliation, inputs, to: destination)
        try check(reconciliation, limit)
    }

    /// JSON begins with a brace; all else is a table.
    private static func read(_ path: String, _ currency: Currency) throws -> Invoice {
        let text = try TextFile.read(path)
        let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }.first
        if start == "{" { return try Invoice(Document(text: text, name: path)) }
        return try Invoice(CSVTable(text: text, name: path), defaultCurrency: currency)
    }

    private func write(
        _ reconciliation: Reconciliation, _ inputs: RunInputs, to destination: Destination
    ) throws {
        let report = ReconciliationReport(reconciliation)
        try output.write(
            report, to: destination, from: inputs, csv: ReconciliationCSV(reconciliation).text,
            json: ReconciliationJSON(reconciliation).text)
    }

    private func limit() throws -> Money? {
        try tolerance.map { text in
            guard let limit = DecimalNumber(text).flatMap({ Money(exactly: $0) }), limit >= .zero
            else {
                throw ValidationError("--tolerance \(text): expected an amount such as 0.01")
            }
            return limit
        }
    }

    /// An amount that can't be told fails the check as one that is off.
    private func check(_ reconciliation: Reconciliation, _ limit: Money?) throws {
        guard let limit else { return }
        let unpriced = reconciliation.total.computed?.unpriced ?? 0
        if let difference = reconciliation.total.difference, unpriced == 0,
            difference <= limit, -difference <= limit
        {
            return
        }
        let reason =
            unpriced > 0
            ? "\(Numbers.counted(unpriced, "call")) without a price"
            : reconciliation.total.difference.map { "the totals differ by \($0)" }
                ?? "the invoice tells no amounts"
        StandardError.write("tollgate: \(reason), where --tolerance allows \(limit)\n")
        throw FailedCheck.code
    }
}
