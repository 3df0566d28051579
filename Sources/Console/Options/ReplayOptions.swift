package import ArgumentParser
import Foundation
package import Logs
import Pricing
package import Replay
import Routing

/// What a replay computes and how its log is read.
package struct ReplayOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A routing policy: a built-in name or a YAML file. Repeatable.",
            discussion: """
                One with a budget takes the calls of all logs in time order, which holds 70 to 100 \
                bytes of each in memory; one with a fallback chain so takes the attempts of \
                operations.
                """,
            valueName: "name|file"))
    package var policy: [String] = []

    @Option(
        help: ArgumentHelp(
            "A model that all the traffic is priced at, or 'all'. Repeatable.",
            discussion: "'all' is every model of a table with at most 20, else those in use.",
            valueName: "model|all"))
    package var baseline: [String] = []

    @Option(
        help: ArgumentHelp(
            "Groups by model, served-model, user, team, session, day, hour, minute or tag:KEY.",
            discussion: "A,B groups by both together; repeated, it gives separate groupings.",
            valueName: "a,b"))
    package var by: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only calls for which a condition holds, in the language of policies.",
            discussion: """
                Also over completion_tokens, latency_ms, cost_usd (of the log) and failed: \
                'team = search and not failed'. Hours and weekdays are those of --timezone.
                """, valueName: "condition"))
    package var `where`: String?

    package init() {}

    /// The files that a run reads, which no result may replace.
    package func inputs(_ sources: Sources) -> [String] {
        sources.paths + policy + price.files + [log.mapping].compactMap { $0 }
            + ((try? latency?.sources())??.paths ?? [])
    }

    @Option(
        defaultAsFlag: LatencyBasis.log, parsing: .next,
        help: ArgumentHelp(
            "Shows how long answers took or can be expected to take: P50, P95, P99.",
            discussion: """
                Alone, exactly what the log records by model; all records count that tell it, \
                failed ones too. With a RUN (what 'tollgate live' measured, or any other log with \
                latencies: a file, a folder, store.db#NAME), estimates for as requested, each \
                policy and each baseline; in 'capacity', the times of work of deployments with \
                'service: run'. Write it after the SOURCE.
                """, valueName: "run"))
    package var latency: LatencyBasis?

    @OptionGroup(title: "Prices")
    package var price: PriceOptions

    @OptionGroup(title: "Period")
    package var time: TimeOptions

    @OptionGroup(title: "Reading")
    package var log: LogOptions

    @Flag(
        help: ArgumentHelp(
            "Counts records with the same id once.",
            discussion: """
                The first in the order of the logs stays, whatever the period. Those that tell \
                other usage are counted. It remembers every id, which takes up to 95 bytes a \
                record; formats that repeat themselves need no such flag.
                """))
    package var dedupe = false

    @Option(help: ArgumentHelp("How many workers read the log.", valueName: "n"))
    package var jobs = ProcessInfo.processInfo.activeProcessorCount

    package func validate() throws {
        guard jobs >= 1, jobs <= 256 else {
            throw ValidationError("--jobs \(jobs): expected a number from 1 to 256")
        }
        if baseline.contains("all") && baseline.count > 1 {
            throw ValidationError("--baseline all covers every model; give it alone")
        }
        if Set(baseline).count < baseline.count {
            throw ValidationError("--baseline names a model twice; name it once")
        }
        if Set(try asUsage { try groupings() }).count < by.count {
            throw ValidationError("--by names the same grouping twice; name it once")
        }
        _ = try filter()
        _ = try time.period()
        _ = try time.pricingInstant()
        _ = try asUsage { try ReplayAssumptions(log.assume.filter(ReplayAssumptions.covers)) }
    }

    package func plan() throws -> ReplayPlan {
        let (prices, list) = try price.schedule()
        var plan = ReplayPlan(prices: prices)
        plan.listPrices = list
        plan.priceAt = try time.pricingInstant()
        plan.selectors = try policy.map {
            try ModelSelector(NamedFiles.policy($0), prices: plan.decidingPrices)
        }
        plan.baselines = baseline == ["all"] ? .all : .models(baseline)
        plan.groupings = try groupings()
        plan.measuresLatency = latency == .log
        let assumed = try ReplayAssumptions(log.assume.filter(ReplayAssumptions.covers))
        plan.cache = assumed.cache ?? .kept
        plan.tokens = assumed.tokens
        plan.clock = LocalClock(try time.zone())
        (plan.from, plan.to) = try time.period()
        plan.filter = try filter()
        return plan
    }

    private func filter() throws -> CallFilter? {
        guard let `where` else { return nil }
        do {
            let condition = try Condition(parsing: `where`)
            return CallFilter(condition, clock: LocalClock(try time.zone()))
        } catch let error as ConditionError {
            throw ValidationError("--where: \(error)")
        }
    }

    package func groupings() throws -> [Grouping] { try by.map { try Grouping($0) } }

    package func reading(progress: ReadingProgress?, rejects: OutputFile?) throws -> ReadingOptions
    {
        var options = try log.reading(progress: progress, rejects: rejects)
        options.removesDuplicates = dedupe
        return options
    }
}
