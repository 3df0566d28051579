/// How close a generated log came to what it is to be like.
public struct Closeness: Sendable {
    /// One figure of both.
    public struct Measure: Sendable {
        /// What JSON calls it.
        public let key: String
        /// What people call it.
        public let title: String
        /// How many decimals it is shown with.
        public let decimals: Int
        /// Of the log; nil where there is no log or the log does not tell.
        public let log: Double?
        /// What was aimed at: the log's, as it is at the scale; nil where that can't be said.
        public let aim: Double?
        /// Of what was generated; nil where it does not tell.
        public let generated: Double?

        /// Whether differences are parts of it: a coefficient next to zero has no such parts.
        let isRatio: Bool

        /// How far the generated figure is off, as a part of what was aimed at.
        public var difference: Double? {
            guard let aim, let generated, aim != 0, isRatio else { return nil }
            return generated / aim - 1
        }
    }

    /// What was compared, in order.
    public let measures: [Measure]

    /// The figures of a log that was generated from a description alone.
    public init(generated: TrafficFigures) {
        measures = Self.rows.map { row in
            Measure(
                key: row.key, title: row.title, decimals: row.decimals, log: nil, aim: nil,
                generated: row.figure(generated), isRatio: row.atScale != .coefficient)
        }
    }

    /// A comparison.
    ///
    /// - Parameters:
    ///   - generated: What was measured on the bytes that were written.
    ///   - fit: What they are to be like.
    ///   - scale: How many times as many calls there are to be.
    public init(generated: TrafficFigures, fit: LogPattern.Fit, scale: Double) {
        measures = Self.rows.map { row in
            let log = row.figure(fit.log)
            let aim: Double? =
                switch row.atScale {
                case .same, .coefficient: log
                case .grows: log.map { $0 * scale }
                case .dispersion: fit.dispersion
                case .unknown: nil
                }
            return Measure(
                key: row.key, title: row.title, decimals: row.decimals, log: log, aim: aim,
                generated: row.figure(generated), isRatio: row.atScale != .coefficient)
        }
    }

    /// What becomes of a figure at a multiple of the rate.
    private enum AtScale { case same, coefficient, grows, dispersion, unknown }

    private struct Row {
        let key: String
        let title: String
        let decimals: Int
        let atScale: AtScale
        let figure: @Sendable (TrafficFigures) -> Double?
    }

    private static let rows: [Row] =
        [
            // How many there are hangs on the length that was asked for.
            Row(key: "requests", title: "requests", decimals: 0, atScale: .unknown) {
                Double($0.requests)
            },
            Row(
                key: "requests_per_minute", title: "requests a minute", decimals: 2,
                atScale: .grows
            ) { $0.perMinute },
            Row(
                key: "dispersion", title: "between minutes: variance / mean", decimals: 2,
                atScale: .dispersion
            ) { $0.dispersion },
            Row(
                key: "peak_to_mean", title: "between minutes: peak / mean", decimals: 2,
                atScale: .same
            ) { $0.peakToMean },
            Row(
                key: "gap_cv", title: "within the minute: CV of the gaps", decimals: 3,
                atScale: .same
            ) { $0.gapVariation },
        ] + quantiles("prompt") { $0.prompt } + quantiles("completion") { $0.completion } + [
            Row(
                key: "length_correlation", title: "correlation of prompt and completion",
                decimals: 3, atScale: .coefficient
            ) { $0.lengthCorrelation }
        ]

    private static func quantiles(
        _ name: String, _ values: @escaping @Sendable (TrafficFigures) -> TrafficFigures.Quantiles?
    ) -> [Row] {
        TrafficFigures.Quantiles.percents.enumerated().map { place, percent in
            Row(
                key: "\(name)_tokens_p\(percent)", title: "\(name) tokens: P\(percent)",
                decimals: 0,
                atScale: .same
            ) { values($0).map { Double($0.values[place]) } }
        }
    }
}
