import Logs
import Replay
import Reports

/// One replay from inputs to the written report; `replay` and `demo` share it.
struct ReplayRun {
    private let source: LogFiles
    private let jobs: Int
    private let output: OutputOptions
    private let destination: Destination
    private let rejects: OutputFile?
    private let progress: ReadingProgress?

    /// Opens what will be written, so that an impossible place is known before the work.
    init(replay: ReplayOptions, output: OutputOptions, inputs: [LogInput]) throws {
        self.output = output
        jobs = replay.jobs
        destination = try Destination(output.out)
        rejects = try replay.rejects.map { try OutputFile($0) }
        progress =
            output.quiet || !StandardError.isTerminal
            ? nil : ReadingProgress(totalBytes: LogInput.totalBytes(inputs))
        source = LogFiles(
            inputs, options: try replay.reading(progress: progress, rejects: rejects))
    }

    func result(of plan: ReplayPlan) async throws -> ReplayResult {
        let bar = progress.map { ProgressBar($0) }
        defer { bar?.finish() }
        return try await plan.result(reading: source, jobs: jobs)
    }

    func write(
        _ result: ReplayResult, csvSection: ReplayCSV.Section, heading: String? = nil,
        notes: [String] = [], nextSteps: [String] = []
    ) throws {
        let report = ReplayReport(result, heading: heading, notes: notes, nextSteps: nextSteps)
        let text =
            switch output.format {
            case .text: report.text(isColored: isColored)
            case .markdown: report.markdown()
            case .csv: ReplayCSV(result, section: csvSection).text()
            case .json: try ReplayJSON(result).text()
            }
        try rejects?.commit()
        try destination.write(text)
    }

    private var isColored: Bool {
        !output.noColor && destination.isTerminal && !Environment.asksForNoColor
    }
}
