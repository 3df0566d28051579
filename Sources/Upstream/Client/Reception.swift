import Limits

/// What came back for one request, and when.
struct Reception: Sendable {
    var status: Int?
    var firstByte: Instant?
    var pieces: [Instant] = []
    var outcome: Attempt.Outcome
    /// When it ended.
    var end: Instant
}
