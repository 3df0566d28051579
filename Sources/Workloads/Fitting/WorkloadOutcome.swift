/// What was generated, and what was measured on the bytes that were written.
public struct WorkloadOutcome: Sendable {
    /// The file.
    public let file: String
    /// How many records are in it.
    public let requests: UInt64
    /// What the numbers drawn depend on.
    public let seed: UInt64
    /// What the rate was multiplied by.
    public let scale: Double
    /// What it is to be like; nil where a description alone says so.
    public let fit: LogPattern.Fit?
    /// The figures of both.
    public let closeness: Closeness
    private let generated: TrafficFigures

    /// An outcome.
    ///
    /// - Parameters:
    ///   - file: The file that was written.
    ///   - measures: What was measured on it.
    ///   - scale: What the rate was multiplied by.
    ///   - seed: What the numbers drawn depended on.
    ///   - fit: What it is to be like.
    public init(
        file: String, measures: TrafficMeasures, scale: Double, seed: UInt64, fit: LogPattern.Fit?
    ) {
        (self.file, self.fit) = (file, fit)
        (self.seed, self.scale) = (seed, scale)
        requests = measures.requests
        let generated = TrafficFigures(measures)
        self.generated = generated
        closeness =
            fit.map { Closeness(generated: generated, fit: $0, scale: scale) }
            ?? Closeness(generated: generated)
    }

    /// What the figures rest on, in sentences.
    public var notes: [String] {
        let covered =
            "whole minutes covered: \(generated.wholeMinutes)"
            + (fit.map { ", of the log \($0.log.wholeMinutes)" } ?? "")
        let sampled = [(generated, "of the workload"), (fit?.log, "of the log")].compactMap {
            figures, whose in
            figures.flatMap {
                $0.gapSampling > 1
                    ? "gaps \(whose) were measured in one minute of \($0.gapSampling)" : nil
            }
        }
        let repeated = fit.flatMap { fit in
            generated.wholeMinutes > fit.log.wholeMinutes
                ? "beyond the log's end its last \(fit.repeatedMinutes) minutes repeat" : nil
        }
        return [covered] + [repeated].compactMap(\.self) + sampled
            + (fit.map { $0.notes(scale: scale) } ?? [])
    }
}

extension LogPattern.Fit {
    /// How it was fitted, in sentences.
    fileprivate func notes(scale: Double) -> [String] {
        var notes = [
            gaps,
            "each call repeats one of the log with its model, user, team, tags and lengths, drawn at "
                + "random: sessions, and what hangs on the time of day, are not kept",
        ]
        if callSampling > 1 {
            notes.append("calls were drawn from a random one in \(callSampling) of the log's")
        }
        if isDispersionOfChance {
            notes.append(
                "the variance / mean that is aimed at is what such gaps give at an even rate: that of "
                    + "the log is less, and can't be reached")
        }
        if scale != 1 {
            notes.append(
                "every minute's rate is multiplied: its part in the variance / mean grows with it, "
                    + "that of chance stays")
        }
        return notes
    }

    private var gaps: String {
        guard !isVariationAssumed else {
            return "assumed: gap_cv = 1, gaps within the minute as of a Poisson process; the log "
                + "doesn't tell, as none of its whole minutes has three calls at different times"
        }
        let digits = Int((processVariation * 1000).rounded())
        let rest = String(digits % 1000 + 1000).dropFirst()
        return "arrivals: a rate for each minute of the log, and gamma gaps with a CV of "
            + "\(digits / 1000).\(rest), found by simulation"
    }
}
