import ArgumentParser
import Logs
package import Replay

/// By what latencies are told: the log's own records, or a run of measured calls.
package enum LatencyBasis: ExpressibleByArgument, Equatable, CustomStringConvertible {
    case log
    case run(String)

    package init(argument: String) { self = .run(argument) }

    package var description: String {
        switch self {
        case .log: "what the log records"
        case .run(let name): name
        }
    }

    /// Where the measured calls are; nil for the log itself.
    package func sources() throws -> Sources? {
        guard case .run(let name) = self else { return nil }
        return try Sources([name])
    }

    /// Refuses a RUN that takes the place of the SOURCE, and one that is no place.
    ///
    /// - Parameters:
    ///   - latency: What was given; nil where nothing was.
    ///   - sources: What is to be read.
    ///   - command: Who asks, with what it needs before the SOURCE.
    ///   - own: Whether it can do with the latencies that the SOURCE itself records.
    /// - Throws: One line that says what to write.
    package static func check(
        _ latency: LatencyBasis?, _ sources: [String], for command: String, own: Bool = true
    ) throws {
        guard case .run(let name) = latency else {
            guard sources.isEmpty else { return }
            throw ValidationError("expected a SOURCE: a log file, a folder, or a dataset")
        }
        if name.isEmpty || name == "-" {
            throw ValidationError(
                "--latency '\(name)': expected a RUN: a log file, a folder, or a dataset")
        }
        guard sources.isEmpty else { return }
        let alone = "'tollgate \(command) \(name) --latency' for the latencies that it records"
        throw ValidationError(
            "--latency took \(name) as its RUN, and no SOURCE is left; write "
                + (own ? "\(alone), or " : "") + "'tollgate \(command) SOURCE --latency \(name)'")
    }
}

extension ReplayOptions {
    /// What the run of --latency measured; nil where none was named.
    package func latencyRun(for plan: ReplayPlan) async throws -> LatencyRun? {
        guard let latency, let sources = try latency.sources() else { return nil }
        var options = ReadingOptions()
        options.maximumLineBytes = log.maxLine
        return try await plan.latencyRun(
            reading: sources.source(options), name: "\(latency)", jobs: jobs)
    }
}
