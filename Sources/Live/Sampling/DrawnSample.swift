public import Calls

/// A sample of a log.
public struct DrawnSample: Sendable {
    /// What was drawn of a stratum.
    public struct Part: Hashable, Sendable {
        /// The stratum.
        public let stratum: Stratum
        /// How many requests of it the log has.
        public let population: UInt64
        /// How many of them were drawn.
        public let drawn: Int
    }

    /// The strata in order.
    public let parts: [Part]
    /// The requests in order of time.
    public internal(set) var requests: [DrawnRequest]
    /// Operations of the log: attempts of one count once.
    public let population: UInt64
    /// Calls that don't tell how long their input was, or tell more than can be sent.
    public let leftOut: UInt64
    /// What was read.
    public let source: SourceSummary

    /// Whether every stratum has about the share of the sample that it has of the log, to a tenth:
    /// only then are quantiles of the sample those of the log.
    public var isProportional: Bool {
        let weights = parts.filter { $0.drawn > 0 }.map { Double($0.population) / Double($0.drawn) }
        guard let least = weights.min(), let most = weights.max() else { return true }
        return most <= least * 1.1
    }
}
