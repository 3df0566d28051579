import Audit
import Calls
import Console
import Logs
import Pricing
import Replay
import Reports

/// One replay from inputs to the written report; `replay` and `demo` share it.
struct ReplayRun {
    private let reading: ReplayReading
    private let output: OutputOptions
    private let destination: Destination
    private let rejects: OutputFile?
    private let inputs: RunInputs

    /// Opens what will be written, so that an impossible place is known before the work.
    init(replay: ReplayOptions, output: OutputOptions, sources: Sources) throws {
        self.output = output
        // Without a choice of prices, list prices stand beside the others.
        inputs = RunInputs(
            sources, replay, prices: replay.price.prices.isEmpty ? PriceTable.builtInNames : [])
        let files = replay.inputs(sources)
        let result = try output.file.map { try OutputPlace($0, inputs: files) }
        let rejected = try replay.log.rejects.map { try OutputPlace($0, inputs: files) }
        if let rejected, result?.target == rejected.target {
            throw CommandError(
                "--out and --rejects both name \(rejected.path); give each a file of its own")
        }
        destination = try Destination(result)
        rejects = try rejected.map { try OutputFile($0) }
        reading = try ReplayReading(
            replay: replay, sources: sources, quiet: output.quiet, rejects: rejects)
    }

    func result(of plan: ReplayPlan) async throws -> ReplayResult {
        try await reading.result(of: plan)
    }

    func write(
        _ result: ReplayResult, csvSection: ReplayCSV.Section, heading: String? = nil,
        notes: [String] = [], nextSteps: [String] = [], gates: [GateOutcome] = [],
        timeline: [GroupOutcome] = [], focus: FOCUSExport? = nil
    ) throws {
        let report = ReplayReport(
            result, heading: heading, notes: notes, nextSteps: nextSteps, gates: gates,
            timeline: timeline)
        try output.write(
            report, to: destination, from: inputs, csv: ReplayCSV(result, section: csvSection).text,
            json: ReplayJSON(result, gates: gates).text, focus: focus)
        try rejects?.commit()
        if output.quiet { return }
        say(focus?.unpriced ?? [])
        if output.format == .csv || focus != nil { sayWhatCSVLeavesOut(result) }
    }

    /// A table of numbers has no room for what they rest on; so it is said beside it.
    private func sayWhatCSVLeavesOut(_ result: ReplayResult) {
        let skipped = result.source.skipped.map { lines in
            "left out \(Numbers.counted(UInt64(lines.lines), "line")): \(lines.reason) (first: \(lines.first))"
        }
        let removed = result.source.removed.map { records in
            "\(Numbers.counted(UInt64(records.records), "record")): \(records.reason)"
        }
        say(skipped + removed + result.assumptions)
    }

    private func say(_ notes: [String]) {
        for note in notes {
            StandardError.write("tollgate: note: \(TerminalText.harmless(note))\n")
        }
    }
}
