import ArgumentParser
import Audit
import Console
import Pricing
import Replay
import Reports

/// What changed from one price table to another, and what it means for a log.
struct PricesDiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "What changed from one price table to another, and what that costs on a log.",
        discussion: """
            A change by a factor of about 1,000 or 1,000,000 is named, as it often is one of units. \
            With a log each changed model's cost is shown under both tables; the differences add up \
            exactly. See 'tollgate diff' for effects of price, volume and mix, and for gates.

            Example: tollgate prices diff list-2026 new.yaml logs/
            """)

    @Argument(help: "A built-in price table, a YAML file, or LiteLLM's JSON list.")
    var before: String

    @Argument(help: "Another one.")
    var after: String

    @Argument(
        help: ArgumentHelp(
            "Log files, globs, folders, '-', or datasets of a store.", valueName: "source"))
    var sources: [String] = []

    @OptionGroup(title: "Replay")
    var replay: ReplayOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func validate() throws {
        if !replay.price.prices.isEmpty {
            throw ValidationError("--prices: the two sides are price tables; leave it out")
        }
        if !replay.policy.isEmpty || !replay.baseline.isEmpty || !replay.by.isEmpty {
            throw ValidationError(
                "--policy, --baseline and --by: see 'tollgate diff', which compares more")
        }
        if replay.log.rejects != nil {
            throw ValidationError("--rejects: the logs are read twice; use it with 'replay'")
        }
        if sources.contains("-") {
            throw ValidationError("-: standard input can't be read twice; give a file")
        }
    }

    func run() async throws {
        let destination = try output.destination(
            inputs: [before, after].filter(PathCheck.exists) + replay.price.files)
        let sides = try (options(before).schedule(), options(after).schedule())
        let (old, new) = (sides.0.prices.latest, sides.1.prices.latest)
        guard old.currency == new.currency else {
            throw CommandError(
                "\(before) is in \(old.currency) and \(after) in \(new.currency); give a rate such "
                    + "as --fx '\(new.currency)=0.14 \(old.currency) @2026-01-01'")
        }
        let traffic = sources.isEmpty ? nil : try await traffic()
        let prices = PriceDifference(from: old, to: new)
        try output.write(
            PriceDifferenceReport(prices, traffic: traffic), to: destination,
            from: try inputs(), csv: PriceDifferenceCSV(prices, traffic: traffic).text,
            json: PriceDifferenceJSON(prices, traffic: traffic).text)
    }

    /// What the report was made from: both tables, and the logs if there are any.
    private func inputs() throws -> RunInputs {
        var named = replay
        named.price.prices = [before, after]
        return RunInputs(sources.isEmpty ? nil : try Sources(sources), named)
    }

    /// The prices of a side.
    private func options(_ prices: String) -> PriceOptions {
        var options = replay.price
        options.prices = [prices]
        return options
    }

    private func traffic() async throws -> Difference {
        let sources = try Sources(self.sources)
        try sources.check(replay)
        if !output.quiet { sources.sayWhatIsPassedOver() }
        return Difference(from: try await side(before, sources), to: try await side(after, sources))
    }

    private func side(_ prices: String, _ sources: Sources) async throws -> DifferenceSide {
        var replay = replay
        replay.price = options(prices)
        let reading = try ReplayReading(replay: replay, sources: sources, quiet: output.quiet)
        let result = try await reading.result(of: try replay.plan())
        return DifferenceSide(result.prices.name, result, .asRequested)
    }
}
