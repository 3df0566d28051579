import ArgumentParser
import Reports

/// How a result is written, and where.
struct OutputOptions: ParsableArguments {
    @Option(help: ArgumentHelp("How the result is written.", valueName: "form"))
    var format = ReportFormat.text

    @Option(
        help: ArgumentHelp(
            "The file that takes the result; it appears only when it is whole.", valueName: "path"))
    var out: String?

    /// The file, where the result does not go to standard output.
    var file: String? { out == "-" ? nil : out }

    @Flag(help: "No progress bar, and no notes beside CSV.")
    var quiet = false

    @Flag(help: "No colours, even on a terminal.")
    var noColor = false
}
