package import ArgumentParser
package import Logs
import Replay

/// How logs are read.
package struct LogOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What to take where records lack a field. Repeatable.",
            discussion: """
                Names and texts as they are (model=gpt-4.1, system=none for no system message), \
                numbers by arithmetic over the record (content_length=4*prompt_tokens); a second \
                value for the same number serves where the first has none. In a replay also: \
                cache=kept, lost or session says what becomes of cache reads where a call moves \
                to another model (session takes all calls in time order); \
                tokens.claude-sonnet-4.5=1.16 or =1.10..1.25 that a model counts so many tokens \
                where others count one.
                """, valueName: "key=value"))
    package var assume: [String] = []

    @Option(
        help: ArgumentHelp(
            "The format of all inputs, instead of detecting it.", valueName: "format"))
    package var inputFormat: LogFormat?

    @Option(
        help: ArgumentHelp(
            "A YAML file that says how to read logs of no known format.",
            discussion: "It names the columns or keys; see 'tollgate formats jsonl'.",
            valueName: "file"))
    package var mapping: String?

    @Flag(help: "Counts bad lines and leaves them out, instead of stopping at the first.")
    package var skipBad = false

    @Option(
        help: ArgumentHelp("Keeps the lines that --skip-bad leaves out.", valueName: "file"))
    package var rejects: String?

    @Option(help: ArgumentHelp("A longer line is bad, in bytes.", valueName: "bytes"))
    package var maxLine = 32 << 20

    package init() {}

    /// What is assumed about the records themselves.
    package var readingAssumptions: [String] { assume.filter { !ReplayAssumptions.covers($0) } }

    package func validate() throws {
        if rejects != nil && !skipBad {
            throw ValidationError("--rejects keeps what --skip-bad leaves out; give both")
        }
        guard maxLine >= 1, maxLine <= 1 << 30 else {
            throw ValidationError("--max-line \(maxLine): expected a number from 1 to \(1 << 30)")
        }
        try validateMapping()
        _ = try asUsage { try Assumptions(readingAssumptions) }
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

    package func reading(progress: ReadingProgress?, rejects: OutputFile?) throws -> ReadingOptions
    {
        var options = ReadingOptions()
        options.format = inputFormat
        options.mapping = try mapping.map { try NamedFiles.mapping($0, for: inputFormat) }
        options.skipsBadLines = skipBad
        options.rejects = rejects
        options.maximumLineBytes = maxLine
        options.assumptions = try Assumptions(readingAssumptions)
        options.progress = progress
        return options
    }
}

/// Turns an error about an option's value into one of usage.
package func asUsage<Value>(_ body: () throws -> Value) throws -> Value {
    do {
        return try body()
    } catch {
        throw ValidationError("\(error)")
    }
}
