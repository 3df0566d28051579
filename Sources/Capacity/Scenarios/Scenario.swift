public import Limits

/// A change of the traffic: more of all of it, or of a stretch of it.
///
/// Never less: leaving calls out would remove the bursts that fill queues and quotas.
public struct Scenario: Hashable, Sendable {
    /// A stretch in which more requests come in.
    public struct Spike: Hashable, Sendable {
        /// How many times as many, in thousandths; a thousand at least.
        public let thousandths: Int64
        /// When it begins.
        public let start: Instant
        /// How long it lasts.
        public let length: TimeSpan

        /// A spike.
        public init(thousandths: Int64, start: Instant, length: TimeSpan) {
            precondition(thousandths >= 1000 && length > .zero)
            (self.thousandths, self.start, self.length) = (thousandths, start, length)
        }
    }

    /// Its name in reports.
    public let name: String
    /// How many times as many requests come in, in thousandths; a thousand at least.
    public let growth: Int64
    /// A stretch in which more come in.
    public let spike: Spike?

    /// The traffic as it was.
    public static let asLogged = Scenario("as logged")

    /// A change of the traffic.
    public init(_ name: String, growth: Int64 = 1000, spike: Spike? = nil) {
        precondition(growth >= 1000)
        (self.name, self.growth, self.spike) = (name, growth, spike)
    }
}
