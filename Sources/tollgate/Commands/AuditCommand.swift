import ArgumentParser
import Audit
import Console
import Documents
import Pricing
import Replay
import Reports

/// Claims about prices and savings, each recomputed.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Recomputes claims about prices and savings: true, wrong or undecidable.",
        discussion: """
            CLAIMS is a YAML file, or 'tutorial', which ships with the program. A claim states \
            numbers and what they come from, such as '97.2 % = saving(claude-sonnet-4.5, \
            deepseek-v3.2)'; a wrong one is named with what it should be, by how much it is off and \
            the likely cause, an undecidable one with what is missing. 'tollgate audit --example' \
            prints a file to start from.

            With SOURCEs a claim may look at log.requests, log.input_tokens, log.output_tokens, \
            log.tokens, log.recorded, log.as_requested, and by their names at the cost under each \
            --policy and at each --baseline: '80 % <= 1 - log.tutorial / log.gpt-4.1'.

            Exit codes: 0 no claim is wrong; 1 a claim is wrong; 2 an error.
            """)

    @Argument(
        help: ArgumentHelp("A file of claims, or 'tutorial'.", valueName: "claims"))
    var claims: String?

    @Argument(
        help: ArgumentHelp(
            "Logs or datasets to measure on, as 'tollgate replay' reads them.", valueName: "source")
    )
    var sources: [String] = []

    @Flag(help: "Prints the claims that ship with the program, as an example to start from.")
    var example = false

    @OptionGroup(title: "Measuring on logs")
    var replay: ReplayOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func validate() throws {
        if replay.log.rejects != nil {
            throw ValidationError("--rejects: an audit keeps no lines; use it with 'replay'")
        }
        if replay.latency != nil || !replay.by.isEmpty {
            throw ValidationError("--latency and --by say nothing about claims; leave them out")
        }
        guard example == (claims == nil) else {
            throw ValidationError(
                example ? "--example stands alone" : "expected a file of claims, or 'tutorial'")
        }
    }

    func run() async throws {
        guard let claims else {
            try StandardOutput.write(ClaimFile.text(ofBuiltIn: "tutorial"))
            return
        }
        let file = try NamedFiles.claims(claims)
        let sources = self.sources.isEmpty ? nil : try Sources(self.sources)
        let destination = try output.destination(
            inputs: [claims] + file.priceTables + (sources.map(replay.inputs) ?? []))
        var prices: [String: PriceTable] = [:]
        for name in file.priceTables { prices[name] = try NamedFiles.prices(name) }
        let replayed = try await replayed(sources)
        let logs = try replayed.map { result in
            LogMeasurements(
                values: try result.measurements(),
                prices: result.prices.tables.count == 1 ? result.prices.latest.sha256 : nil)
        }
        let result = try ClaimAudit(file, prices: prices, logs: logs).result()
        let claimFiles =
            ClaimFile.builtInNames.contains(claims) ? [] : [(kind: "claims", path: claims)]
        let inputs = RunInputs(
            sources, sources == nil ? nil : replay, prices: file.priceTables.sorted(),
            files: claimFiles)
        try write(result, measuredOn: replayed?.restsOn ?? [], inputs, to: destination)
        if result.count(.wrong) > 0 { throw FailedCheck.code }
    }

    /// The logs' result; nil where there are none.
    private func replayed(_ sources: Sources?) async throws -> ReplayResult? {
        guard let sources else { return nil }
        try sources.check(replay)
        return try await ReplayReading(replay: replay, sources: sources, quiet: output.quiet)
            .result(of: try replay.plan())
    }

    private func write(
        _ result: AuditResult, measuredOn: [String], _ inputs: RunInputs,
        to destination: Destination
    ) throws {
        let report = AuditReport(result, measuredOn: measuredOn)
        try output.write(
            report, to: destination, from: inputs, csv: AuditCSV(result).text,
            json: AuditJSON(result, measuredOn: measuredOn).text)
    }
}
