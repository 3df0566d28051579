import ArgumentParser
import Console
import Logs
import Replay
import Reports
import Routing

/// What the traffic costs as requested, under policies, and against baselines.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "What a log's traffic costs, and would cost under policies and baselines.",
        discussion: """
            A SOURCE is a log file, a glob, a folder, '-' for standard input, or a dataset of a \
            store (store.db#NAME, store.db for the one named default); gzip and zstd are read \
            directly. See 'tollgate formats' for what can be read.

            Example: tollgate replay logs/ --policy tutorial --baseline all --by team
            """)

    @Argument(
        help: ArgumentHelp(
            "Log files, globs, folders, '-', or datasets of a store.", valueName: "source"))
    var sources: [String] = []

    @OptionGroup(title: "Replay")
    var replay: ReplayOptions

    @OptionGroup(title: "Checking")
    var gates: GateOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @OptionGroup(title: "FOCUS")
    var focus: FOCUSOptions

    @OptionGroup(title: "Output")
    var ranking: RankingOptions

    @Option(
        help: ArgumentHelp(
            "What the CSV has rows for.",
            valueName: "section"))
    var section: ReplayCSV.Section?

    func validate() throws {
        try LatencyBasis.check(replay.latency, sources, for: "replay")
        try ranking.check(hasGroups: !replay.by.isEmpty)
        if section == .requests && ranking.dearest == nil {
            throw ValidationError("--section requests needs --dearest")
        }
        if section != nil && output.format != .csv {
            throw ValidationError("--section chooses rows of CSV; give --format csv with it")
        }
        try focus.check(
            isWanted: output.format == .focus, instead: "give --format focus with it")
        if section == .groups && replay.by.isEmpty {
            throw ValidationError("--section groups needs --by")
        }
        if section == .latency && replay.latency == nil {
            throw ValidationError("--section latency needs --latency")
        }
    }

    func run() async throws {
        let timeline = try Timeline(for: output.format, by: replay.time.chartedBy())
        var plan = timeline.adding(to: gates.adding(to: try replay.plan()))
        if section == .budget && plan.selectors.allSatisfy({ $0.policy.budget == nil }) {
            throw ValidationError("--section budget needs a --policy that has a budget")
        }
        plan.dearestRequests = ranking.dearest
        if output.format == .focus { plan.charges = focus.split(try replay.groupings()) }
        let sources = try Sources(sources)
        try sources.check(replay)
        if !output.quiet { sources.sayWhatIsPassedOver() }
        let run = try ReplayRun(replay: replay, output: output, sources: sources)
        plan.latencyRun = try await replay.latencyRun(for: plan)
        let result = try await run.result(of: plan)
        let outcomes = try gates.judge(result)
        let kept = result.keeping(try replay.groupings())
        try run.write(
            ranking.top.map { kept.keepingDearestGroups($0) } ?? kept,
            csvSection: section ?? (replay.by.isEmpty ? .totals : .groups), gates: outcomes,
            timeline: timeline.groups(of: result), focus: focus.export(result))
        try GateOptions.end(with: outcomes)
    }
}
