import Documents
import Replay

extension PlanFile {
    /// Whether a deployment draws times of work from a run.
    public var drawsFromRun: Bool { !measured.isEmpty }

    /// What is drawn from a run, in sentences.
    var runNotes: [String] {
        measured.map { name, times in
            let sizes =
                times.sizes == 0
                ? "whatever the size of a request, as no size was measured often enough"
                : "by classes of input and output tokens where \(SizedTimes.leastOfSize) attempts "
                    + "or more were measured (\(times.sizes) of them), else of any size"
            return "the times of work of `\(name)` are drawn from the run `\(times.run)`: "
                + "\(counted(times.attempts, "attempt")) at `\(times.model)` that succeeded, "
                + "\(sizes); \(times.failed) that failed are left out"
        }
    }

    private var measured: [(deployment: String, times: MeasuredTimes)] {
        deployments.compactMap { deployment in
            guard case .measured(let times) = deployment.service else { return nil }
            return (deployment.name, times)
        }
    }
}

extension Node {
    /// The times that a run measured at a deployment's model.
    ///
    /// - Parameters:
    ///   - run: The run; nil where none was named.
    ///   - model: The deployment's model; nil where it names none.
    /// - Returns: The times.
    /// - Throws: `DocumentError` with what is missing, and what to do.
    func measuredTimes(
        _ run: LatencyRun?, model: String?
    ) throws(DocumentError) -> MeasuredTimes {
        guard let run else {
            throw error("is run, and no run is named; add --latency RUN, or state a time")
        }
        guard let model else {
            throw error(
                "is run, and the deployment has no model whose measured times to draw from; add "
                    + "model: …")
        }
        guard let times = MeasuredTimes(run, model: model) else {
            let known = run.models.filter { $0.attempts.hasAny }.compactMap(\.model)
            throw error(
                "is run, and \(run.name) has no timed call to \(model) that succeeded (it has "
                    + "\(known.joined(separator: ", "))); measure the model, give --alias where "
                    + "the run has another name for it, or state a time")
        }
        return times
    }
}
