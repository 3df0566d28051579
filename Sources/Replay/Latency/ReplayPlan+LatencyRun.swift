public import Calls
import Statistics

extension ReplayPlan {
    /// Reads how long calls took, by the names that the plan's prices have for models.
    ///
    /// - Parameters:
    ///   - source: Where the measured calls come from.
    ///   - name: The run as the user named it.
    ///   - jobs: How many workers read.
    /// - Returns: What was measured; each attempt that names an operation takes some 80 bytes while
    ///   it is read.
    /// - Throws: What the source throws, or `ReplayError` where no call tells how long it took.
    public func latencyRun(
        reading source: some CallSource, name: String, jobs: Int
    ) async throws -> LatencyRun {
        let moves = ModelMoves(self)
        let (partials, _) = try await source.read(Demand(fields: .latency), jobs: jobs) {
            LatencyRunCollector(moves)
        }
        let run = LatencyRunBuilder(partials).run(name: name, moves: moves)
        guard run.models.contains(where: { $0.attempts.all.total > 0 }) else {
            let failed = run.models.reduce(0) { $0 + $1.failedAttempts }
            let untimed = run.models.reduce(0) { $0 + $1.untimed }
            throw ReplayError(
                "--latency \(name): no call succeeded and tells how long it took (\(failed) failed, "
                    + "\(untimed) tell no latency); expected calls with latency_ms")
        }
        return run
    }
}
