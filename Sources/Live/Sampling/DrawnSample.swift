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
    /// Calls that don't tell how long their input was, and so can't be drawn.
    public let leftOut: UInt64
    /// What was read.
    public let source: SourceSummary
}
