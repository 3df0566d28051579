public import Limits

/// One request that went over the wire, or was meant to.
public struct Attempt: Sendable, Hashable {
    /// How it ended.
    public enum Outcome: Sendable, Hashable {
        /// With an answer that is whole.
        case completed(Completion)
        /// Without one.
        case failed(UpstreamFailure)
    }

    /// The model asked for, which a fallback may have changed.
    public let model: String
    /// When it was sent.
    public let start: Instant
    /// When it ended.
    public let end: Instant
    /// When the head of the answer came; nil where none came.
    public let firstByte: Instant?
    /// When visible output came, piece by piece; for an answer in one piece, its end.
    public let pieces: [Instant]
    /// The HTTP status; nil where there was no answer.
    public let status: Int?
    /// How it ended.
    public let outcome: Outcome

    /// An attempt.
    public init(
        model: String, start: Instant, end: Instant, firstByte: Instant? = nil,
        pieces: [Instant] = [], status: Int? = nil, outcome: Outcome
    ) {
        (self.model, self.start, self.end) = (model, start, end)
        (self.firstByte, self.pieces, self.status) = (firstByte, pieces, status)
        self.outcome = outcome
    }
}
