public import Pricing

/// What was measured of the requests to one model, or of all.
public struct ModelOutcome: Sendable {
    /// The model that the requests were sent to first; nil for all requests.
    public let model: String?
    /// Requests.
    public let requests: Int
    /// Requests that were answered, by whatever attempt.
    public let answered: Int
    /// Attempts.
    public let attempts: Int
    /// Attempts that follow another one at the same model.
    public let retries: Int
    /// Attempts at another model than the one before.
    public let fallbacks: Int
    /// Attempts whose answer doesn't tell its tokens, so that their cost is unknown.
    public let unknownUsage: Int
    /// Attempts without a price.
    public let unpriced: Int
    /// What went wrong.
    public let errors: ErrorCounts
    /// What these requests were predicted to cost.
    public let predicted: Money
    /// What is known of what they did cost.
    public let cost: Money

    /// Times of answered requests from when they were meant to be sent to the first visible output.
    public let timeToFirstToken: LatencySummary
    /// The same from when they were sent.
    public let timeToFirstTokenFromSending: LatencySummary
    /// Times a token after the first one, a mean for each answer.
    public let interTokenLatency: LatencySummary
    /// Times of answered requests from when they were meant to be sent to the end.
    public let latency: LatencySummary
    /// The same from when they were sent.
    public let latencyFromSending: LatencySummary
}
