package import ArgumentParser
package import Reports

/// How a result is written, and where.
package struct OutputOptions: ParsableArguments {
    @Option(help: ArgumentHelp("How the result is written.", valueName: "form"))
    package var format = ReportFormat.text

    @Option(
        help: ArgumentHelp(
            "The file that takes the result; it appears only when it is whole.", valueName: "path"))
    package var out: String?

    package init() {}

    /// The file, where the result does not go to standard output.
    package var file: String? { out == "-" ? nil : out }

    @Option(
        help: ArgumentHelp(
            "What stands between the cells of CSV: ',' (by default), ';' or tab.",
            valueName: "character"))
    package var delimiter: CSVDelimiter?

    @Flag(help: "No progress bar, and no notes beside CSV.")
    package var quiet = false

    @Flag(help: "No colours, even on a terminal.")
    package var noColor = false

    package func validate() throws {
        if delimiter != nil && format != .csv && format != .focus {
            throw ValidationError("--delimiter is about CSV; give --format csv with it")
        }
    }

    /// Where the result goes, opened before the work so that an impossible place is known.
    ///
    /// - Parameter inputs: Files that the run reads, which the result may not replace.
    /// - Returns: Standard output, or the file.
    /// - Throws: An error that names the place where nothing can be written.
    package func destination(inputs: [String]) throws -> Destination {
        if format == .focus { throw Self.noCharges }
        return try Destination(try file.map { try OutputPlace($0, inputs: inputs) })
    }

    /// Only a replay has charges.
    private static let noCharges = ValidationError(
        "--format focus is for 'tollgate replay'; expected text, markdown, csv, json or html")

    /// Whether text is coloured there.
    package func isColored(on destination: Destination) -> Bool {
        !noColor && destination.isTerminal && !Environment.asksForNoColor
    }

    /// Writes a result in the form that was asked for.
    ///
    /// - Parameters:
    ///   - report: The result for people.
    ///   - destination: Where it goes.
    ///   - inputs: What it was made from, for the forms that say so.
    ///   - csv: The result as CSV.
    ///   - json: The result as JSON.
    ///   - focus: The result's charges; nil where it has none.
    /// - Throws: An error about the destination, or what the encoder throws.
    package func write(
        _ report: some PrintedReport, to destination: Destination,
        from inputs: RunInputs = RunInputs(), csv: (CSVDelimiter) -> String,
        json: () throws -> String, focus: FOCUSExport? = nil
    ) throws {
        let result =
            switch format {
            case .text:
                report.text(isColored: isColored(on: destination), width: destination.width)
            case .markdown: report.markdown()
            case .csv: csv(delimiter ?? .comma)
            case .json: try json()
            case .html: report.html(provenance: try inputs.provenance())
            case .focus: try charges(focus)
            }
        try destination.write(result)
    }

    private func charges(_ export: FOCUSExport?) throws -> String {
        guard let export else { throw Self.noCharges }
        return export.text(delimiter ?? .comma)
    }
}
