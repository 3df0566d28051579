import ArgumentParser
import Calls
import Console
import Documents
import Foundation
import Logs
import Pricing
import Reports
import Workloads

/// Synthetic logs.
struct GenerateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Writes a synthetic log, from a description or like another log.",
        discussion: """
            SPEC is a YAML file that says when calls arrive (Poisson, gamma or Weibull gaps, clients \
            with arrivals of their own, daily and weekly cycle, spikes) and what they are like; \
            'tollgate generate --example' prints one to start from. With --like a log is the \
            pattern: its rate minute by minute, how bursty it is within the minute, and its calls.

            Means and medians of lognormal lengths differ in what they are about: a mean is that of \
            the numbers written, within min and max; a median is that without these bounds.

            The log is tollgate's own format, one JSON object a line, the same bytes for the same \
            description and seed. What was written is read back and measured: 'tollgate generate \
            --like logs/ --scale 3 --out more.jsonl' says how close it came.
            """)

    @Argument(help: ArgumentHelp("A workload file.", valueName: "spec"))
    var spec: String?

    @Option(
        help: ArgumentHelp(
            "A log or dataset to be like, as 'tollgate replay' reads it. Repeatable.",
            valueName: "source"))
    var like: [String] = []

    @Flag(help: "Prints a workload file, as an example to start from.")
    var example = false

    @OptionGroup(title: "What is written")
    var extent: WorkloadOptions

    @Option(
        help: ArgumentHelp(
            "The file that takes the log, or - for standard output; it appears only when it is whole.",
            valueName: "path"))
    var out: String?

    @OptionGroup(title: "Reading")
    var log: LogOptions

    @Option(help: ArgumentHelp("How the figures are written: text or json.", valueName: "form"))
    var format = ListingFormat.text

    @Flag(help: "Only the log: nothing is measured, and there is no progress bar.")
    var quiet = false

    func validate() throws {
        if example {
            guard spec == nil, like.isEmpty, out == nil else {
                throw ValidationError("--example stands alone")
            }
            return
        }
        guard (spec == nil) != like.isEmpty else {
            throw ValidationError(
                "expected a workload file or --like SOURCE, and not both; --example prints a file")
        }
        guard out != nil else {
            throw ValidationError("expected --out FILE, or --out - for standard output")
        }
        guard log.rejects == nil else {
            throw ValidationError("--rejects: generate keeps no lines; use it with 'replay'")
        }
        let readsLog =
            !log.assume.isEmpty || log.skipBad || log.inputFormat != nil || log.mapping != nil
        if spec != nil, readsLog {
            throw ValidationError(
                "--assume, --skip-bad, --input-format and --mapping are about reading a log; give "
                    + "--like")
        }
    }

    func run() async throws {
        guard let out else { return try StandardOutput.write(Workload.example) }
        if let spec {
            try await WorkloadRun(out, inputs: [spec], self).generate(
                Workload(Document(contentsOf: spec)))
        } else {
            let sources = try Sources(like)
            try await WorkloadRun(
                out, inputs: sources.paths + [log.mapping].compactMap { $0 }, self
            )
            .generate(like: sources)
        }
    }
}
