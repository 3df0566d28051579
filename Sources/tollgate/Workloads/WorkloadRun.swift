import Calls
import Console
import Foundation
import Logs
import Pricing
import Reports
import Workloads

/// One synthetic log from its description to the figures measured on it.
struct WorkloadRun {
    private let path: String
    private let destination: Destination
    private let isReadable: Bool
    private let command: GenerateCommand

    /// Opens what will be written, so that an impossible place is known before the work.
    init(_ path: String, inputs: [String], _ command: GenerateCommand) throws {
        let place = path == "-" ? nil : try OutputPlace(path, inputs: inputs)
        (self.path, self.command) = (path, command)
        destination = try Destination(place)
        isReadable = place.map { !$0.isStream } ?? false
    }

    func generate(_ workload: Workload) async throws {
        guard let zone = TimeZone(identifier: workload.timeZone) else {
            preconditionFailure("the reader has checked the zone")
        }
        let overrides = try command.extent.overrides(in: zone)
        let end = try write(workload.generation(overrides))
        if let start = overrides.from ?? workload.from, !command.quiet {
            for note in workload.spikesPassedOver(from: start, until: end) {
                StandardError.write("tollgate: note: \(TerminalText.harmless(note))\n")
            }
        }
        try await measure(fit: nil, seed: overrides.seed ?? workload.seed)
    }

    func generate(like sources: Sources) async throws {
        try sources.check(command.log)
        sources.sayWhatIsPassedOver()
        let overrides = try command.extent.overrides(in: .gmt)
        let pattern = LogPattern(try await read(sources) { PatternConsumer() })
        let (generation, fit) = try pattern.generation(overrides)
        _ = try write(generation)
        try await measure(fit: fit, seed: overrides.seed ?? 1)
    }

    private func read<Consumer: BlockConsumer>(
        _ sources: Sources, _ makeConsumer: @escaping @Sendable () -> Consumer
    ) async throws -> [Consumer.Partial] {
        let progress =
            command.quiet || !StandardError.isTerminal || sources.logs.isEmpty
            ? nil : ReadingProgress(totalBytes: LogInput.totalBytes(sources.logs))
        let bar = progress.map { ProgressBar($0) }
        defer { bar?.finish() }
        let source = sources.source(try command.log.reading(progress: progress, rejects: nil))
        return try await source.read(
            LogPattern.demand, jobs: ProcessInfo.processInfo.activeProcessorCount,
            makeConsumer: makeConsumer
        ).partials
    }

    /// Writes the log, and says when it ends.
    private func write(_ generation: Generation) throws -> Timestamp {
        let end = try generation.write { try destination.write($0) }
        try destination.commit()
        return end
    }

    /// Reads back what was written, and says how close it came.
    private func measure(fit: LogPattern.Fit?, seed: UInt64) async throws {
        guard !command.quiet else { return }
        guard isReadable else {
            StandardError.write(
                "tollgate: note: nothing was measured, as \(path == "-" ? "standard output" : path) "
                    + "can't be read back\n")
            return
        }
        let (partials, _) = try await LogFiles([.file(path)], options: ReadingOptions()).read(
            Demand(), jobs: ProcessInfo.processInfo.activeProcessorCount
        ) { MeasuringConsumer() }
        var measures = TrafficMeasures()
        for partial in partials { measures.merge(partial) }
        let outcome = WorkloadOutcome(
            file: path, measures: measures, scale: command.extent.scale, seed: seed, fit: fit)
        try StandardOutput.write(
            command.format == .json
                ? WorkloadJSON(outcome).text()
                : WorkloadReport(outcome).text(
                    isColored: false,
                    width: StandardOutput.isTerminal ? StandardOutput.terminalWidth : nil))
    }
}
