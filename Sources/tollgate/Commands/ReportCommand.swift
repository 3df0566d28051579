import ArgumentParser
import Audit
import Console
import Logs
import Replay
import Reports

/// A replay in every form, as a folder that appears only when it is whole.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "A replay in every form in one folder: HTML, Markdown, CSV, JSON, FOCUS.",
        discussion: """
            Reads the logs once. The folder appears only when it is whole; one that is there \
            already is replaced if it is an earlier report, as it was written, and holds nothing \
            else. index.html leads to the files, and manifest.json lists them with their SHA-256.

            Example: tollgate report logs/ --out report --by team --billing-account acme
            """)

    @Argument(
        help: ArgumentHelp(
            "Log files, globs, folders, '-', or datasets of a store.", valueName: "source"))
    var sources: [String] = []

    @Option(help: ArgumentHelp("The folder that takes the report.", valueName: "folder"))
    var out: String

    @OptionGroup(title: "Replay")
    var replay: ReplayOptions

    @OptionGroup(title: "Checking")
    var gates: GateOptions

    @OptionGroup(title: "Lists")
    var ranking: RankingOptions

    @OptionGroup(title: "FOCUS")
    var focus: FOCUSOptions

    @Option(
        help: ArgumentHelp(
            "What stands between the cells of CSV: ',' (by default), ';' or tab.",
            valueName: "character"))
    var delimiter = CSVDelimiter.comma

    @Flag(help: "No progress bar, and no notes.")
    var quiet = false

    func validate() throws {
        try LatencyBasis.check(replay.latency, sources, for: "report")
        try ranking.check(hasGroups: !replay.by.isEmpty)
        try focus.check(
            isWanted: focus.billingAccount != nil, instead: "give --billing-account with it")
        if out.isEmpty || out == "-" {
            throw ValidationError("--out \(out): expected a folder, as a report is several files")
        }
    }

    func run() async throws {
        let timeline = try Timeline(for: .html, by: replay.time.chartedBy())
        var plan = timeline.adding(to: gates.adding(to: try replay.plan()))
        plan.dearestRequests = ranking.dearest
        if focus.billingAccount != nil { plan.charges = focus.split(try replay.groupings()) }
        let sources = try Sources(sources)
        try sources.check(replay)
        if !quiet { sources.sayWhatIsPassedOver() }
        let files = replay.inputs(sources)
        let place = try BundlePlace(out, inputs: files)
        let rejects = try rejects(beside: place, inputs: files)
        let folder = try BundleFolder(place)
        let reading = try ReplayReading(
            replay: replay, sources: sources, quiet: quiet, rejects: rejects)
        plan.latencyRun = try await replay.latencyRun(for: plan)
        let result = try await reading.result(of: plan)
        let outcomes = try gates.judge(result)
        let kept = result.keeping(try replay.groupings())
        let export = focus.export(result)
        let bundle = ReportBundle(
            result: ranking.top.map { kept.keepingDearestGroups($0) } ?? kept, gates: outcomes,
            focus: export, delimiter: delimiter, hasGroupings: !replay.by.isEmpty,
            timeline: timeline.groups(of: result), inputs: RunInputs(sources, replay))
        try bundle.write(to: folder)
        try folder.commit()
        try rejects?.commit()
        if !quiet { Self.name(export?.unpriced ?? []) }
        try GateOptions.end(with: outcomes)
    }

    private func rejects(beside place: BundlePlace, inputs: [String]) throws -> OutputFile? {
        guard let path = replay.log.rejects else { return nil }
        let file = try OutputPlace(path, inputs: inputs)
        if file.target == place.target || file.target.hasPrefix(place.target + "/") {
            throw CommandError(
                "--rejects \(path) lies in the folder of --out; give it a place of its own")
        }
        return try OutputFile(file)
    }

    private static func name(_ unpriced: [String]) {
        for note in unpriced {
            StandardError.write("tollgate: note: \(TerminalText.harmless(note))\n")
        }
    }
}
