import ArgumentParser
import Console
import Forecasting
import Pricing
import Replay
import Reports

/// Requests, tokens and spend of the periods ahead.
struct ForecastCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forecast",
        abstract: "Says what the next hours, days or weeks will cost, and when a budget runs out.",
        discussion: """
            Tries naive, seasonal naive, mean, drift, exponential smoothing and Holt-Winters on the \
            past, takes the one that did best, and shows how all did. Spend is as requested, or \
            that under --policy. A bill's history can be forecast without a log: --series FILE.csv \
            has a column time or date, and requests, tokens, spend or some of them.

            Example: tollgate forecast logs/ --every day --horizon '4 weeks' --budget 5000/month
            """)

    @Argument(
        help: ArgumentHelp(
            "Log files, globs, folders, '-', or datasets of a store.", valueName: "source"))
    var sources: [String] = []

    @Option(
        help: ArgumentHelp("A history as CSV, instead of logs; '-' reads it.", valueName: "file"))
    var series: String?

    @OptionGroup(title: "Forecast")
    var forecast: ForecastOptions

    @OptionGroup(title: "Replay")
    var replay: ReplayOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func validate() throws {
        guard sources.isEmpty != (series == nil) else {
            throw ValidationError(
                sources.isEmpty
                    ? "expected logs or datasets, or a history with --series"
                    : "--series stands instead of logs; give one of them")
        }
        let unused: [(String, Bool)] = [
            ("--baseline", !replay.baseline.isEmpty), ("--by", !replay.by.isEmpty),
            ("--latency", replay.latency != nil), ("--rejects", replay.log.rejects != nil),
        ]
        for (name, isGiven) in unused where isGiven {
            throw ValidationError("\(name) says nothing about a forecast; use it with 'replay'")
        }
        guard replay.policy.count <= 1 else {
            throw ValidationError("--policy: one at most, whose spend is forecast")
        }
        if series != nil { try checkSeriesOptions() }
    }

    private func checkSeriesOptions() throws {
        let unused: [(String, Bool)] = [
            ("--policy", !replay.policy.isEmpty), ("--where", replay.where != nil),
            ("--prices", !replay.price.prices.isEmpty), ("--dedupe", replay.dedupe),
            ("--price-at", replay.time.priceAt != nil), ("--alias", !replay.price.alias.isEmpty),
        ]
        for (name, isGiven) in unused where isGiven {
            throw ValidationError("\(name) is about calls, which --series has none of")
        }
    }

    func run() async throws {
        let sources = sources.isEmpty ? nil : try Sources(self.sources)
        try sources?.check(replay)
        let destination = try output.destination(
            inputs: (sources.map(replay.inputs) ?? []) + [series].compactMap { $0 })
        let subject = try await subject(sources)
        let outcome = try ForecastRun(subject, forecast).outcome()
        try output.write(
            ForecastReport(outcome), to: destination, from: inputs(sources),
            csv: ForecastCSV(outcome).text,
            json: ForecastJSON(outcome).text)
        if output.format == .csv && !output.quiet { Self.sayWhatCSVLeavesOut(outcome) }
        try Self.end(with: BudgetSentences(outcome))
    }

    private func inputs(_ sources: Sources?) -> RunInputs {
        guard let series else { return RunInputs(sources, replay) }
        return RunInputs(files: series == "-" ? [] : [(kind: "history", path: series)])
    }

    private func subject(_ sources: Sources?) async throws -> ForecastSubject {
        guard let sources else { return try fileSubject() }
        if !output.quiet { sources.sayWhatIsPassedOver() }
        var plan = try replay.plan()
        plan.listPrices = nil
        plan.groupings = [try Grouping(forecast.every.grouping)]
        let result = try await ReplayReading(
            replay: replay, sources: sources, quiet: output.quiet
        ).result(of: plan)
        return try ForecastSubject(result, plan, every: forecast.every)
    }

    private func fileSubject() throws -> ForecastSubject {
        let path = series ?? "-"
        let file = try SeriesFile(path, zone: try replay.time.zone())
        let history = try file.history(every: forecast.every, replay.time)
        let currency = try forecast.limit()?.currency
        let ignored = file.ignored.map { column in
            "the column `\(column.filter { $0 != "`" })` is not read"
        }
        return ForecastSubject(
            name: path, history: history, currency: currency ?? .usd,
            assumptions: ignored
                + (currency == nil && history.periods.first?.spend != nil
                    ? [Self.supposedCurrency] : []))
    }

    private static let supposedCurrency =
        "spend is taken for USD, as the history names no currency; one behind the amount of "
        + "--budget is taken instead"

    /// A table of numbers has no room for what they rest on; so it is said beside it.
    private static func sayWhatCSVLeavesOut(_ outcome: ForecastOutcome) {
        let basis = ForecastBasis(outcome)
        for note in basis.gaps + basis.sentences {
            StandardError.write("tollgate: note: \(TerminalText.harmless(note))\n")
        }
    }

    /// Ends the program with 1 where a budget does not last, saying so on standard error.
    private static func end(with budget: BudgetSentences) throws {
        guard budget.hasFailed else { return }
        for fault in budget.faults {
            StandardError.write("tollgate: \(TerminalText.harmless(fault))\n")
        }
        throw FailedCheck.code
    }
}
