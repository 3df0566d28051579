public import ArgumentParser
import Console
import Foundation
public import Reports

/// A sample of a log's requests through the real client.
struct LiveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "live",
        abstract: "Sends a sample of a log's requests; measures latency, errors and cost.",
        discussion: """
            The sample is drawn by model and size of the input. Texts are those of the log where it \
            keeps them, else made up, about as long. What will be sent, and what it can cost at \
            most, is shown before anything is sent. Requests go at their times, however long those \
            before them take, and latency counts from when they were meant to go.

            The key is read from HOLYSHEEP_API_KEY. With --store or --log every attempt is kept as \
            a record: 'tollgate replay LOG --policy P --latency store.db#RUN' then shows the \
            latency to expect of a policy beside its cost, and 'tollgate capacity' takes service \
            times from it.

            Example: tollgate live logs/ --policy mine.yaml --sample 200 --rate 2/s --max-spend 1 \
            --store store.db
            """)

    @Argument(
        help: ArgumentHelp(
            "Log files, globs, folders, or datasets of a store.", valueName: "source"))
    var sources: [String]

    @OptionGroup(title: "Sample")
    var sample: SampleOptions

    @OptionGroup(title: "Sending")
    var sending: SendingOptions

    @OptionGroup(title: "Upstream")
    var upstream: UpstreamOptions

    @Option(
        help: ArgumentHelp(
            "The model that all requests are sent to, instead of the one of the log.",
            valueName: "model"))
    var model: String?

    @OptionGroup(title: "Keeping")
    var keeping: KeepingOptions

    @OptionGroup(title: "Replay")
    var replay: ReplayOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    @Option(help: ArgumentHelp("What the CSV has rows for.", valueName: "section"))
    var section: LiveCSV.Section?

    func validate() throws {
        let unused: [(String, Bool)] = [
            ("--baseline", !replay.baseline.isEmpty), ("--by", !replay.by.isEmpty),
            ("--latency", replay.latency != nil), ("--rejects", replay.log.rejects != nil),
            ("--price-at", replay.time.priceAt != nil), ("--dedupe", replay.dedupe),
        ]
        for (name, isGiven) in unused where isGiven {
            throw ValidationError("\(name) says nothing about a live run; use it with 'replay'")
        }
        guard replay.policy.count <= 1 else {
            throw ValidationError("--policy: requests go one way; give one at most")
        }
        if model != nil && !replay.policy.isEmpty {
            throw ValidationError("--model and --policy both say where requests go; give one")
        }
        if section != nil && output.format != .csv {
            throw ValidationError("--section chooses rows of CSV; give --format csv with it")
        }
        try keeping.check(out: output.file)
        if sources.contains("-") {
            throw ValidationError(
                "live reads a log twice, which '-' does not allow; save it to a file")
        }
    }

    func run() async throws {
        let job = try await LiveJob(self)
        if sending.dryRun { return try job.showPlan() }
        try job.confirm()
        try await job.run()
    }
}

extension LiveCSV.Section: ExpressibleByArgument {}
