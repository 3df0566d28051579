import ArgumentParser
import Foundation
import Logs
import Pricing
import Replay
import Routing

/// What a replay computes and how its log is read.
struct ReplayOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A routing policy: a built-in name or a YAML file. Repeatable.",
            valueName: "name|file"))
    var policy: [String] = []

    @Option(
        help: ArgumentHelp(
            "The price table: a built-in name or a YAML file.",
            discussion: "Without it headline-2026 is used, with list prices shown beside it.",
            valueName: "name|file"))
    var prices: String?

    @Option(
        help: ArgumentHelp(
            "A model that all the traffic is priced at, or 'all'. Repeatable.",
            discussion: "'all' is every model of a table with at most 20, else those in use.",
            valueName: "model|all"))
    var baseline: [String] = []

    @Option(
        help: ArgumentHelp(
            "Groups by model, served-model, user, team, session, day, hour or tag:KEY.",
            discussion: "A,B groups by both together; repeated, it gives separate groupings.",
            valueName: "a,b"))
    var by: [String] = []

    @Flag(
        help: "Shows how long answers took by model: exact P50, P95, P99 of what the log records.")
    var latency = false

    @OptionGroup(title: "Period")
    var time: TimeOptions

    @Option(
        help: ArgumentHelp(
            "What to take where records lack a field. Repeatable.",
            discussion: """
                Names and texts as they are (model=gpt-4.1, system=none for no system message), \
                numbers by arithmetic over the record (content_length=4*prompt_tokens); a second \
                value for the same number serves where the first has none.
                """, valueName: "key=value"))
    var assume: [String] = []

    @Option(
        help: ArgumentHelp(
            "The format of all inputs, instead of detecting it.", valueName: "format"))
    var inputFormat: LogFormat?

    @Option(
        help: ArgumentHelp(
            "A YAML file that says how to read logs of no known format.",
            discussion: "It names the columns or keys; see 'tollgate formats jsonl'.",
            valueName: "file"))
    var mapping: String?

    @Flag(
        help: ArgumentHelp(
            "Counts records with the same id once.",
            discussion: """
                The first in the order of the logs stays. It remembers every id, which takes some \
                32 bytes a record; formats that repeat themselves need no such flag.
                """))
    var dedupe = false

    @Flag(help: "Counts bad lines and leaves them out, instead of stopping at the first.")
    var skipBad = false

    @Option(
        help: ArgumentHelp("Keeps the lines that --skip-bad leaves out.", valueName: "file"))
    var rejects: String?

    @Option(help: ArgumentHelp("A longer line is bad, in bytes.", valueName: "bytes"))
    var maxLine = 32 << 20

    @Option(help: ArgumentHelp("How many workers read the log.", valueName: "n"))
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    func validate() throws {
        if rejects != nil && !skipBad {
            throw ValidationError("--rejects keeps what --skip-bad leaves out; give both")
        }
        guard jobs >= 1, jobs <= 256 else {
            throw ValidationError("--jobs \(jobs): expected a number from 1 to 256")
        }
        guard maxLine >= 1, maxLine <= 1 << 30 else {
            throw ValidationError("--max-line \(maxLine): expected a number from 1 to \(1 << 30)")
        }
        try validateMapping()
        if baseline.contains("all") && baseline.count > 1 {
            throw ValidationError("--baseline all covers every model; give it alone")
        }
        if Set(baseline).count < baseline.count {
            throw ValidationError("--baseline names a model twice; name it once")
        }
        if Set(try usage { try groupings() }).count < by.count {
            throw ValidationError("--by names the same grouping twice; name it once")
        }
        _ = try usage { try Assumptions(assume) }
        _ = try time.period()
        _ = try time.pricingInstant()
    }

    private func validateMapping() throws {
        guard let inputFormat, inputFormat.isMapped != (mapping != nil) else { return }
        if mapping != nil {
            throw ValidationError(
                "--input-format \(inputFormat.rawValue) has fields of its own; leave out --mapping")
        }
        throw ValidationError(
            "--input-format \(inputFormat.rawValue) is read through a mapping; give one with "
                + "--mapping, see 'tollgate formats \(inputFormat.rawValue)'")
    }

    /// Turns an error about an option's value into one of usage.
    private func usage<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            throw ValidationError("\(error)")
        }
    }

    func plan() throws -> ReplayPlan {
        var plan = ReplayPlan(prices: try NamedFiles.prices(prices ?? "headline-2026"))
        if prices == nil { plan.listPrices = try PriceTable.named("list-2026") }
        plan.selectors = try policy.map { ModelSelector(try NamedFiles.policy($0)) }
        plan.baselines = baseline == ["all"] ? .all : .models(baseline)
        plan.groupings = try groupings()
        plan.measuresLatency = latency
        plan.clock = LocalClock(try time.zone())
        (plan.from, plan.to) = try time.period()
        plan.priceAt = try time.pricingInstant()
        return plan
    }

    private func groupings() throws -> [Grouping] { try by.map { try Grouping($0) } }

    func reading(progress: ReadingProgress?, rejects: OutputFile?) throws -> ReadingOptions {
        var options = ReadingOptions()
        options.format = inputFormat
        options.mapping = try mapping.map { try NamedFiles.mapping($0, for: inputFormat) }
        options.skipsBadLines = skipBad
        options.removesDuplicates = dedupe
        options.rejects = rejects
        options.maximumLineBytes = maxLine
        options.assumptions = try Assumptions(assume)
        options.progress = progress
        return options
    }
}
