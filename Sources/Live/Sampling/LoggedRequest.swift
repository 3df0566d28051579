public import Calls
public import Pricing

/// What a log tells of a request that may be sent again.
public struct LoggedRequest: Hashable, Sendable {
    /// Where the record stands, the same in every reading.
    public struct Place: Hashable, Comparable, Sendable {
        /// The piece of the log.
        public let piece: LogPiece
        /// The line in it.
        public let line: UInt32

        /// Whether one comes before another.
        public static func < (left: Place, right: Place) -> Bool {
            (left.piece, left.line) < (right.piece, right.line)
        }
    }

    /// Where the record stands.
    public let place: Place
    /// When it was made.
    public let time: Timestamp
    /// The model asked for; empty where the log names none.
    public let model: String
    /// All input in tokens.
    public let input: UInt64
    /// All output in tokens; nil where it isn't told.
    public let output: UInt64?
    /// The limit that was put on the output.
    public let maxTokens: Int64?
    /// How many messages there were.
    public let messageCount: Int64?
    /// The text of its first system message; empty where there was none, nil where unknown.
    public internal(set) var system: String?
    /// The text of its last message; nil where unknown.
    public internal(set) var last: String?
}

/// A request of the sample, and for how many of the log it stands.
public struct DrawnRequest: Hashable, Sendable {
    /// The request.
    public internal(set) var logged: LoggedRequest
    /// What it is one of.
    public let stratum: Stratum
    /// How many requests of the stratum the log has, and the sample.
    public let weight: SampleWeight
}

/// For how many requests of a log one of the sample stands.
public struct SampleWeight: Hashable, Sendable {
    /// The requests of the stratum in the log.
    public let population: UInt64
    /// Those of them in the sample.
    public let sample: UInt64

    /// A weight.
    public init(population: UInt64, sample: UInt64) {
        precondition(sample > 0 && sample <= population)
        (self.population, self.sample) = (population, sample)
    }

    /// The weight as a number, at least 1.
    public var value: Double { Double(population) / Double(sample) }
}
