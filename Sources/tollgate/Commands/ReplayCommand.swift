import ArgumentParser
import Logs
import Replay
import Reports

/// What the traffic costs as requested, under policies, and against baselines.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "What a log's traffic costs, and would cost under policies and baselines.",
        discussion: """
            A SOURCE is a log file, a glob, a folder, or '-' for standard input; gzip is read \
            directly. See 'tollgate formats' for what can be read.

            Example: tollgate replay logs/ --policy tutorial --baseline all --by team
            """)

    @Argument(help: ArgumentHelp("Log files, globs, folders, or '-'.", valueName: "source"))
    var sources: [String]

    @OptionGroup(title: "Replay")
    var replay: ReplayOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @Option(
        help: ArgumentHelp(
            "What the CSV has rows for: totals, models, rules or groups.", valueName: "section"))
    var section: ReplayCSV.Section?

    func validate() throws {
        if section != nil && output.format != .csv {
            throw ValidationError("--section chooses rows of CSV; give --format csv with it")
        }
        if section == .groups && replay.by.isEmpty {
            throw ValidationError("--section groups needs --by")
        }
    }

    func run() async throws {
        let plan = try replay.plan()
        let expansion = try LogInput.Expansion(sources)
        if !output.quiet {
            for note in expansion.passedOver {
                StandardError.write("tollgate: note: passed over \(TerminalText.harmless(note))\n")
            }
        }
        let inputs = expansion.inputs
        let run = try ReplayRun(replay: replay, output: output, inputs: inputs)
        let result = try await run.result(of: plan)
        try run.write(result, csvSection: section ?? (replay.by.isEmpty ? .totals : .groups))
    }
}
