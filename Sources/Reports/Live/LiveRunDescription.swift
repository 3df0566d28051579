public import Live

/// How a live run was set up, as far as its result doesn't say.
public struct LiveRunDescription: Sendable {
    /// What was drawn, and from what.
    public let sample: DrawnSample
    /// The policy that chose the models; nil where there was none.
    public let policy: String?
    /// The host that was asked, and nothing else of the address.
    public let host: String
    /// What else it rests on, in sentences, names between backticks.
    public let notes: [String]

    /// A description.
    ///
    /// - Parameters:
    ///   - sample: What was drawn, and from what.
    ///   - policy: The policy that chose the models, if there was one.
    ///   - host: The host that was asked.
    ///   - notes: What else it rests on.
    public init(sample: DrawnSample, policy: String?, host: String, notes: [String]) {
        (self.sample, self.policy, self.host, self.notes) = (sample, policy, host, notes)
    }
}
