package import Calls
import Logs
package import Replay

/// Logs and datasets on their way through a replay, with a progress bar.
package struct ReplayReading {
    private let source: JoinedSource
    private let jobs: Int
    private let progress: ReadingProgress?

    /// Reads nothing yet.
    ///
    /// - Parameters:
    ///   - replay: How the logs are read.
    ///   - sources: What is read.
    ///   - quiet: Whether there is no progress bar.
    ///   - rejects: Where bad lines are kept.
    /// - Throws: An error about an option, such as a mapping that can't be read.
    package init(replay: ReplayOptions, sources: Sources, quiet: Bool, rejects: OutputFile? = nil)
        throws
    {
        jobs = replay.jobs
        progress =
            quiet || !StandardError.isTerminal || sources.logs.isEmpty
            ? nil : ReadingProgress(totalBytes: LogInput.totalBytes(sources.logs))
        source = sources.source(try replay.reading(progress: progress, rejects: rejects))
    }

    /// The calls in memory, for many questions.
    package func calls(for plan: ReplayPlan) async throws -> ResidentCalls {
        let bar = progress.map { ProgressBar($0) }
        defer { bar?.finish() }
        return try await ResidentCalls(reading: source, for: plan, jobs: jobs)
    }

    /// The requests in time order.
    package func traffic(of plan: ReplayPlan, fields: Demand.Fields) async throws -> TimedTraffic {
        let bar = progress.map { ProgressBar($0) }
        defer { bar?.finish() }
        return try await plan.traffic(reading: source, fields: fields, jobs: jobs)
    }

    package func result(of plan: ReplayPlan) async throws -> ReplayResult {
        let bar = progress.map { ProgressBar($0) }
        defer { bar?.finish() }
        return try await plan.result(reading: source, jobs: jobs)
    }
}
