/// What is projected rather than billed: a number with how it was found and how far it may be off.
///
/// Amounts that were billed are exact and of another type; they turn into estimates where they are
/// projected, and never back.
public struct Estimate: Hashable, Sendable {
    /// A range that holds the true value with a stated probability.
    public struct Interval: Hashable, Sendable {
        /// The lower bound.
        public let lower: Double
        /// The upper bound, not below the lower one.
        public let upper: Double
        /// How likely the true value lies within, between 0 and 1.
        public let confidence: Double

        /// An interval.
        public init(lower: Double, upper: Double, confidence: Double) {
            precondition(lower <= upper && confidence > 0 && confidence < 1)
            (self.lower, self.upper, self.confidence) = (lower, upper, confidence)
        }
    }

    /// The most likely value.
    public let value: Double
    /// How it was found, in a few words.
    public let method: String
    /// How far it may be off; nil where nothing was measured that could tell.
    public let interval: Interval?

    /// An estimate.
    ///
    /// - Parameters:
    ///   - value: The most likely value.
    ///   - method: How it was found, in a few words.
    ///   - interval: How far it may be off; nil where nothing was measured that could tell.
    public init(_ value: Double, method: String, interval: Interval? = nil) {
        (self.value, self.method, self.interval) = (value, method, interval)
    }
}
